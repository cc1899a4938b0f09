package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairStateTest {

  @ParameterizedTest
  @EnumSource
  void takesTheTransitionsOfItsTableAndNoOther(PairState from) {
    Set<PairState> reachable = PairState.TRANSITIONS.getOrDefault(from, Set.of());
    for (PairState to : PairState.values()) {
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
  void canEndFromEveryState(PairState from) {
    assertThat(from.to(PairState.ENDED)).isSameAs(PairState.ENDED);
  }

  @Test
  void endsOnce() {
    assertThat(PairState.TRANSITIONS).containsEntry(PairState.ENDED, Set.of());
  }
}
