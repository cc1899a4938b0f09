package io.mesosjava.framework.executor;

import io.mesosjava.v1.TaskState;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Which state an executor may report after which. Every state may be reported again, for example
 * with another health, but for those that end the task.
 *
 * <pre>
 * STAGING --> STARTING --> RUNNING --> KILLING --> an end
 * </pre>
 *
 * <p>States may be left out.
 */
final class TaskSteps {

  /** The states with which an executor can end a task. */
  static final Set<TaskState> ENDS =
      EnumSet.of(
          TaskState.TASK_FINISHED,
          TaskState.TASK_FAILED,
          TaskState.TASK_KILLED,
          TaskState.TASK_ERROR,
          TaskState.TASK_LOST,
          TaskState.TASK_DROPPED,
          TaskState.TASK_GONE);

  private static final Map<TaskState, Set<TaskState>> NEXT =
      Map.of(
          TaskState.TASK_STAGING,
          EnumSet.of(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_KILLING),
          TaskState.TASK_STARTING,
          EnumSet.of(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_KILLING),
          TaskState.TASK_RUNNING,
          EnumSet.of(TaskState.TASK_RUNNING, TaskState.TASK_KILLING),
          TaskState.TASK_KILLING,
          EnumSet.of(TaskState.TASK_KILLING));

  private TaskSteps() {}

  static boolean isEnd(TaskState state) {
    return ENDS.contains(state);
  }

  static boolean isStep(TaskState from, TaskState to) {
    Set<TaskState> next = NEXT.get(from);
    return next != null && (next.contains(to) || isEnd(to));
  }
}
