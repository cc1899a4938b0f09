package io.mesosjava.testkit.agent;

import static io.mesosjava.testkit.agent.TaskWorld.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.Invariant;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskState;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sandboxes are kept for a week of the cluster's clock, and then are gone. */
class SandboxGcTest {

  private static final Duration LINGER = Duration.ofSeconds(1);

  @TempDir private Path work;
  private TaskWorld world;

  @BeforeEach
  void launch() throws IOException, InterruptedException {
    Duration rarely = Duration.ofHours(1);
    world =
        new TaskWorld(
            work,
            cluster ->
                cluster
                    .clockWoundByHand()
                    .allocationInterval(rarely)
                    .heartbeatInterval(rarely)
                    .agentPings(rarely, 100)
                    .relax(Invariant.OFFERS_ANSWERED));
  }

  @AfterEach
  void close() throws IOException {
    world.close();
  }

  private int read(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        new PlainOperator()
            .ask(
                world.cluster().agents().get(0).uri(),
                "{'type':'READ_FILE','read_file':{'path':'%s','offset':0}}".formatted(path));
    return answer.statusCode();
  }

  private String virtual(String executor) {
    return "/frameworks/%s/executors/%s/runs/latest/stdout"
        .formatted(world.scheduler().id().getValue(), executor);
  }

  @Test
  void keepsASandboxForAWeekAfterTheEndOfItsExecutor() throws Exception {
    world.start(task("neighbour", "sleep 1000"));
    world.cluster().advance(Duration.ofHours(1)); // For another offer.
    world.run(task("t", "echo old"));
    Path sandbox = world.sandbox("t").toRealPath();
    world.cluster().advance(LINGER);
    world.cluster().advance(Duration.ofDays(7).minusMillis(1));
    assertThat(read(virtual("t"))).isEqualTo(200);
    assertThat(read(sandbox + "/stdout")).isEqualTo(200);

    world.cluster().advance(Duration.ofMillis(1));

    Processes.awaitGone(sandbox.getParent().getParent());
    assertThat(read(virtual("t"))).isEqualTo(404);
    assertThat(read(sandbox + "/stdout")).isEqualTo(404);
    assertThat(read(virtual("neighbour"))).isEqualTo(200);
  }

  @Test
  void doesNotTouchALaterRunOfTheSameExecutor() throws Exception {
    run("a", "exit 0");
    world.scheduler().expect("a", TaskState.TASK_FINISHED);
    Path first = world.sandbox("e").toRealPath();
    world.cluster().await("the executor's end", state -> hasEnded());
    world.cluster().advance(Duration.ofDays(3));
    run("b", "sleep 1000");
    Path second = world.sandbox("e").toRealPath();

    world.cluster().advance(Duration.ofDays(5));

    Processes.awaitGone(first);
    assertThat(second.resolve("stdout")).exists();
    assertThat(world.sandbox("e").toRealPath()).isEqualTo(second);
  }

  @Test
  void removesTheDirectoryOfAFrameworkThatIsAwayForAWeekAndMakesItAnew() throws Exception {
    world.run(task("t", "true"));
    Path framework = world.sandbox("t").resolve("../../../..").toRealPath();
    world.cluster().advance(LINGER);
    world.cluster().advance(Duration.ofDays(8));
    world.start(task("later", "sleep 1000"));
    assertThat(framework.resolve("executors")).isDirectoryContaining("glob:**/later");
    assertThat(framework.resolve("executors/t")).doesNotExist();
  }

  @Test
  void removesWhatAFormerAgentHasLeft() throws Exception {
    Path former = Files.createDirectories(world.work().resolve("slaves/former-S0/frameworks"));
    Path own = world.sandbox("t").resolve("../../../../../..").normalize();
    world.cluster().agents().get(0).kill();
    world.cluster().agents().get(0).restartAsNew();
    assertThat(world.cluster().agents().get(0).id()).isNotEqualTo(own.getFileName().toString());
    world.cluster().advance(Duration.ofDays(8));
    Processes.awaitGone(former.getParent());
  }

  private boolean hasEnded() {
    try {
      return !new PlainOperator()
          .call(world.cluster().agents().get(0).uri(), "{'type':'GET_EXECUTORS'}")
          .contains("\"executors\":[{");
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void run(String id, String command) throws IOException, InterruptedException {
    ExecutorInfo executor =
        ExecutorInfo.newBuilder()
            .setType(ExecutorInfo.Type.DEFAULT)
            .setExecutorId(ExecutorID.newBuilder().setValue("e"))
            .setFrameworkId(world.scheduler().id())
            .addResources(TaskWorld.scalar("cpus", 0.1))
            .addResources(TaskWorld.scalar("mem", 32))
            .addResources(TaskWorld.scalar("disk", 32))
            .build();
    TaskGroupInfo group =
        TaskGroupInfo.newBuilder()
            .addTasks(task(id, command).setAgentId(AgentID.newBuilder().setValue("any")))
            .build();
    world.scheduler().launchGroup(executor, group);
    world.scheduler().expect(id, TaskState.TASK_STARTING);
    world.scheduler().expect(id, TaskState.TASK_RUNNING);
  }
}
