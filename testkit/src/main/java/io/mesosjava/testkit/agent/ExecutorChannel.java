package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.container.ExitStatus;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an agent tells an executor. All methods run on the stage and return at once. */
interface ExecutorChannel {

  /** The agent has taken you; tasks follow. */
  void subscribed();

  /** Run a task. */
  void launch(TaskInfo task);

  /** Run all tasks of a group. */
  void launchGroup(TaskGroupInfo group);

  /** The agent has taken a status over: it need not be sent again. */
  void acknowledged(TaskID task, ByteString uuid);

  /** End a task. */
  void kill(TaskID task, @Nullable KillPolicy policy);

  /** Data from the scheduler. */
  void message(ByteString data);

  /** End all tasks and then yourself, within {@code grace}. */
  void shutdown(Duration grace);

  /** This way ends: there is another one, or the agent goes. */
  void close();

  /** The agent's process has died: it says nothing more, and its connections break off. */
  default void agentLost() {}

  /** Your container has ended. */
  void ended(ExitStatus status);
}
