package io.mesosjava.client;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the calls of an API must hold.
 *
 * @param <C> the calls
 */
sealed interface CallCheck<C> permits CallRules, ExecutorCallRules {

  /** The type of {@code call}, as Mesos names it. */
  String typeOf(C call);

  /**
   * Refuses a call that the server would refuse, or worse: a call of type UNKNOWN makes a master of
   * Mesos 1.12 abort.
   *
   * @throws IllegalArgumentException naming what is missing
   */
  void check(C call);

  /** Names all that a call lacks, by the schema and by rules; a field that both name once. */
  static IllegalArgumentException incomplete(
      String type, Collection<String> bySchema, Collection<String> byRules) {
    Set<String> missing = new TreeSet<>(bySchema);
    missing.addAll(byRules);
    String fields = missing.size() == 1 ? "field: " : "fields: ";
    return new IllegalArgumentException(
        type + ": missing required " + fields + String.join(", ", missing));
  }
}
