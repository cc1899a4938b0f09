package io.mesosjava.framework.scheduler;

import io.mesosjava.v1.FrameworkID;

/**
 * The master has removed the framework: it was torn down, or away for longer than its {@code
 * failover_timeout}. Its tasks are gone. A {@link RemovedFrameworkPolicy} can let it begin anew.
 */
public final class FrameworkRemovedException extends SchedulerSessionException {

  private static final long serialVersionUID = 1L;

  FrameworkRemovedException(FrameworkID id) {
    super("framework " + id.getValue() + " has been removed by the master", null);
  }
}
