package io.mesosjava.testkit.master;

import static io.mesosjava.v1.FrameworkInfo.Capability.Type.PARTITION_AWARE;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.Operation;
import io.mesosjava.v1.OperationState;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.TimeInfo;
import io.mesosjava.v1.scheduler.Event;
import java.util.List;
import java.util.function.UnaryOperator;

/** What happens to offers, tasks and operations when their agent goes. */
final class AgentLoss {

  private static final String GONE = "Agent has been marked gone";

  private final MasterState state;
  private final Offers offers;
  private final InverseOffers inverseOffers;

  AgentLoss(MasterState state, Offers offers, InverseOffers inverseOffers) {
    this.state = state;
    this.offers = offers;
    this.inverseOffers = inverseOffers;
  }

  /** What a task becomes, and why. */
  private record Fate(TaskState state, Reason reason, String message) {}

  /** The connection broke: the tasks of frameworks that do not checkpoint are lost at once. */
  void disconnected(Agent agent) {
    agent.connected = false;
    withdraw(agent);
    Fate lost =
        new Fate(
            TaskState.TASK_LOST,
            Reason.REASON_AGENT_DISCONNECTED,
            "Agent " + agent.info().getHostname() + " disconnected");
    for (Framework framework : state.frameworks.values()) {
      if (!framework.info().getCheckpoint()) {
        end(framework, agent, lost, UnaryOperator.identity(), false);
        agent.recover(framework.id(), agent.allocatedTo(framework.id()));
        framework.executors.remove(agent.id());
      }
    }
  }

  /** Nothing of the agent is on offer any more, nor asked back. */
  void withdraw(Agent agent) {
    offers.on(agent.id()).forEach(offers::rescind);
    inverseOffers.rescindOn(agent.id());
  }

  /** The agent has left in an orderly way: it and its tasks are no more. */
  void removed(Agent agent, String cause) {
    state.counters.add(Counter.SLAVE_REMOVALS);
    state.registry.forget(agent.id());
    Fate lost =
        new Fate(
            TaskState.TASK_LOST,
            Reason.REASON_AGENT_REMOVED,
            "Agent " + agent.info().getHostname() + " removed: " + cause);
    for (Framework framework : state.frameworks.values()) {
      end(framework, agent, lost, UnaryOperator.identity(), false);
    }
    remove(agent);
    state.audience.agentRemoved(agent);
  }

  /** The agent is out of reach, for the reason {@code why}: it may be back. */
  void unreachable(Agent agent, String why) {
    TimeInfo now = AgentViews.time(state.stage.now());
    state.counters.add(Counter.SLAVE_UNREACHABLE_COMPLETED);
    state.counters.add(Counter.SLAVE_REMOVALS);
    state.counters.add(Counter.SLAVE_REMOVALS_REASON_UNHEALTHY);
    state.registry.admitted.remove(agent.id());
    state.registry.unreachable.put(agent.id(), now);
    tellOperations(agent, OperationState.OPERATION_UNREACHABLE, "Agent was marked unreachable");
    for (Framework framework : state.frameworks.values()) {
      TaskState end =
          framework.has(PARTITION_AWARE) ? TaskState.TASK_UNREACHABLE : TaskState.TASK_LOST;
      Fate fate = new Fate(end, Reason.REASON_AGENT_REMOVED, why);
      end(framework, agent, fate, status -> status.setUnreachableTime(now), true);
    }
    remove(agent);
  }

  /** An operator knows that the agent will not be back. */
  void gone(Agent agent) {
    tellOperations(agent, OperationState.OPERATION_GONE_BY_OPERATOR, GONE);
    for (Framework framework : state.frameworks.values()) {
      end(framework, agent, goneFor(framework), UnaryOperator.identity(), !isAware(framework));
    }
    remove(agent);
  }

  /** The same of an agent that was out of reach already. */
  void gone(AgentID agent) {
    for (Framework framework : state.frameworks.values()) {
      Fate fate = goneFor(framework);
      List<Task> tasks =
          framework.unreachableTasks.values().stream()
              .filter(task -> task.getAgentId().equals(agent))
              .toList();
      for (Task task : tasks) {
        framework.unreachableTasks.remove(task.getTaskId());
        TaskStatus status = status(task, fate).build();
        framework.completedTasks.put(task.getTaskId(), Tasks.updated(task, status, fate.state));
        framework.send(Statuses.update(status));
      }
    }
  }

  private static Fate goneFor(Framework framework) {
    return isAware(framework)
        ? new Fate(TaskState.TASK_GONE_BY_OPERATOR, Reason.REASON_AGENT_REMOVED_BY_OPERATOR, GONE)
        : new Fate(TaskState.TASK_LOST, Reason.REASON_AGENT_REMOVED, GONE);
  }

  private static boolean isAware(Framework framework) {
    return framework.has(PARTITION_AWARE);
  }

  /** After its tasks: executors, offers and the agent itself, of which every framework hears. */
  private void remove(Agent agent) {
    state.agents.remove(agent.id());
    agent.stopWatching();
    withdraw(agent);
    for (Framework framework : state.frameworks.values()) {
      framework.executors.remove(agent.id());
      framework.filters.clear(agent.id());
      framework.send(failure(agent.id()));
    }
  }

  private void end(
      Framework framework,
      Agent agent,
      Fate fate,
      UnaryOperator<TaskStatus.Builder> details,
      boolean maybeBack) {
    List<Task> tasks =
        framework.tasks.values().stream()
            .filter(task -> task.getAgentId().equals(agent.id()))
            .toList();
    for (Task task : tasks) {
      framework.tasks.remove(task.getTaskId());
      if (!Tasks.isTerminal(task.getState())) {
        agent.recover(framework.id(), Resources.of(task.getResourcesList()));
      }
      TaskStatus status = details.apply(status(task, fate)).build();
      Task ended = Tasks.updated(task, status, fate.state);
      state.audience.taskUpdated(task, ended, status);
      (maybeBack ? framework.unreachableTasks : framework.completedTasks)
          .put(task.getTaskId(), ended);
      framework.send(Statuses.update(status));
    }
  }

  private TaskStatus.Builder status(Task task, Fate fate) {
    TaskStatus.Builder status =
        Statuses.of(task.getTaskId(), fate.state, state.stage.now())
            .setAgentId(task.getAgentId())
            .setReason(fate.reason)
            .setMessage(fate.message);
    return task.hasExecutorId() ? status.setExecutorId(task.getExecutorId()) : status;
  }

  private void tellOperations(Agent agent, OperationState end, String message) {
    for (Operation operation : agent.operations.values()) {
      Framework framework = state.frameworks.get(operation.getFrameworkId());
      if (framework != null && operation.getInfo().hasId()) {
        framework.send(
            Operating.event(
                OperationStatus.newBuilder()
                    .setOperationId(operation.getInfo().getId())
                    .setState(end)
                    .setMessage(message)
                    .setAgentId(agent.id())
                    .build()));
      }
    }
  }

  private static Event failure(AgentID agent) {
    return Event.newBuilder()
        .setType(Event.Type.FAILURE)
        .setFailure(Event.Failure.newBuilder().setAgentId(agent))
        .build();
  }
}
