package io.mesosjava.testkit.master;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.scheduler.Event;
import java.util.List;

/** What happens to offers and tasks when their agent goes. */
final class AgentLoss {

  private AgentLoss() {}

  /** The connection broke: the tasks of frameworks that do not checkpoint are lost at once. */
  static void disconnected(MasterState state, Offers offers, Agent agent) {
    offers.on(agent.id()).forEach(offers::rescind);
    for (Framework framework : state.frameworks.values()) {
      if (!framework.info().getCheckpoint()) {
        lose(state, framework, agent, Reason.REASON_AGENT_DISCONNECTED, "Agent disconnected");
        framework.executors.remove(agent.id());
      }
    }
  }

  /** The agent is gone for good: so are all its tasks, and every framework hears of it. */
  static void removed(MasterState state, Offers offers, Agent agent) {
    offers.on(agent.id()).forEach(offers::rescind);
    for (Framework framework : state.frameworks.values()) {
      String message = "Agent " + agent.info().getHostname() + " removed: agent unregistered";
      lose(state, framework, agent, Reason.REASON_AGENT_REMOVED, message);
      framework.executors.remove(agent.id());
      framework.filters.clear(agent.id());
      framework.send(failure(agent.id()));
    }
  }

  private static void lose(
      MasterState state, Framework framework, Agent agent, Reason reason, String message) {
    List<Task> lost =
        framework.tasks.values().stream()
            .filter(task -> task.getAgentId().equals(agent.id()))
            .toList();
    for (Task task : lost) {
      framework.tasks.remove(task.getTaskId());
      if (!Tasks.isTerminal(task.getState())) {
        agent.recover(framework.id(), Resources.of(task.getResourcesList()));
      }
      TaskStatus status =
          Statuses.of(task, TaskState.TASK_LOST, state.stage.now())
              .setReason(reason)
              .setMessage(message)
              .build();
      framework.completedTasks.put(
          task.getTaskId(), Tasks.updated(task, status, TaskState.TASK_LOST));
      framework.send(Statuses.update(status));
    }
  }

  private static Event failure(AgentID agent) {
    return Event.newBuilder()
        .setType(Event.Type.FAILURE)
        .setFailure(Event.Failure.newBuilder().setAgentId(agent))
        .build();
  }
}
