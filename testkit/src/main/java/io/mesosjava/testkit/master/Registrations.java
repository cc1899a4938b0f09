package io.mesosjava.testkit.master;

import static io.mesosjava.v1.FrameworkInfo.Capability.Type.PARTITION_AWARE;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.link.AgentLink;
import io.mesosjava.testkit.link.AgentRegistration;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.MachineID;
import io.mesosjava.v1.MachineInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Agents come, and come back. */
final class Registrations {

  private final MasterState state;
  private final Allocator allocator;
  private final AgentLoss loss;
  private final AgentHealth health;
  private final Drains drains;

  Registrations(
      MasterState state, Allocator allocator, AgentLoss loss, AgentHealth health, Drains drains) {
    this.state = state;
    this.allocator = allocator;
    this.loss = loss;
    this.health = health;
    this.drains = drains;
  }

  void register(AgentRegistration registration, AgentLink answerTo) {
    Agent known = byPid(registration.pid());
    if (known != null && known.connected) {
      // It did not hear the first answer.
      answerTo.registered(known.id());
      return;
    }
    if (known != null) {
      state.counters.add(Counter.SLAVE_REMOVALS_REASON_REGISTERED);
      loss.removed(known, "a new agent registered at the same address");
    }
    Agent agent = new Agent(state.ids.nextAgent(), registration, answerTo, state.stage.now());
    if (isDown(agent.machine())) {
      answerTo.shutdown("Machine is `DOWN`");
      return;
    }
    admit(agent);
    state.counters.add(Counter.SLAVE_REGISTRATIONS);
    answerTo.registered(agent.id());
    health.watch(agent);
    allocator.runSoon(List.of(agent.id()));
  }

  private @Nullable Agent byPid(String pid) {
    return state.agents.values().stream()
        .filter(agent -> agent.registration().pid().equals(pid))
        .findFirst()
        .orElse(null);
  }

  private boolean isDown(MachineID machine) {
    MachineInfo info = state.registry.machines.get(Registry.key(machine));
    return info != null && info.getMode() == MachineInfo.Mode.DOWN;
  }

  private void admit(Agent agent) {
    AgentID id = agent.id();
    state.agents.put(id, agent);
    state.registry.admitted.put(id, agent.info());
    state.registry.unreachable.remove(id);
    state.recoveredAgents.remove(id);
    agent.deactivated = state.registry.deactivated.contains(id);
    agent.drainInfo = state.registry.draining.get(id);
    MachineInfo machine = state.registry.machines.get(Registry.key(agent.machine()));
    agent.unavailability =
        machine != null && machine.hasUnavailability() ? machine.getUnavailability() : null;
    state.audience.agentAdded(agent);
  }

  /**
   * An agent with an id is back.
   *
   * @param tasks as the agent knows them
   */
  void reregister(
      AgentRegistration registration,
      List<Task> tasks,
      List<ExecutorInfo> executors,
      List<FrameworkInfo> frameworks,
      AgentLink answerTo) {
    AgentID id = registration.info().getId();
    if (state.registry.gone.containsKey(id)) {
      answerTo.shutdown("Agent has been marked gone");
      return;
    }
    Agent known = state.agents.get(id);
    Agent agent = known == null ? new Agent(id, registration, answerTo, state.stage.now()) : known;
    if (isDown(agent.machine())) {
      answerTo.shutdown("Machine is `DOWN`");
      return;
    }
    boolean announced = state.recoveredAgents.containsKey(id) || known != null;
    String why =
        state.registry.unreachable.containsKey(id)
            ? "Unreachable agent re-reregistered"
            : "Unknown agent reregistered";
    if (known == null) {
      admit(agent);
    }
    agent.reconnect(registration, answerTo, state.stage.now());
    List<Framework> present =
        frameworks.stream()
            .map(info -> state.frameworks.get(info.getId()))
            .filter(Objects::nonNull)
            .toList();
    recover(agent, tasks, executors, frameworks);
    answerTo.registered(id);
    state.counters.add(Counter.SLAVE_REREGISTRATIONS);
    if (known == null) {
      health.watch(agent);
    }
    if (!announced) {
      tasks.forEach(task -> announce(task, why));
    }
    frameworks.stream()
        .map(FrameworkInfo::getId)
        .filter(state.completedFrameworks::containsKey)
        .forEach(answerTo::shutdownFramework);
    drains.agentIsBack(agent);
    present.forEach(framework -> answerTo.frameworkUpdated(framework.info()));
    if (known == null) {
      // One that was only disconnected waits for the interval, as at a Mesos.
      allocator.runSoon(List.of(id));
    }
  }

  private void recover(
      Agent agent, List<Task> tasks, List<ExecutorInfo> executors, List<FrameworkInfo> frameworks) {
    frameworks.stream()
        .filter(info -> !state.completedFrameworks.containsKey(info.getId()))
        .forEach(this::recoverFramework);
    state.frameworks.values().forEach(f -> f.executors.remove(agent.id()));
    executors.forEach(executor -> recoverExecutor(agent, executor));
    dropMissing(agent, tasks);
    tasks.forEach(this::recoverTask);
    state.frameworks.values().forEach(framework -> account(agent, framework));
  }

  private void recoverFramework(FrameworkInfo info) {
    if (!state.frameworks.containsKey(info.getId())) {
      Framework framework = new Framework(info, state.stage.now(), state.config.limits());
      framework.recovered = true;
      state.frameworks.put(info.getId(), framework);
      state.audience.frameworkAdded(framework);
    }
  }

  private void recoverExecutor(Agent agent, ExecutorInfo executor) {
    Framework framework = state.frameworks.get(executor.getFrameworkId());
    if (framework != null) {
      framework.executorsOn(agent.id()).put(executor.getExecutorId(), executor);
    }
  }

  /** Tasks that the agent should have and has not: they never reached it, or it lost them. */
  private void dropMissing(Agent agent, List<Task> tasks) {
    Set<TaskID> there = new HashSet<>(tasks.stream().map(Task::getTaskId).toList());
    for (Framework framework : state.frameworks.values()) {
      List<Task> missing =
          framework.tasks.values().stream()
              .filter(task -> task.getAgentId().equals(agent.id()))
              .filter(task -> !there.contains(task.getTaskId()))
              .toList();
      for (Task task : missing) {
        drop(framework, task);
      }
    }
  }

  private void drop(Framework framework, Task task) {
    TaskState end = framework.has(PARTITION_AWARE) ? TaskState.TASK_DROPPED : TaskState.TASK_LOST;
    TaskStatus status =
        Statuses.of(task.getTaskId(), end, state.stage.now())
            .setAgentId(task.getAgentId())
            .setReason(TaskStatus.Reason.REASON_RECONCILIATION)
            .setMessage("Reconciliation: task unknown to the agent")
            .build();
    framework.tasks.remove(task.getTaskId());
    Task ended = Tasks.isTerminal(task.getState()) ? task : Tasks.updated(task, status, end);
    framework.completedTasks.put(task.getTaskId(), ended);
    if (!Tasks.isTerminal(task.getState())) {
      state.audience.taskUpdated(task, ended, status);
      framework.send(Statuses.update(status));
    }
  }

  private void recoverTask(Task task) {
    Framework framework = state.frameworks.get(task.getFrameworkId());
    if (framework == null) {
      return;
    }
    framework.unreachableTasks.remove(task.getTaskId());
    framework.completedTasks.remove(task.getTaskId());
    if (framework.tasks.put(task.getTaskId(), task) == null) {
      state.audience.taskAdded(task);
    }
  }

  /** What the framework has of the agent, counted anew. */
  private void account(Agent agent, Framework framework) {
    FrameworkID id = framework.id();
    agent.recover(id, agent.allocatedTo(id));
    framework.tasks.values().stream()
        .filter(task -> task.getAgentId().equals(agent.id()))
        .filter(task -> !Tasks.isTerminal(task.getState()))
        .forEach(task -> agent.allocate(id, Resources.of(task.getResourcesList())));
    framework
        .executorsOn(agent.id())
        .values()
        .forEach(executor -> agent.allocate(id, Resources.of(executor.getResourcesList())));
    state.offers.values().stream()
        .filter(offer -> offer.getAgentId().equals(agent.id()))
        .filter(offer -> offer.getFrameworkId().equals(id))
        .map(Offer::getResourcesList)
        .forEach(resources -> agent.allocate(id, Resources.of(resources)));
  }

  /** Schedulers that believed the task to be out of reach hear how it is. */
  private void announce(Task task, String why) {
    Framework framework = state.frameworks.get(task.getFrameworkId());
    if (framework != null) {
      framework.send(
          Statuses.update(
              Statuses.of(task, task.getState(), state.stage.now())
                  .setReason(TaskStatus.Reason.REASON_AGENT_REREGISTERED)
                  .setMessage(why)
                  .build()));
    }
  }

  /** The connection of an agent broke. */
  void disconnected(AgentID id) {
    Agent agent = state.agents.get(id);
    if (agent != null && agent.connected) {
      loss.disconnected(agent);
      AgentHealth.Watch watch = agent.watch();
      if (watch != null) {
        watch.disconnected();
      }
    }
  }

  void unregister(AgentID id) {
    Agent agent = state.agents.get(id);
    if (agent != null) {
      state.counters.add(Counter.SLAVE_REMOVALS_REASON_UNREGISTERED);
      loss.removed(agent, "the agent unregistered");
    }
  }

  void pong(AgentID id) {
    Agent agent = state.agents.get(id);
    AgentHealth.Watch watch = agent == null ? null : agent.watch();
    if (watch != null) {
      watch.pong();
    }
  }
}
