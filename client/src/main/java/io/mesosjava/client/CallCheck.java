package io.mesosjava.client;

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
}
