package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mesosjava.testkit.agent.AgentExecutor.State;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkInfo;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AgentExecutorTest {

  static Stream<Arguments> pairs() {
    return Arrays.stream(State.values())
        .flatMap(from -> Arrays.stream(State.values()).map(to -> Arguments.of(from, to)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void followsItsTable(State from, State to) {
    AgentExecutor executor = inState(from);
    if (AgentExecutor.TRANSITIONS.getOrDefault(from, Set.of()).contains(to)) {
      executor.become(to);
      assertThat(executor.state()).isEqualTo(to);
    } else {
      assertThatIllegalStateException()
          .isThrownBy(() -> executor.become(to))
          .withMessage("executor e: " + from + " cannot become " + to);
    }
  }

  private static AgentExecutor inState(State state) {
    AgentExecutor executor =
        new AgentExecutor(
            new AgentFramework(FrameworkInfo.getDefaultInstance()),
            ExecutorInfo.newBuilder()
                .setExecutorId(ExecutorID.newBuilder().setValue("e"))
                .buildPartial(),
            ContainerID.getDefaultInstance(),
            Path.of("sandbox"),
            ExecutorKind.COMMAND);
    if (state != State.REGISTERING) {
      executor.become(state);
    }
    return executor;
  }
}
