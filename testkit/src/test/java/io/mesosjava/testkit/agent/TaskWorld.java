package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A cluster of one agent in a directory of the test's, and a scheduler that runs tasks on it. */
final class TaskWorld implements AutoCloseable {

  private static final FrameworkInfo FRAMEWORK =
      FrameworkInfo.newBuilder()
          .setUser("nobody-of-that-name")
          .setName("tasks")
          .addRoles("test")
          .addCapabilities(capability(FrameworkInfo.Capability.Type.MULTI_ROLE))
          .addCapabilities(capability(FrameworkInfo.Capability.Type.PARTITION_AWARE))
          .addCapabilities(capability(FrameworkInfo.Capability.Type.TASK_KILLING_STATE))
          .addCapabilities(capability(FrameworkInfo.Capability.Type.SHARED_RESOURCES))
          .addCapabilities(capability(FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT))
          .build();

  private final EmbeddedCluster cluster;
  private final PlainScheduler scheduler;

  TaskWorld(Path work, UnaryOperator<EmbeddedCluster.Builder> settings)
      throws IOException, InterruptedException {
    cluster = settings.apply(EmbeddedCluster.builder().workDirectory(work)).launch();
    scheduler = new PlainScheduler(cluster.master(), FRAMEWORK);
  }

  EmbeddedCluster cluster() {
    return cluster;
  }

  PlainScheduler scheduler() {
    return scheduler;
  }

  /** The work directory of the agent. */
  Path work() {
    return cluster.agents().get(0).workDirectory();
  }

  /** Where the sandbox of a command task is, or will be. */
  Path sandbox(String task) {
    return cluster.agents().get(0).sandbox(scheduler.id().getValue(), task);
  }

  /** Launches a command task and reads all that is said of it. The last word comes last. */
  List<TaskStatus> run(TaskInfo.Builder task) throws IOException, InterruptedException {
    scheduler.launch(task);
    List<TaskStatus> said = new ArrayList<>();
    do {
      said.add(scheduler.update());
    } while (!TaskStates.isTerminal(said.get(said.size() - 1).getState()));
    return said;
  }

  /** Launches a command task and waits until it runs. */
  void start(TaskInfo.Builder task) throws IOException, InterruptedException {
    scheduler.launch(task);
    scheduler.expect(task.getTaskId().getValue(), TaskState.TASK_STARTING);
    scheduler.expect(task.getTaskId().getValue(), TaskState.TASK_RUNNING);
  }

  static TaskInfo.Builder task(String id, CommandInfo.Builder command) {
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(Statuses.task(id))
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 32))
        .setCommand(command);
  }

  static TaskInfo.Builder task(String id, String command) {
    return task(id, CommandInfo.newBuilder().setValue(command));
  }

  static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }

  private static FrameworkInfo.Capability capability(FrameworkInfo.Capability.Type type) {
    return FrameworkInfo.Capability.newBuilder().setType(type).build();
  }

  @Override
  public void close() throws IOException {
    try (cluster) {
      scheduler.close();
    }
  }
}
