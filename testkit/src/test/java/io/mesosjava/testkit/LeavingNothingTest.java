package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.v1.TaskState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However a cluster begins and ends, nothing of it stays. */
class LeavingNothingTest {

  private Set<Path> before;

  @BeforeEach
  void look() throws IOException {
    before = directories();
  }

  @AfterEach
  void nothingIsLeft() throws IOException, InterruptedException {
    assertThat(Thread.interrupted()).isFalse();
    ThreadsLeft.assertNone(name -> name.startsWith("mesos-"));
    assertThat(directories()).isEqualTo(before);
  }

  /** Those of this JVM. */
  private static Set<Path> directories() throws IOException {
    String mine = "mesos-cluster-" + ProcessHandle.current().pid() + "-";
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(path -> path.getFileName().toString().startsWith(mine))
          .collect(Collectors.toSet());
    }
  }

  private static EmbeddedCluster.Builder quick() {
    return EmbeddedCluster.builder()
        .allocationInterval(Duration.ofMillis(20))
        .relax(Invariant.OFFERS_ANSWERED);
  }

  private static ProbeScheduler running(EmbeddedCluster cluster, String command) throws Exception {
    ProbeScheduler scheduler = new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK);
    scheduler.launch("t", command);
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    return scheduler;
  }

  @Test
  void launchesAndClosesForWhoIsInterrupted() throws Exception {
    Thread.currentThread().interrupt();
    EmbeddedCluster cluster = quick().launch();
    assertThat(Thread.interrupted()).isTrue();
    try (ProbeScheduler scheduler = running(cluster, "sleep 1000")) {
      assertThat(scheduler.id().getValue()).isNotEmpty();
    }
    Thread.currentThread().interrupt();
    cluster.close();
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void endsAWaitThatIsInterrupted() {
    try (EmbeddedCluster cluster = quick().agents(0).launch()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> cluster.awaitAgents(1))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("interrupted while waiting for: 1 agents");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void leavesNothingOfALaunchThatFails(@TempDir Path directory) throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> quick().workDirectory(file).launch())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "work directory: "
                + file
                + " (expected: a directory that can be written: Not a directory)");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      assertThatThrownBy(() -> quick().agents(2).agentPort(port - 1).masters(3).launch())
          .isInstanceOf(UncheckedIOException.class)
          .hasMessageContaining("cannot listen on 127.0.0.1:");
    }
    assertThatThrownBy(
            () ->
                quick()
                    .simulatedAgents(3)
                    .workDirectory(Files.createFile(directory.resolve("other")).resolve("below"))
                    .launch())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("other");
  }

  @Test
  void endsAtTheWishOfATask() throws Exception {
    CompletableFuture<EmbeddedCluster> itself = new CompletableFuture<>();
    CompletableFuture<Void> closed = new CompletableFuture<>();
    TaskBody closing =
        context -> {
          try {
            itself.get().close();
            closed.complete(null);
          } catch (Throwable e) {
            closed.completeExceptionally(e);
          }
        };
    EmbeddedCluster cluster =
        quick()
            .agents(0)
            .simulatedAgents(1)
            .task("t", closing)
            .relax(Invariant.UPDATES_ACKNOWLEDGED)
            .launch();
    try (ProbeScheduler scheduler = running(cluster, "ignored")) {
      itself.complete(cluster);
      closed.join();
      assertThatIllegalStateException().isThrownBy(cluster::state);
      assertThatThrownBy(() -> scheduler.next()).isInstanceOf(IOException.class);
    }
    cluster.close();
  }

  @Test
  void doesNotWaitForItselfOnItsOwnThread() throws Exception {
    CompletableFuture<EmbeddedCluster> itself = new CompletableFuture<>();
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    try (EmbeddedCluster cluster =
            quick()
                .agents(0)
                .simulatedAgents(1)
                .tasks(
                    task -> {
                      EmbeddedCluster known = itself.join();
                      for (Runnable work :
                          new Runnable[] {
                            known::close,
                            () -> known.awaitAgents(7),
                            () -> known.advance(Duration.ZERO),
                            known::killLeader
                          }) {
                        try {
                          work.run();
                          refused.complete(new AssertionError("it was done"));
                        } catch (IllegalStateException e) {
                          if (!String.valueOf(e.getMessage()).contains("a thread of the cluster")) {
                            refused.complete(e);
                          }
                        }
                      }
                      refused.complete(new Exception("all were refused"));
                      return java.util.Optional.of(TaskBody.finishing());
                    })
                .clockWoundByHand()
                .launch();
        ProbeScheduler scheduler = new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK)) {
      itself.complete(cluster);
      scheduler.launch("t", "ignored");
      assertThat(refused.get()).hasMessage("all were refused");
      scheduler.expect(TaskState.TASK_STARTING);
    }
  }

  @Test
  void closesOnceForManyThreads() {
    EmbeddedCluster cluster = quick().agents(2).launch();
    CompletableFuture<?>[] closing =
        Stream.generate(() -> CompletableFuture.runAsync(cluster::close))
            .limit(4)
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(closing).join();
  }

  @Test
  void saysThatItHasEndedAndStillTellsWhatHappened() {
    EmbeddedCluster cluster = quick().masters(2).clockWoundByHand().launch();
    EmbeddedAgent agent = cluster.agents().get(0);
    EmbeddedMaster master = cluster.masters().get(0);
    cluster.close();
    for (Runnable late :
        new Runnable[] {
          cluster::state,
          cluster::moveLeader,
          cluster::electLeader,
          cluster::deposeLeader,
          () -> cluster.awaitAgents(1),
          () -> cluster.advance(Duration.ofSeconds(1)),
          agent::kill,
          agent::restart,
          master::restart
        }) {
      assertThatIllegalStateException()
          .isThrownBy(late::run)
          .withMessageMatching("the cluster is closed");
    }
    cluster.killLeader();
    cluster.faults().cut();
    assertThat(cluster.timeline()).contains("leads");
    assertThat(cluster.calls()).isEmpty();
  }
}
