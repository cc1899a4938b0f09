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

/**
 * What a master tells an agent. The agent implements it; all methods run on the stage.
 *
 * <p>Frameworks come with their id set. Resources are allocated: each has an {@code
 * allocation_info}, and reservations are in the current format.
 */
public interface AgentLink {

  /** The registration was accepted. A repetition with the same id does nothing. */
  void registered(AgentID agentId);

  /**
   * Launch a task. It has either a command (the agent supplies an executor) or an executor, whose
   * {@code framework_id} is set.
   */
  void runTask(FrameworkInfo framework, TaskInfo task);

  /** Launch all tasks of a group under {@code executor}, or none. */
  void runTaskGroup(FrameworkInfo framework, ExecutorInfo executor, TaskGroupInfo group);

  /** Kill a task. {@code policy} is that of the call, where it had one. */
  void killTask(FrameworkID frameworkId, TaskID taskId, @Nullable KillPolicy policy);

  /** The scheduler has acknowledged the update {@code uuid} of a task. */
  void acknowledge(FrameworkID frameworkId, TaskID taskId, ByteString uuid);

  /**
   * A framework has subscribed, anew or again, or has changed its info: send the oldest
   * unacknowledged update of each of its tasks at once.
   */
  void frameworkUpdated(FrameworkInfo framework);

  /** The framework is gone: shut its executors down and forget it. */
  void shutdownFramework(FrameworkID frameworkId);

  /** Shut one executor down. */
  void shutdownExecutor(FrameworkID frameworkId, ExecutorID executorId);

  /** Data from a scheduler to its executor. */
  void frameworkMessage(FrameworkID frameworkId, ExecutorID executorId, ByteString data);

  /**
   * Change what the agent has: a RESERVE, UNRESERVE, CREATE, DESTROY, GROW_VOLUME or SHRINK_VOLUME,
   * which the master has checked and applied to its own account. The agent answers with {@link
   * MasterLink#operationStatus}, again and again until that is acknowledged.
   *
   * @param frameworkId whose operation it is; null for an operator's
   * @param operationUuid by which master and agent know the operation
   */
  void applyOperation(
      @Nullable FrameworkID frameworkId, Offer.Operation operation, ByteString operationUuid);

  /** The status {@code statusUuid} of an operation has arrived where it should. */
  void acknowledgeOperation(ByteString operationUuid, ByteString statusUuid);

  /**
   * End all tasks: each gets the grace period of its own kill policy, but not more than {@code
   * config} allows. What agent and executors say of these tasks has the reason {@code
   * REASON_AGENT_DRAINING}; tasks that come nevertheless are dropped for that reason.
   */
  void drain(DrainConfig config);

  /**
   * Are you there? The agent answers {@link MasterLink#pong}.
   *
   * @param connected whether the master believes the agent to be registered; an agent that is told
   *     otherwise registers again
   */
  void ping(boolean connected);

  /** The master will not have this agent: end. */
  void shutdown(String reason);
}
