package io.mesosjava.testkit.link;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.DrainConfig;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import org.jspecify.annotations.Nullable;

/** An agent at the other end of a wire. */
public record WiredAgent(AgentLink agent, Wire wire) implements AgentLink {

  @Override
  public void registered(AgentID agentId) {
    wire.carry(Letter.of("registered", agentId), () -> agent.registered(agentId));
  }

  @Override
  public void runTask(FrameworkInfo framework, TaskInfo task) {
    wire.carry(Letter.of("runTask", framework, task), () -> agent.runTask(framework, task));
  }

  @Override
  public void runTaskGroup(FrameworkInfo framework, ExecutorInfo executor, TaskGroupInfo group) {
    wire.carry(
        Letter.of("runTaskGroup", framework, executor, group),
        () -> agent.runTaskGroup(framework, executor, group));
  }

  @Override
  public void killTask(FrameworkID frameworkId, TaskID taskId, @Nullable KillPolicy policy) {
    wire.carry(
        Letter.of("killTask", frameworkId, taskId, policy),
        () -> agent.killTask(frameworkId, taskId, policy));
  }

  @Override
  public void acknowledge(FrameworkID frameworkId, TaskID taskId, ByteString uuid) {
    wire.carry(
        Letter.of("acknowledge", frameworkId, taskId, uuid),
        () -> agent.acknowledge(frameworkId, taskId, uuid));
  }

  @Override
  public void frameworkUpdated(FrameworkInfo framework) {
    wire.carry(Letter.of("frameworkUpdated", framework), () -> agent.frameworkUpdated(framework));
  }

  @Override
  public void shutdownFramework(FrameworkID frameworkId) {
    wire.carry(
        Letter.of("shutdownFramework", frameworkId), () -> agent.shutdownFramework(frameworkId));
  }

  @Override
  public void shutdownExecutor(FrameworkID frameworkId, ExecutorID executorId) {
    wire.carry(
        Letter.of("shutdownExecutor", frameworkId, executorId),
        () -> agent.shutdownExecutor(frameworkId, executorId));
  }

  @Override
  public void frameworkMessage(FrameworkID frameworkId, ExecutorID executorId, ByteString data) {
    wire.carry(
        Letter.of("frameworkMessage", frameworkId, executorId, data),
        () -> agent.frameworkMessage(frameworkId, executorId, data));
  }

  @Override
  public void applyOperation(
      @Nullable FrameworkID frameworkId, Offer.Operation operation, ByteString operationUuid) {
    wire.carry(
        Letter.of("applyOperation", frameworkId, operation, operationUuid),
        () -> agent.applyOperation(frameworkId, operation, operationUuid));
  }

  @Override
  public void acknowledgeOperation(ByteString operationUuid, ByteString statusUuid) {
    wire.carry(
        Letter.of("acknowledgeOperation", operationUuid, statusUuid),
        () -> agent.acknowledgeOperation(operationUuid, statusUuid));
  }

  @Override
  public void drain(DrainConfig config) {
    wire.carry(Letter.of("drain", config), () -> agent.drain(config));
  }

  @Override
  public void ping(boolean connected) {
    wire.carry(Letter.of("ping", connected), () -> agent.ping(connected));
  }

  @Override
  public void shutdown(String reason) {
    wire.carry(Letter.of("shutdown", reason), () -> agent.shutdown(reason));
  }
}
