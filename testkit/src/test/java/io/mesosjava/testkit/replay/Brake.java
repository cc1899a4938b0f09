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
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps a task that ends at once from ending before the update that it runs was delivered, as it
 * did not where it was recorded: an update tells the master of a state that is later than its own,
 * and the task's resources would be offered again too early. And tells when a task that minds
 * signals is ready for them.
 */
final class Brake implements AutoCloseable {

  private final Path folder;
  private final Set<String> held = new HashSet<>();
  private final Set<String> traps = new HashSet<>();

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
    if (!task.hasCommand()) {
      return;
    }
    CommandInfo.Builder command = task.getCommandBuilder();
    String value = command.getValue();
    Path file = file(task.getTaskId().getValue());
    if (value.startsWith("exit ")) {
      held.add(task.getTaskId().getValue());
      command.setValue("until [ -e '" + file + "' ]; do sleep 0.01; done; " + value);
    } else if (value.startsWith("trap ")) {
      traps.add(task.getTaskId().getValue());
      command.setValue(value.replaceFirst("; ", "; touch '" + file + "'; "));
    }
  }

  private Path file(String task) {
    return folder.resolve(task);
  }

  /** Whether a signal will find the task of this id as it would have found the recorded one. */
  boolean isReady(String task) {
    return !traps.contains(task) || Files.exists(file(task));
  }

  /** Lets the task of {@code status} go on, if that says that it runs. */
  void release(TaskStatus status) throws IOException {
    String task = status.getTaskId().getValue();
    if (status.getState() == TaskState.TASK_RUNNING && status.hasUuid() && held.remove(task)) {
      Files.createFile(file(task));
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
