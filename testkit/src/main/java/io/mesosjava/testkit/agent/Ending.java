package io.mesosjava.testkit.agent;

import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;

/** What becomes of the tasks that an executor leaves behind. */
record Ending(TaskState state, TaskStatus.Reason reason, String message) {

  /** The executor went without a word. */
  static final Ending UNEXPLAINED =
      failed(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED, "Executor terminated");

  /** No containerizer wanted it, so that Mesos does not know the container whose end it awaits. */
  static final Ending UNKNOWN_CONTAINER =
      failed(
          TaskStatus.Reason.REASON_EXECUTOR_TERMINATED,
          "Abnormal executor termination: unknown container");

  static Ending failed(TaskStatus.Reason reason, String message) {
    return new Ending(TaskState.TASK_FAILED, reason, message);
  }
}
