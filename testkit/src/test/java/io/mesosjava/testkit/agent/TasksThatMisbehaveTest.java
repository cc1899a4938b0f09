package io.mesosjava.testkit.agent;

import static io.mesosjava.testkit.agent.TaskWorld.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Invariant;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that fork, do not want to end, or write more than anybody wants. */
class TasksThatMisbehaveTest {

  private static final long LIMIT = 1 << 20;

  /**
   * Writes the ids of a child in its group, of one in another session, and of one without a name.
   */
  private static final String FORK =
      "sleep 1000 & echo $!; setsid sleep 1000 & echo $!;"
          + " env -i setsid sh -c 'trap \"\" TERM; sleep 1000; :' & echo $!;";

  @TempDir private Path work;
  private TaskWorld world;

  private void launch(UnaryOperator<EmbeddedCluster.Builder> settings) throws Exception {
    world = new TaskWorld(work, settings);
  }

  @AfterEach
  void close() throws IOException {
    world.close();
  }

  private List<ProcessHandle> children() throws IOException {
    return Processes.awaitLines(world.sandbox("t").resolve("stdout"), 3).stream()
        .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
        .toList();
  }

  @Test
  void whatATaskHasForkedEndsWithItWhenItIsKilled() throws Exception {
    launch(cluster -> cluster);
    world.start(task("t", FORK + " wait"));
    List<ProcessHandle> children = children();
    world.scheduler().kill(Statuses.task("t"));
    world.scheduler().expect("t", TaskState.TASK_KILLING);
    world.scheduler().expect("t", TaskState.TASK_KILLED);
    children.forEach(child -> child.onExit().join());
  }

  @Test
  void whatATaskHasForkedEndsWithItsExecutor() throws Exception {
    launch(cluster -> cluster);
    world.start(task("t", FORK + " read line < '" + Fifo.in(work) + "'"));
    List<ProcessHandle> children = children();
    Files.writeString(Fifo.in(work), "end\n");
    world.scheduler().expect("t", TaskState.TASK_FINISHED);
    children.forEach(child -> child.onExit().join());
  }

  @Test
  void whatATaskHasForkedEndsWithItsCluster() throws Exception {
    launch(cluster -> cluster);
    world.start(task("t", FORK + " wait"));
    List<ProcessHandle> children = children();
    world.cluster().close();
    assertThat(children).noneMatch(child -> child.info().command().isPresent());
  }

  @Test
  void whoIgnoresSigtermIsKilledAfterTheGraceByTheClockOfTheCluster() throws Exception {
    launch(cluster -> cluster.clockWoundByHand().relax(Invariant.OFFERS_ANSWERED));
    Duration grace = Duration.ofMinutes(10);
    world.start(
        task("t", "trap 'echo no' TERM; echo ready; while :; do sleep 0.01; done")
            .setKillPolicy(
                KillPolicy.newBuilder()
                    .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(grace.toNanos()))));
    Path stdout = world.sandbox("t").resolve("stdout");
    Processes.awaitLine(stdout, "ready");

    world.scheduler().kill(Statuses.task("t"));

    world.scheduler().expect("t", TaskState.TASK_KILLING);
    assertThat(Processes.awaitLines(stdout, 2)).last().isEqualTo("no");
    world.cluster().advance(grace.minusMillis(1));
    assertThat(world.cluster().state().taskState("t")).contains(TaskState.TASK_KILLING);
    world.cluster().advance(Duration.ofMillis(1));
    assertThat(world.scheduler().expect("t", TaskState.TASK_KILLED).getMessage())
        .isEqualTo("Command terminated with signal Killed");
  }

  @Test
  void aGigabyteEndsAtTheLimitAndTheTaskWithIt() throws Exception {
    launch(cluster -> cluster.maxFileSize(LIMIT));
    world.scheduler().launch(task("t", "exec head -c 1000000000 /dev/zero"));
    world.scheduler().expect("t", TaskState.TASK_STARTING);
    world.scheduler().expect("t", TaskState.TASK_RUNNING);
    TaskStatus end = world.scheduler().expect("t", TaskState.TASK_FAILED);
    assertThat(end.getMessage())
        .isEqualTo("Command terminated with signal File size limit exceeded");
    assertThat(world.sandbox("t").resolve("stdout")).hasSize(LIMIT);
  }
}
