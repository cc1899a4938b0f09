package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InputStateTest {

  @ParameterizedTest
  @EnumSource
  void takesTheTransitionsOfItsTableAndNoOther(InputState from) {
    Set<InputState> reachable = InputState.TRANSITIONS.getOrDefault(from, Set.of());
    for (InputState to : InputState.values()) {
      if (reachable.contains(to)) {
        assertThat(from.to(to)).isSameAs(to);
      } else {
        assertThatIllegalStateException()
            .isThrownBy(() -> from.to(to))
            .withMessage(from + " -> " + to);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ENDED")
  void canEndFromEveryState(InputState from) {
    assertThat(from.to(InputState.ENDED)).isSameAs(InputState.ENDED);
  }

  @Test
  void endsOnce() {
    assertThat(InputState.TRANSITIONS).containsEntry(InputState.ENDED, Set.of());
  }
}
