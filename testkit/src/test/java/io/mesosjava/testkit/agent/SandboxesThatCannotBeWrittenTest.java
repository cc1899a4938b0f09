package io.mesosjava.testkit.agent;

import static io.mesosjava.testkit.agent.TaskWorld.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.container.Sandbox;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sandboxes that cannot be written. A file in the way stands for every reason: permissions do not
 * keep everybody out.
 */
class SandboxesThatCannotBeWrittenTest {

  private static final ExecutorInfo EXECUTOR =
      ExecutorInfo.newBuilder()
          .setType(ExecutorInfo.Type.DEFAULT)
          .setExecutorId(ExecutorID.newBuilder().setValue("e"))
          .addResources(TaskWorld.scalar("cpus", 0.1))
          .addResources(TaskWorld.scalar("mem", 32))
          .addResources(TaskWorld.scalar("disk", 32))
          .build();

  @TempDir private Path work;
  private TaskWorld world;

  @BeforeEach
  void launch() throws Exception {
    world = new TaskWorld(work, cluster -> cluster.allocationInterval(Duration.ofMillis(50)));
    world.start(task("neighbour", "echo up; sleep 1000"));
    // From here on it needs its sandbox no more.
    Processes.awaitLine(world.sandbox("neighbour").resolve("stdout"), "up");
  }

  @AfterEach
  void theNeighbourAndTheAgentSurvive() throws Exception {
    assertThat(world.cluster().state().taskState("neighbour")).contains(TaskState.TASK_RUNNING);
    TaskStatus end = last(world.run(task("after", "exit 0")));
    assertThat(end.getState()).as(end.getMessage()).isEqualTo(TaskState.TASK_FINISHED);
    world.close();
  }

  private static TaskStatus last(List<TaskStatus> said) {
    return said.get(said.size() - 1);
  }

  /** The directory of an executor. */
  private Path home(String executor) {
    return world.sandbox(executor).getParent().getParent();
  }

  private void isDropped(TaskStatus status, String executor) {
    assertThat(status.getState()).isEqualTo(TaskState.TASK_DROPPED);
    assertThat(status.getReason()).isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
    assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_AGENT);
    assertThat(status.getMessage())
        .startsWith("Failed to create executor directory '")
        .contains("/executors/" + executor + "/runs/")
        .endsWith("': Failed to create directory: Not a directory");
  }

  @Test
  void aCommandTaskIsDropped() throws Exception {
    Files.writeString(home("t"), "in the way");
    List<TaskStatus> said = world.run(task("t", "true"));
    assertThat(said).hasSize(1);
    isDropped(last(said), "t");
  }

  @Test
  void anExecutorThatCouldNotBeMadeCanBeLaunchedWhenTheWayIsFree() throws Exception {
    Files.writeString(home("e"), "in the way");
    world.scheduler().launchGroup(executor(), group("a"));
    isDropped(world.scheduler().expect("a", TaskState.TASK_DROPPED), "e");
    Files.delete(home("e"));
    world.scheduler().launchGroup(executor(), group("b"));
    world.scheduler().expect("b", TaskState.TASK_STARTING);
    world.scheduler().expect("b", TaskState.TASK_RUNNING);
  }

  @Test
  void allTasksOfAGroupAreDropped() throws Exception {
    Files.createDirectories(home("e"));
    Files.writeString(home("e").resolve("runs"), "in the way");
    world.scheduler().launchGroup(executor(), group("a", "b"));
    isDropped(world.scheduler().expect("a", TaskState.TASK_DROPPED), "e");
    isDropped(world.scheduler().expect("b", TaskState.TASK_DROPPED), "e");
  }

  @Test
  void aTaskInsideAnExecutorFails() throws Exception {
    world.scheduler().launchGroup(executor(), group("a"));
    world.scheduler().expect("a", TaskState.TASK_STARTING);
    world.scheduler().expect("a", TaskState.TASK_RUNNING);
    Path containers = world.sandbox("e").resolve("containers");
    try (Stream<Path> nested = Files.list(containers)) {
      Processes.awaitLine(nested.findFirst().orElseThrow().resolve("stdout"), "up");
    }
    Sandbox.delete(containers);
    Files.writeString(containers, "in the way");

    world.scheduler().launchGroup(executor(), group("b"));

    world.scheduler().expect("b", TaskState.TASK_STARTING);
    TaskStatus failed = world.scheduler().expect("b", TaskState.TASK_FAILED);
    assertThat(failed.getMessage()).contains(containers.toRealPath().toString(), "Not a directory");
    world.scheduler().kill(Statuses.task("a"));
    world.scheduler().expect("a", TaskState.TASK_KILLING);
    world.scheduler().expect("a", TaskState.TASK_KILLED);
  }

  @Test
  void aTaskGoesOnWithoutItsSandbox() throws Exception {
    world.start(task("t", "echo up; while [ -e stdout ]; do sleep 0.01; done; echo > x || exit 7"));
    Processes.awaitLine(world.sandbox("t").resolve("stdout"), "up");
    Sandbox.delete(world.sandbox("t").toRealPath());
    TaskStatus end = world.scheduler().expect("t", TaskState.TASK_FAILED);
    assertThat(end.getMessage()).startsWith("Command exited with status ");
  }

  @Test
  void anAgentWithoutItsDirectoryMakesItAnew() throws Exception {
    Sandbox.delete(world.work().resolve("slaves"));
    assertThat(last(world.run(task("t", "echo here"))).getState())
        .isEqualTo(TaskState.TASK_FINISHED);
    assertThat(world.sandbox("t").resolve("stdout")).hasContent("here\n");
  }

  private ExecutorInfo executor() {
    return EXECUTOR.toBuilder().setFrameworkId(world.scheduler().id()).build();
  }

  private static TaskGroupInfo group(String... ids) {
    TaskGroupInfo.Builder group = TaskGroupInfo.newBuilder();
    for (String id : ids) {
      group.addTasks(
          task(id, "echo up; exec sleep 1000")
              .setAgentId(AgentID.newBuilder().setValue("by the scheduler")));
    }
    return group.build();
  }
}
