package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.container.ExitStatus;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an agent tells an executor. All methods run on the stage and return at once. */
interface ExecutorChannel {

  /** Run a task. */
  void launch(TaskInfo task);

  /** End a task. */
  void kill(TaskID task, @Nullable KillPolicy policy);

  /** Data from the scheduler. */
  void message(ByteString data);

  /** End all tasks and then yourself, within {@code grace}. */
  void shutdown(Duration grace);

  /** Your container has ended. */
  void ended(ExitStatus status);
}
