package io.mesosjava.testkit.master;

import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Event;
import java.time.Instant;

/** Statuses that the master itself makes up. They have no uuid: nobody waits for an answer. */
final class Statuses {

  private Statuses() {}

  static TaskStatus.Builder of(TaskID task, TaskState state, Instant now) {
    return TaskStatus.newBuilder()
        .setTaskId(task)
        .setState(state)
        .setSource(TaskStatus.Source.SOURCE_MASTER)
        .setTimestamp(seconds(now));
  }

  /** The end of a task that was never launched. */
  static TaskStatus refused(
      TaskInfo task, TaskState state, TaskStatus.Reason reason, String message, Instant now) {
    return of(task.getTaskId(), state, now)
        .setAgentId(task.getAgentId())
        .setReason(reason)
        .setMessage(message)
        .build();
  }

  /** The status of a task that the master knows, with what the last update said of it. */
  static TaskStatus.Builder of(Task task, TaskState state, Instant now) {
    TaskStatus.Builder status = of(task.getTaskId(), state, now).setAgentId(task.getAgentId());
    if (task.hasExecutorId()) {
      status.setExecutorId(task.getExecutorId());
    }
    if (task.getStatusesCount() > 0) {
      TaskStatus last = task.getStatuses(task.getStatusesCount() - 1);
      if (last.hasHealthy()) {
        status.setHealthy(last.getHealthy());
      }
      if (last.hasCheckStatus()) {
        status.setCheckStatus(last.getCheckStatus());
      }
      if (last.hasContainerStatus()) {
        status.setContainerStatus(last.getContainerStatus());
      }
    }
    return status;
  }

  static TaskStatus.Builder on(AgentID agent, TaskStatus.Builder status) {
    return agent.getValue().isEmpty() ? status : status.setAgentId(agent);
  }

  static Event update(TaskStatus status) {
    return Event.newBuilder()
        .setType(Event.Type.UPDATE)
        .setUpdate(Event.Update.newBuilder().setStatus(status))
        .build();
  }

  static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / 1e9;
  }
}
