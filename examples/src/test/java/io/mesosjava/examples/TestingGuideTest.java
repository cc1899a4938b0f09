package io.mesosjava.examples;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Endpoint;
import io.mesosjava.testkit.Fault;
import io.mesosjava.testkit.junit.MesosCluster;
import io.mesosjava.v1.TaskState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tests that docs/testing.md shows, and that it shows them as they are here. */
class TestingGuideTest {

  // guide: first
  @Test
  void runsItsTask() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      String master = cluster.master().getAuthority();
      assertThat(SmallestScheduler.run(master)).isEqualTo(TaskState.TASK_FINISHED);
    }
  }

  // guide: end

  // guide: junit
  @Test
  @MesosCluster(agents = 2, agentResources = "cpus:1;mem:512")
  void acceptsOneOffer(EmbeddedCluster cluster) throws Exception {
    SmallestScheduler.run(cluster.master().getAuthority());

    assertThat(cluster.calls(Endpoint.SCHEDULER, "ACCEPT")).hasSize(1);
    assertThat(cluster.state().hasBeen("hello-1", TaskState.TASK_RUNNING)).isTrue();
  }

  // guide: end

  // guide: body
  @Test
  void seesThatItsTaskFails() throws Exception {
    try (EmbeddedCluster cluster =
        EmbeddedCluster.builder()
            .agents(0)
            .simulatedAgents(1)
            .task(
                "hello",
                context -> {
                  throw new IllegalStateException("no disk");
                })
            .launch()) {
      String master = cluster.master().getAuthority();
      assertThat(SmallestScheduler.run(master)).isEqualTo(TaskState.TASK_FAILED);
    }
  }

  // guide: end

  // guide: faults
  @ParameterizedTest
  @EnumSource(names = {"SPLIT", "SLOW_DRIP", "DELAY", "DUPLICATE_UPDATE", "ANSWER_503"})
  void runsItsTaskAllTheSame(Fault fault) throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      cluster.inject(fault);
      String master = cluster.master().getAuthority();
      assertThat(SmallestScheduler.run(master)).isEqualTo(TaskState.TASK_FINISHED);
    }
  }

  // guide: end

  // guide: chaos
  @Test
  void survivesItsMasters() throws Exception {
    CountDownLatch work = new CountDownLatch(1);
    try (EmbeddedCluster cluster =
        EmbeddedCluster.builder()
            .masters(3)
            .agents(0)
            .simulatedAgents(5)
            .task("hello", context -> work.await())
            .allocationInterval(Duration.ofMillis(50))
            .launch()) {
      String masters =
          cluster.masters().stream().map(m -> m.uri().getAuthority()).collect(joining(","));
      CompletableFuture<TaskState> end = CompletableFuture.supplyAsync(() -> run(masters));

      cluster.awaitTask("hello-1", TaskState.TASK_RUNNING);
      for (int i = 0; i < 3; i++) {
        cluster.moveLeader();
        cluster.awaitFramework("hello");
        cluster.awaitTask("hello-1", TaskState.TASK_RUNNING);
      }
      work.countDown();

      assertThat(end.get()).isEqualTo(TaskState.TASK_FINISHED);
    }
  }

  // guide: end

  private static TaskState run(String masters) {
    try {
      return SmallestScheduler.run(masters);
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  @Test
  void isWhatTheGuideShows() throws Exception {
    String guide = Files.readString(Path.of("../docs/testing.md"));
    List<String> source =
        Files.readAllLines(Path.of("src/test/java/io/mesosjava/examples/TestingGuideTest.java"));
    List<String> part = null;
    int parts = 0;
    for (String line : source) {
      if (line.startsWith("  // guide: end")) {
        String shown = String.join("\n", part).strip();
        assertThat(guide).contains(shown);
        parts++;
        part = null;
      } else if (line.startsWith("  // guide: ")) {
        part = new ArrayList<>();
      } else if (part != null) {
        part.add(line.isEmpty() ? "" : line.substring(2));
      }
    }
    assertThat(parts).isEqualTo(5);
  }
}
