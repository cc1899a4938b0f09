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

/** What an agent tells a master. The master implements it; all methods run on the stage. */
public interface MasterLink {

  /**
   * An agent without an id wants to join. The master answers {@link AgentLink#registered}; an agent
   * that hears nothing asks again.
   */
  void register(AgentRegistration agent, AgentLink answerTo);

  /**
   * An agent with an id is back, or has found a new master.
   *
   * @param tasks all that are not both terminal and acknowledged, in their latest state
   * @param executors those of custom and default executors (not of commands), {@code framework_id}
   *     set
   * @param frameworks those of the tasks and executors
   */
  void reregister(
      AgentRegistration agent,
      List<Task> tasks,
      List<ExecutorInfo> executors,
      List<FrameworkInfo> frameworks,
      AgentLink answerTo);

  /**
   * The status of a task, to be forwarded to its framework; it has a {@code uuid} and wants an
   * acknowledgement.
   *
   * @param latest the newest state of the task that the agent knows: it may be terminal long before
   *     the status that says so is sent, and frees the task's resources
   */
  void statusUpdate(AgentID agentId, FrameworkID frameworkId, TaskStatus status, TaskState latest);

  /**
   * An executor has ended. Its resources are free.
   *
   * @param waitStatus as {@code wait(2)} gives it, -1 where it is unknown
   * @param command whether it was the executor of a command task, of which schedulers hear nothing
   */
  void executorExited(
      AgentID agentId,
      FrameworkID frameworkId,
      ExecutorID executorId,
      int waitStatus,
      boolean command);

  /** Data from an executor to its scheduler. */
  void executorMessage(
      AgentID agentId, FrameworkID frameworkId, ExecutorID executorId, ByteString data);

  /**
   * What became of an operation, to be forwarded to its framework if that gave it an id. With a
   * {@code uuid}, the status is repeated until it is acknowledged.
   *
   * @param frameworkId whose operation it was; null for an operator's
   * @param operationUuid as the master gave it with {@link AgentLink#applyOperation}
   */
  void operationStatus(
      AgentID agentId,
      @Nullable FrameworkID frameworkId,
      ByteString operationUuid,
      OperationStatus status);

  /** The answer to {@link AgentLink#ping}. */
  void pong(AgentID agentId);

  /** The agent leaves for good. */
  void unregister(AgentID agentId);

  /** The agent's process has ended, or its connection broke. */
  void disconnected(AgentID agentId);
}
