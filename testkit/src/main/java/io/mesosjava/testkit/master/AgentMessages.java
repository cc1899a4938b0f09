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
  private final Registrations registrations;
  private final Operating operating;

  AgentMessages(MasterState state, Registrations registrations, Operating operating) {
    this.state = state;
    this.registrations = registrations;
    this.operating = operating;
  }

  @Override
  public void register(AgentRegistration registration, AgentLink answerTo) {
    state.counters.add(Counter.MESSAGES_REGISTER_SLAVE);
    registrations.register(registration, answerTo);
  }

  @Override
  public void reregister(
      AgentRegistration registration,
      List<Task> tasks,
      List<ExecutorInfo> executors,
      List<FrameworkInfo> frameworks,
      AgentLink answerTo) {
    state.counters.add(Counter.MESSAGES_REREGISTER_SLAVE);
    registrations.reregister(registration, tasks, executors, frameworks, answerTo);
  }

  @Override
  public void statusUpdate(
      AgentID agentId, FrameworkID frameworkId, TaskStatus status, TaskState latest) {
    Agent agent = state.agents.get(agentId);
    Framework framework = state.frameworks.get(frameworkId);
    state.counters.add(Counter.MESSAGES_STATUS_UPDATE);
    if (agent == null || framework == null) {
      state.counters.add(Counter.INVALID_STATUS_UPDATES);
      return;
    }
    framework.send(Statuses.update(status));
    Task task = framework.tasks.get(status.getTaskId());
    state.counters.add(task != null, Counter.VALID_STATUS_UPDATES, Counter.INVALID_STATUS_UPDATES);
    if (task != null) {
      Task updated = Tasks.updated(task, status, latest);
      state.audience.taskUpdated(task, updated, status);
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
    if (!command) {
      state.counters.add(Counter.MESSAGES_EXITED_EXECUTOR);
    }
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
    state.counters.add(Counter.MESSAGES_EXECUTOR_TO_FRAMEWORK);
    state.counters.add(
        framework != null,
        Counter.VALID_EXECUTOR_TO_FRAMEWORK_MESSAGES,
        Counter.INVALID_EXECUTOR_TO_FRAMEWORK_MESSAGES);
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
    state.counters.add(Counter.MESSAGES_OPERATION_STATUS_UPDATE);
    operating.statusUpdate(agentId, operationUuid, status);
  }

  @Override
  public void pong(AgentID agentId) {
    registrations.pong(agentId);
  }

  @Override
  public void unregister(AgentID agentId) {
    state.counters.add(Counter.MESSAGES_UNREGISTER_SLAVE);
    registrations.unregister(agentId);
  }

  @Override
  public void disconnected(AgentID agentId) {
    registrations.disconnected(agentId);
  }
}
