package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every lifecycle of this module is its table. */
class LifecyclesTest {

  /** A table, and what takes its steps. */
  record Lifecycle<S extends Enum<S>>(
      Class<S> states, Map<S, Set<S>> table, BinaryOperator<S> step) {

    void assertTakesTheTransitionsOfItsTableAndNoOther() {
      for (S from : states.getEnumConstants()) {
        for (S to : states.getEnumConstants()) {
          if (table.getOrDefault(from, Set.of()).contains(to)) {
            assertThat(step.apply(from, to)).isSameAs(to);
          } else {
            assertThatIllegalStateException()
                .isThrownBy(() -> step.apply(from, to))
                .withMessage(from + " -> " + to);
          }
        }
      }
    }

    void assertCanEndFromEveryStateOnce() {
      S ended = Enum.valueOf(states, "ENDED");
      for (S from : states.getEnumConstants()) {
        assertThat(table.getOrDefault(from, Set.of()).contains(ended)).isEqualTo(from != ended);
      }
      assertThat(table.get(ended)).isEmpty();
    }

    @Override
    public String toString() {
      return states.getSimpleName();
    }
  }

  static Stream<Lifecycle<?>> lifecycles() {
    return Stream.of(
        new Lifecycle<>(PairState.class, PairState.TRANSITIONS, PairState::to),
        new Lifecycle<>(LineState.class, LineState.TRANSITIONS, LineState::to),
        new Lifecycle<>(InputState.class, InputState.TRANSITIONS, InputState::to));
  }

  @ParameterizedTest
  @MethodSource("lifecycles")
  void takesTheTransitionsOfItsTableAndNoOther(Lifecycle<?> lifecycle) {
    lifecycle.assertTakesTheTransitionsOfItsTableAndNoOther();
  }

  @ParameterizedTest
  @MethodSource("lifecycles")
  void canEndFromEveryStateOnce(Lifecycle<?> lifecycle) {
    lifecycle.assertCanEndFromEveryStateOnce();
  }
}
