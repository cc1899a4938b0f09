package io.mesosjava.testkit;

import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.master.Response.GetAgents;
import io.mesosjava.v1.master.Response.GetFrameworks;
import io.mesosjava.v1.master.Response.GetState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the leading master knows at one moment; nothing while none leads. An immutable snapshot, in
 * Mesos' own messages.
 */
public final class ClusterState {

  private final GetState state;

  ClusterState(GetState state) {
    this.state = state;
  }

  /** The answer to GET_STATE. */
  public GetState message() {
    return state;
  }

  /** All tasks that the master remembers: those it has, the unreachable and the completed. */
  public List<Task> tasks() {
    return Stream.of(
            state.getGetTasks().getTasksList(),
            state.getGetTasks().getUnreachableTasksList(),
            state.getGetTasks().getCompletedTasksList())
        .flatMap(List::stream)
        .toList();
  }

  /** The task with this id, of whatever framework; of several, one that is not completed. */
  public Optional<Task> task(String taskId) {
    return tasks().stream().filter(task -> task.getTaskId().getValue().equals(taskId)).findFirst();
  }

  /** The latest state of the task with this id. */
  public Optional<TaskState> taskState(String taskId) {
    return task(taskId).map(Task::getState);
  }

  /** Whether the task with this id is in {@code taskState}, or was on its way. */
  public boolean hasBeen(String taskId, TaskState taskState) {
    return task(taskId).stream()
        .flatMap(
            task ->
                Stream.concat(
                    Stream.of(task.getState()),
                    task.getStatusesList().stream().map(TaskStatus::getState)))
        .anyMatch(taskState::equals);
  }

  /** The number of tasks that are in {@code taskState} now. */
  public long count(TaskState taskState) {
    return tasks().stream().filter(task -> task.getState() == taskState).count();
  }

  /** The agents that are registered. */
  public List<GetAgents.Agent> agents() {
    return state.getGetAgents().getAgentsList();
  }

  /** The frameworks that are not removed. */
  public List<GetFrameworks.Framework> frameworks() {
    return state.getGetFrameworks().getFrameworksList();
  }

  /** Whether a framework of this name has an open event stream. */
  public boolean isSubscribed(String frameworkName) {
    return frameworks().stream()
        .filter(GetFrameworks.Framework::getConnected)
        .map(GetFrameworks.Framework::getFrameworkInfo)
        .map(FrameworkInfo::getName)
        .anyMatch(frameworkName::equals);
  }

  /** The offers that are neither used nor declined nor rescinded. */
  public List<Offer> offers() {
    return frameworks().stream().flatMap(f -> f.getOffersList().stream()).toList();
  }

  /** In a few words. */
  @Override
  public String toString() {
    return agents().size()
        + " agents, "
        + frameworks().size()
        + " frameworks, "
        + offers().size()
        + " offers, tasks "
        + tasks().stream()
            .map(task -> task.getTaskId().getValue() + " " + task.getState())
            .toList();
  }
}
