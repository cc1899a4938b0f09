package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LineStateTest {

  @ParameterizedTest
  @EnumSource
  void takesTheTransitionsOfItsTableAndNoOther(LineState from) {
    Set<LineState> reachable = LineState.TRANSITIONS.getOrDefault(from, Set.of());
    for (LineState to : LineState.values()) {
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
  void canEndFromEveryState(LineState from) {
    assertThat(from.to(LineState.ENDED)).isSameAs(LineState.ENDED);
  }

  @Test
  void endsOnce() {
    assertThat(LineState.TRANSITIONS).containsEntry(LineState.ENDED, Set.of());
  }
}
