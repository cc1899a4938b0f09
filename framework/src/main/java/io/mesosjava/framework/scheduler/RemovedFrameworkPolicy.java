package io.mesosjava.framework.scheduler;

import io.mesosjava.v1.FrameworkID;

/**
 * What to do when the master says that it has removed the framework. Asked on the session's thread.
 */
@FunctionalInterface
public interface RemovedFrameworkPolicy {

  /**
   * Whether the framework that was {@code removed} shall register anew, under a new id: true clears
   * the stored id, false ends the session with a {@link FrameworkRemovedException}.
   */
  boolean registersAnew(FrameworkID removed);

  /** Ends the session. */
  static RemovedFrameworkPolicy fail() {
    return removed -> false;
  }

  /** Registers anew. */
  static RemovedFrameworkPolicy registerAnew() {
    return removed -> true;
  }
}
