package io.mesosjava.testkit.agent;

import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.TaskState;

/** Facts about the states of tasks. */
final class TaskStates {

  private TaskStates() {}

  /** Whether a task in this state has ended. */
  static boolean isTerminal(TaskState state) {
    return switch (state) {
      case TASK_FINISHED,
          TASK_FAILED,
          TASK_KILLED,
          TASK_ERROR,
          TASK_LOST,
          TASK_DROPPED,
          TASK_GONE,
          TASK_GONE_BY_OPERATOR ->
          true;
      case TASK_STAGING,
          TASK_STARTING,
          TASK_RUNNING,
          TASK_KILLING,
          TASK_UNREACHABLE,
          TASK_UNKNOWN ->
          false;
    };
  }

  /** What becomes of a task that was never started: a finer word for those who know it. */
  static TaskState dropped(FrameworkInfo framework) {
    return has(framework, FrameworkInfo.Capability.Type.PARTITION_AWARE)
        ? TaskState.TASK_DROPPED
        : TaskState.TASK_LOST;
  }

  /** Whether the framework wants to hear of TASK_KILLING. */
  static boolean wantsKilling(FrameworkInfo framework) {
    return has(framework, FrameworkInfo.Capability.Type.TASK_KILLING_STATE);
  }

  static boolean has(FrameworkInfo framework, FrameworkInfo.Capability.Type capability) {
    return framework.getCapabilitiesList().stream().anyMatch(c -> c.getType() == capability);
  }
}
