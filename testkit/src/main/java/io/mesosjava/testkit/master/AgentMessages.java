package io.mesosjava.testkit.master;

import com.google.protobuf.ByteString;
import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.link.AgentLink;
import io.mesosjava.testkit.link.AgentRegistration;
import io.mesosjava.testkit.link.MasterLink;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What agents have to say, and what follows from it. */
final class AgentMessages implements MasterLink {

  private final MasterState state;
  private final Offers offers;
  private final Allocator allocator;
  private final Operating operating;

  AgentMessages(MasterState state, Offers offers, Allocator allocator, Operating operating) {
    this.operating = operating;
    this.state = state;
    this.offers = offers;
    this.allocator = allocator;
  }

  @Override
  public void register(AgentRegistration registration, AgentLink answerTo) {
    Agent known = byPid(registration.pid());
    if (known != null) {
      // It did not hear the first answer.
      answerTo.registered(known.id());
      return;
    }
    Agent agent = new Agent(state.ids.nextAgent(), registration, answerTo, state.stage.now());
    state.agents.put(agent.id(), agent);
    answerTo.registered(agent.id());
    allocator.runSoon(List.of(agent.id()));
  }

  private @Nullable Agent byPid(String pid) {
    return state.agents.values().stream()
        .filter(agent -> agent.registration().pid().equals(pid))
        .findFirst()
        .orElse(null);
  }

  @Override
  public void reregister(
      AgentRegistration registration,
      List<Task> tasks,
      List<ExecutorInfo> executors,
      List<FrameworkInfo> frameworks,
      AgentLink answerTo) {
    AgentID id = registration.info().getId();
    if (state.goneAgents.contains(id)) {
      answerTo.shutdown("Agent has been marked gone");
      return;
    }
    Agent agent = state.agents.get(id);
    if (agent == null) {
      agent = new Agent(id, registration, answerTo, state.stage.now());
      state.agents.put(id, agent);
    }
    agent.reconnect(registration, answerTo, state.stage.now());
    state.unreachableAgents.remove(id);
    recover(agent, tasks, executors, frameworks);
    answerTo.registered(id);
    allocator.runSoon(List.of(id));
  }

  private void recover(
      Agent agent, List<Task> tasks, List<ExecutorInfo> executors, List<FrameworkInfo> frameworks) {
    for (FrameworkInfo info : frameworks) {
      if (state.completedFrameworks.containsKey(info.getId())) {
        agent.link().shutdownFramework(info.getId());
      } else {
        state.frameworks.computeIfAbsent(
            info.getId(), id -> new Framework(info, state.stage.now()));
      }
    }
    executors.forEach(executor -> recoverExecutor(agent, executor));
    tasks.forEach(task -> recoverTask(agent, task));
  }

  private void recoverExecutor(Agent agent, ExecutorInfo executor) {
    Framework framework = state.frameworks.get(executor.getFrameworkId());
    if (framework != null && !framework.hasExecutor(agent.id(), executor.getExecutorId())) {
      framework.executorsOn(agent.id()).put(executor.getExecutorId(), executor);
      agent.allocate(framework.id(), Resources.of(executor.getResourcesList()));
    }
  }

  private void recoverTask(Agent agent, Task task) {
    Framework framework = state.frameworks.get(task.getFrameworkId());
    if (framework == null) {
      return;
    }
    Task known = framework.tasks.put(task.getTaskId(), task);
    framework.unreachableTasks.remove(task.getTaskId());
    if (known == null && !Tasks.isTerminal(task.getState())) {
      agent.allocate(framework.id(), Resources.of(task.getResourcesList()));
    }
  }

  @Override
  public void statusUpdate(
      AgentID agentId, FrameworkID frameworkId, TaskStatus status, TaskState latest) {
    Agent agent = state.agents.get(agentId);
    Framework framework = state.frameworks.get(frameworkId);
    if (agent == null || framework == null) {
      return;
    }
    framework.send(Statuses.update(status));
    Task task = framework.tasks.get(status.getTaskId());
    if (task != null) {
      Task updated = Tasks.updated(task, status, latest);
      framework.tasks.put(task.getTaskId(), updated);
      if (Tasks.isTerminal(updated.getState()) && !Tasks.isTerminal(task.getState())) {
        agent.recover(frameworkId, Resources.of(task.getResourcesList()));
      }
    }
  }

  @Override
  public void executorExited(
      AgentID agentId,
      FrameworkID frameworkId,
      ExecutorID executorId,
      int waitStatus,
      boolean command) {
    Agent agent = state.agents.get(agentId);
    Framework framework = state.frameworks.get(frameworkId);
    if (agent == null || framework == null || command) {
      return;
    }
    ExecutorInfo executor = framework.executorsOn(agentId).remove(executorId);
    if (executor != null) {
      agent.recover(frameworkId, Resources.of(executor.getResourcesList()));
    }
    framework.send(
        Event.newBuilder()
            .setType(Event.Type.FAILURE)
            .setFailure(
                Event.Failure.newBuilder()
                    .setAgentId(agentId)
                    .setExecutorId(executorId)
                    .setStatus(waitStatus))
            .build());
  }

  @Override
  public void executorMessage(
      AgentID agentId, FrameworkID frameworkId, ExecutorID executorId, ByteString data) {
    Framework framework = state.frameworks.get(frameworkId);
    if (framework != null) {
      framework.send(
          Event.newBuilder()
              .setType(Event.Type.MESSAGE)
              .setMessage(
                  Event.Message.newBuilder()
                      .setAgentId(agentId)
                      .setExecutorId(executorId)
                      .setData(data))
              .build());
    }
  }

  @Override
  public void operationStatus(
      AgentID agentId,
      @Nullable FrameworkID frameworkId,
      ByteString operationUuid,
      OperationStatus status) {
    operating.statusUpdate(agentId, operationUuid, status);
  }

  @Override
  public void pong(AgentID agentId) {}

  @Override
  public void unregister(AgentID agentId) {
    Agent agent = state.agents.remove(agentId);
    if (agent != null) {
      AgentLoss.removed(state, offers, agent);
    }
  }

  @Override
  public void disconnected(AgentID agentId) {
    Agent agent = state.agents.get(agentId);
    if (agent != null && agent.connected) {
      agent.connected = false;
      AgentLoss.disconnected(state, offers, agent);
    }
  }
}
