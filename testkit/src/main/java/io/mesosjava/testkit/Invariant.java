package io.mesosjava.testkit;

/**
 * What every well-behaved scheduler keeps to, and every cluster checks when it is closed. Times are
 * by the cluster's clock; where that is scaled, they are scaled with it.
 */
public enum Invariant {
  /**
   * A status update is acknowledged: none is left that was sent again on the same stream, 5 s or
   * more after the first time, and never acknowledged.
   */
  UPDATES_ACKNOWLEDGED,
  /** An offer is used or declined: none is left that was held for a minute or more. */
  OFFERS_ANSWERED,
  /**
   * A task id is launched once in the life of its framework. The latest million of them are known.
   */
  TASKS_LAUNCHED_ONCE
}
