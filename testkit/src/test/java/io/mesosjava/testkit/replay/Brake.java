package io.mesosjava.testkit.replay;

import com.google.protobuf.Message;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps a task that ends at once from ending before the update that it runs was delivered, as it
 * did not where it was recorded: an update tells the master of a state that is later than its own,
 * and the task's resources would be offered again too early.
 */
final class Brake implements AutoCloseable {

  private final Path folder;

  Brake() throws IOException {
    folder = Files.createTempDirectory("mesos-replay-");
  }

  /** {@code call}, with the brake on the commands that it launches. */
  Message on(Message call) {
    if (!(call instanceof Call plain) || !plain.hasAccept()) {
      return call;
    }
    Call.Builder braked = plain.toBuilder();
    for (Offer.Operation.Builder operation : braked.getAcceptBuilder().getOperationsBuilderList()) {
      if (operation.hasLaunch()) {
        operation.getLaunchBuilder().getTaskInfosBuilderList().forEach(this::brake);
      }
    }
    return braked.buildPartial();
  }

  private void brake(TaskInfo.Builder task) {
    if (task.hasCommand() && task.getCommand().getValue().startsWith("exit ")) {
      CommandInfo.Builder command = task.getCommandBuilder();
      Path file = file(task.getTaskId().getValue());
      command.setValue("until [ -e '" + file + "' ]; do sleep 0.01; done; " + command.getValue());
    }
  }

  private Path file(String task) {
    return folder.resolve(task);
  }

  /** Lets the task of {@code status} go on, if that says that it runs. */
  void release(TaskStatus status) throws IOException {
    Path file = file(status.getTaskId().getValue());
    if (status.getState() == TaskState.TASK_RUNNING && status.hasUuid() && !Files.exists(file)) {
      Files.createFile(file);
    }
  }

  @Override
  public void close() throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
