package io.mesosjava.client;

import java.util.Map;
import java.util.Set;

/** Steps in a table of transitions. */
final class Transitions {

  private Transitions() {}

  /**
   * {@code next}, which must be reachable from {@code state}.
   *
   * @throws IllegalStateException if the table does not have the step
   */
  static <S extends Enum<S>> S step(Map<S, Set<S>> table, S state, S next) {
    if (!table.getOrDefault(state, Set.of()).contains(next)) {
      throw new IllegalStateException(state + " -> " + next);
    }
    return next;
  }
}
