package io.mesosjava.testkit.agent;

import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;

/** A task of an executor, as the agent knows it. Lives on the stage. */
final class AgentTask {

  /** How far the agent is with a task. */
  enum Phase {
    /** Not yet given to its executor. */
    QUEUED,
    /** Given to its executor. */
    LAUNCHED,
    /** Ended, which the scheduler has not acknowledged yet. */
    TERMINATED,
    /** Ended, which the scheduler has acknowledged. */
    COMPLETED
  }

  private final TaskInfo info;
  private final Task.Builder record;
  private Phase phase = Phase.QUEUED;
  private boolean delivered;

  AgentTask(FrameworkID framework, ExecutorID executor, AgentID agent, TaskInfo info) {
    this.info = info;
    this.record =
        Task.newBuilder()
            .setName(info.getName())
            .setTaskId(info.getTaskId())
            .setFrameworkId(framework)
            .setAgentId(agent)
            .setState(TaskState.TASK_STAGING)
            .addAllResources(info.getResourcesList())
            .putAllLimits(info.getLimitsMap());
    copyOptional(executor);
  }

  private void copyOptional(ExecutorID executor) {
    if (info.hasExecutor()) {
      record.setExecutorId(executor);
    }
    if (info.hasLabels()) {
      record.setLabels(info.getLabels());
    }
    if (info.hasDiscovery()) {
      record.setDiscovery(info.getDiscovery());
    }
    if (info.hasContainer()) {
      record.setContainer(info.getContainer());
    }
    if (info.hasHealthCheck()) {
      record.setHealthCheck(info.getHealthCheck());
    }
    if (info.hasKillPolicy()) {
      record.setKillPolicy(info.getKillPolicy());
    }
    if (info.getCommand().hasUser()) {
      record.setUser(info.getCommand().getUser());
    }
  }

  TaskID id() {
    return info.getTaskId();
  }

  TaskInfo info() {
    return info;
  }

  Phase phase() {
    return phase;
  }

  TaskState state() {
    return record.getState();
  }

  boolean isQueued() {
    return phase == Phase.QUEUED;
  }

  /** Neither ended nor waiting for its executor. */
  boolean isLaunched() {
    return phase == Phase.LAUNCHED;
  }

  /** Whether the scheduler has not yet acknowledged its end. */
  boolean isIncomplete() {
    return phase != Phase.COMPLETED;
  }

  /** Whether its executor has got it. */
  boolean hasBeenDelivered() {
    return delivered;
  }

  void launched() {
    phase = Phase.LAUNCHED;
    delivered = true;
  }

  /** It turned out that its executor never got it. */
  void lost() {
    delivered = false;
  }

  void completed() {
    phase = Phase.COMPLETED;
  }

  /** The task has this status now, whether the scheduler knows it or not. */
  void statusChanged(TaskStatus status) {
    record.setState(status.getState());
    // As Mesos does: the last of several statuses with one state stands for them all.
    int last = record.getStatusesCount() - 1;
    if (last >= 0 && record.getStatuses(last).getState() == status.getState()) {
      record.removeStatuses(last);
    }
    record.addStatuses(status);
    if (TaskStates.isTerminal(status.getState())) {
      phase = Phase.TERMINATED;
    }
  }

  /** The scheduler is being told this status. */
  void statusSent(TaskStatus status) {
    record.setStatusUpdateState(status.getState()).setStatusUpdateUuid(status.getUuid());
  }

  /** The task as messages show it. */
  Task toMessage() {
    return record.build();
  }
}
