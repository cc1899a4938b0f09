package io.mesosjava.testkit.master;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** What becomes of a task's record: functions of the record before. */
final class Tasks {

  private static final Set<TaskState> TERMINAL =
      EnumSet.of(
          TaskState.TASK_FINISHED,
          TaskState.TASK_FAILED,
          TaskState.TASK_KILLED,
          TaskState.TASK_ERROR,
          TaskState.TASK_LOST,
          TaskState.TASK_DROPPED,
          TaskState.TASK_GONE,
          TaskState.TASK_GONE_BY_OPERATOR);

  private Tasks() {}

  static boolean isTerminal(TaskState state) {
    return TERMINAL.contains(state);
  }

  /** The record of a task that is being sent to its agent. */
  static Task staged(FrameworkID framework, TaskInfo info) {
    Task.Builder task =
        Task.newBuilder()
            .setName(info.getName())
            .setTaskId(info.getTaskId())
            .setFrameworkId(framework)
            .setAgentId(info.getAgentId())
            .setState(TaskState.TASK_STAGING)
            .addAllResources(info.getResourcesList())
            .putAllLimits(info.getLimitsMap());
    if (info.hasExecutor()) {
      task.setExecutorId(info.getExecutor().getExecutorId());
    }
    copyDescription(info, task);
    user(info, task);
    return task.build();
  }

  private static void copyDescription(TaskInfo info, Task.Builder task) {
    if (info.hasLabels()) {
      task.setLabels(info.getLabels());
    }
    if (info.hasDiscovery()) {
      task.setDiscovery(info.getDiscovery());
    }
    if (info.hasContainer()) {
      task.setContainer(info.getContainer());
    }
    if (info.hasHealthCheck()) {
      task.setHealthCheck(info.getHealthCheck());
    }
    if (info.hasKillPolicy()) {
      task.setKillPolicy(info.getKillPolicy());
    }
  }

  private static void user(TaskInfo info, Task.Builder task) {
    if (info.getCommand().hasUser()) {
      task.setUser(info.getCommand().getUser());
    } else if (info.getExecutor().getCommand().hasUser()) {
      task.setUser(info.getExecutor().getCommand().getUser());
    }
  }

  /**
   * The record after {@code status} came.
   *
   * @param latest the newest state that the agent knows of; what was terminal once remains so
   */
  static Task updated(Task task, TaskStatus status, TaskState latest) {
    Task.Builder changed = task.toBuilder();
    if (!isTerminal(task.getState())) {
      changed.setState(latest);
    }
    int last = task.getStatusesCount() - 1;
    if (last >= 0 && task.getStatuses(last).getState() == status.getState()) {
      changed.removeStatuses(last);
    }
    changed.addStatuses(status.toBuilder().clearData());
    if (status.hasUuid()) {
      // What a master makes itself has none, and is nothing that an agent waits for.
      changed.setStatusUpdateState(status.getState()).setStatusUpdateUuid(status.getUuid());
    }
    return changed.build();
  }

  /** Whether an acknowledgement of {@code uuid} is the last thing to happen to the task. */
  static boolean isOver(Task task, ByteString uuid) {
    return task.hasStatusUpdateState()
        && isTerminal(task.getStatusUpdateState())
        && task.getStatusUpdateUuid().equals(uuid);
  }

  static Task removedWithFramework(Task task, Instant now) {
    if (isTerminal(task.getState())) {
      return task;
    }
    TaskStatus status =
        Statuses.of(task, TaskState.TASK_KILLED, now)
            .setReason(TaskStatus.Reason.REASON_FRAMEWORK_REMOVED)
            .setMessage("Framework " + task.getFrameworkId().getValue() + " removed")
            .build();
    return updated(task, status, TaskState.TASK_KILLED);
  }
}
