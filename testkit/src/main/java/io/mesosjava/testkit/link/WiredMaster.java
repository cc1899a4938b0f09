package io.mesosjava.testkit.link;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A master at the other end of a wire. Its answers come back over {@code wayBack}. */
public record WiredMaster(MasterLink master, Wire wire, Wire wayBack) implements MasterLink {

  @Override
  public void register(AgentRegistration agent, AgentLink answerTo) {
    AgentLink wired = new WiredAgent(answerTo, wayBack);
    wire.carry(Letter.of("register", agent, wired), () -> master.register(agent, wired));
  }

  @Override
  public void reregister(
      AgentRegistration agent,
      List<Task> tasks,
      List<ExecutorInfo> executors,
      List<FrameworkInfo> frameworks,
      AgentLink answerTo) {
    AgentLink wired = new WiredAgent(answerTo, wayBack);
    wire.carry(
        Letter.of("reregister", agent, tasks, executors, frameworks, wired),
        () -> master.reregister(agent, tasks, executors, frameworks, wired));
  }

  @Override
  public void statusUpdate(
      AgentID agentId, FrameworkID frameworkId, TaskStatus status, TaskState latest) {
    wire.carry(
        Letter.of("statusUpdate", agentId, frameworkId, status, latest),
        () -> master.statusUpdate(agentId, frameworkId, status, latest));
  }

  @Override
  public void executorExited(
      AgentID agentId,
      FrameworkID frameworkId,
      ExecutorID executorId,
      int waitStatus,
      boolean command) {
    wire.carry(
        Letter.of("executorExited", agentId, frameworkId, executorId, waitStatus, command),
        () -> master.executorExited(agentId, frameworkId, executorId, waitStatus, command));
  }

  @Override
  public void executorMessage(
      AgentID agentId, FrameworkID frameworkId, ExecutorID executorId, ByteString data) {
    wire.carry(
        Letter.of("executorMessage", agentId, frameworkId, executorId, data),
        () -> master.executorMessage(agentId, frameworkId, executorId, data));
  }

  @Override
  public void operationStatus(
      AgentID agentId,
      @Nullable FrameworkID frameworkId,
      ByteString operationUuid,
      OperationStatus status) {
    wire.carry(
        Letter.of("operationStatus", agentId, frameworkId, operationUuid, status),
        () -> master.operationStatus(agentId, frameworkId, operationUuid, status));
  }

  @Override
  public void pong(AgentID agentId) {
    wire.carry(Letter.of("pong", agentId), () -> master.pong(agentId));
  }

  @Override
  public void unregister(AgentID agentId) {
    wire.carry(Letter.of("unregister", agentId), () -> master.unregister(agentId));
  }

  @Override
  public void disconnected(AgentID agentId) {
    wire.carry(Letter.of("disconnected", agentId), () -> master.disconnected(agentId));
  }
}
