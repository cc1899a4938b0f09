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

  /** The master will not have this agent: end. */
  void shutdown(String reason);
}
