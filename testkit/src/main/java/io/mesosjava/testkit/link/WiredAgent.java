package io.mesosjava.testkit.link;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import org.jspecify.annotations.Nullable;

/** An agent at the other end of a wire. */
public record WiredAgent(AgentLink agent, Wire wire) implements AgentLink {

  @Override
  public void registered(AgentID agentId) {
    wire.carry("registered", () -> agent.registered(agentId));
  }

  @Override
  public void runTask(FrameworkInfo framework, TaskInfo task) {
    wire.carry("runTask", () -> agent.runTask(framework, task));
  }

  @Override
  public void runTaskGroup(FrameworkInfo framework, ExecutorInfo executor, TaskGroupInfo group) {
    wire.carry("runTaskGroup", () -> agent.runTaskGroup(framework, executor, group));
  }

  @Override
  public void killTask(FrameworkID frameworkId, TaskID taskId, @Nullable KillPolicy policy) {
    wire.carry("killTask", () -> agent.killTask(frameworkId, taskId, policy));
  }

  @Override
  public void acknowledge(FrameworkID frameworkId, TaskID taskId, ByteString uuid) {
    wire.carry("acknowledge", () -> agent.acknowledge(frameworkId, taskId, uuid));
  }

  @Override
  public void frameworkUpdated(FrameworkInfo framework) {
    wire.carry("frameworkUpdated", () -> agent.frameworkUpdated(framework));
  }

  @Override
  public void shutdownFramework(FrameworkID frameworkId) {
    wire.carry("shutdownFramework", () -> agent.shutdownFramework(frameworkId));
  }

  @Override
  public void shutdownExecutor(FrameworkID frameworkId, ExecutorID executorId) {
    wire.carry("shutdownExecutor", () -> agent.shutdownExecutor(frameworkId, executorId));
  }

  @Override
  public void frameworkMessage(FrameworkID frameworkId, ExecutorID executorId, ByteString data) {
    wire.carry("frameworkMessage", () -> agent.frameworkMessage(frameworkId, executorId, data));
  }

  @Override
  public void shutdown(String reason) {
    wire.carry("shutdown", () -> agent.shutdown(reason));
  }
}
