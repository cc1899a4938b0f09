package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mesosjava.testkit.agent.AgentLife.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AgentLifeTest {

  static Stream<Arguments> pairs() {
    return Arrays.stream(State.values())
        .flatMap(from -> Arrays.stream(State.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void followsItsTable(State from, State to) {
    AgentLife life = in(from);
    if (AgentLife.TRANSITIONS.getOrDefault(from, Set.of()).contains(to)) {
      life.become(to);
      assertThat(life.is(to)).isTrue();
    } else {
      assertThatIllegalStateException()
          .isThrownBy(() -> life.become(to))
          .withMessage("the agent: " + from + " cannot become " + to);
    }
  }

  @Test
  void postponesWhatNeedsTheProcess() {
    List<String> done = new ArrayList<>();
    AgentLife life = new AgentLife();
    life.whenThere(() -> done.add("before"));
    life.become(State.DOWN);
    life.whenThere(() -> done.add("first"));
    life.whenThere(() -> done.add("second"));
    assertThat(done).containsExactly("before");
    life.become(State.RECOVERING);
    assertThat(done).containsExactly("before", "first", "second");
  }

  private static AgentLife in(State state) {
    AgentLife life = new AgentLife();
    switch (state) {
      case RUNNING -> {
        // It is.
      }
      case ENDING -> life.become(State.ENDING);
      case DOWN -> life.become(State.DOWN);
      case RECOVERING -> {
        life.become(State.DOWN);
        life.become(State.RECOVERING);
      }
      case ENDED -> life.become(State.ENDED);
    }
    return life;
  }
}
