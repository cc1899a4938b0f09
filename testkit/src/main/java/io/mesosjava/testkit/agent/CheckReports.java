package io.mesosjava.testkit.agent;

import io.mesosjava.v1.CheckStatusInfo;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;

/** Statuses that say what a check found: the last one again, with that in it. */
final class CheckReports {

  private CheckReports() {}

  static TaskStatus.Builder health(TaskStatus last, boolean healthy) {
    return again(last)
        .setReason(Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED)
        .setHealthy(healthy);
  }

  static TaskStatus.Builder check(TaskStatus last, CheckStatusInfo status) {
    return again(last).setReason(Reason.REASON_TASK_CHECK_STATUS_UPDATED).setCheckStatus(status);
  }

  private static TaskStatus.Builder again(TaskStatus last) {
    return last.toBuilder().clearUuid().clearTimestamp().clearMessage();
  }
}
