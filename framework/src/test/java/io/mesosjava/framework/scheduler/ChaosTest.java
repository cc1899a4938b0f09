package io.mesosjava.framework.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.framework.Backoff;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Fault;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a session is for: work gets done, once, while everything around it fails. */
class ChaosTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final List<Fault> FAULTS =
      List.of(
          Fault.CUT,
          Fault.RESET,
          Fault.HALF_OPEN,
          Fault.BLACK_HOLE_REQUESTS,
          Fault.BLACK_HOLE_ANSWERS,
          Fault.SPLIT,
          Fault.CORRUPT_RECORD,
          Fault.CORRUPT_LENGTH,
          Fault.TRUNCATE_RECORD,
          Fault.SILENCE_HEARTBEATS,
          Fault.ANSWER_503,
          Fault.DROP_UPDATE,
          Fault.DUPLICATE_UPDATE,
          Fault.MOVE_LEADER);

  @TempDir Path directory;

  /** Injects faults, a few per second, until it is closed. */
  private static final class Chaos implements AutoCloseable {

    private final EmbeddedCluster cluster;
    private final Random random;
    private final Thread thread = new Thread(this::run, "chaos");
    private volatile boolean stopped;
    private int injected;

    Chaos(EmbeddedCluster cluster, long seed) {
      this.cluster = cluster;
      this.random = new Random(seed);
      thread.start();
    }

    private void run() {
      try {
        while (!stopped) {
          cluster.inject(FAULTS.get(random.nextInt(FAULTS.size())));
          injected++;
          Thread.sleep(100 + random.nextInt(200)); // the pace of chaos; nothing waits for it
          cluster.heal();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      stopped = true;
      boolean interrupted = false;
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      cluster.heal();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  @Timeout(300)
  void fiveHundredTasksFinishOnceEachWhileEverythingFails() throws Exception {
    int jobs = 500;
    JobRun run = new JobRun(jobs, job -> "echo run >> " + directory.resolve("job-" + job));
    try (EmbeddedCluster cluster =
            EmbeddedCluster.builder()
                .masters(3)
                .agents(2)
                .clockSpeed(10)
                .heartbeatInterval(Duration.ofSeconds(3))
                .launch();
        SchedulerSession mesos = session(cluster, run)) {
      // Before that, what is no master's answer is taken for what is no master.
      assertThat(mesos.next(PATIENCE)).isInstanceOf(SessionEvent.FrameworkIdAssigned.class);
      int injected;
      try (Chaos chaos = new Chaos(cluster, 6)) {
        run.workOff(mesos, PATIENCE);
        injected = chaos.injected;
      }
      assertThat(run.wrong()).isEmpty();
      assertThat(run.finished()).isEqualTo(jobs);
      assertThat(injected).isGreaterThan(5);
      awaitAllAcknowledged(mesos);
      assertThat(run.openOffers()).as("leaked offers").isEmpty();
      mesos.teardown();
    }
    for (int job = 0; job < jobs; job++) {
      assertThat(Files.readAllLines(directory.resolve("job-" + job)))
          .as("job " + job)
          .containsExactly("run");
    }
  }

  private static SchedulerSession session(EmbeddedCluster cluster, JobRun run) {
    List<URI> masters = cluster.masters().stream().map(master -> master.uri()).toList();
    return SchedulerSession.builder(masters, Tasks.framework("chaos"))
        .backoff(Backoff.exponential(Duration.ofMillis(20), Duration.ofMillis(200)).withJitter(0.5))
        .client(
            client ->
                client.connectTimeout(Duration.ofSeconds(1)).responseTimeout(Duration.ofSeconds(2)))
        .reconciliation(
            ReconciliationPolicy.standard()
                .withTasks(run::known)
                .withBackoff(Backoff.constant(Duration.ofMillis(300)))
                .every(Duration.ofSeconds(2)))
        .deliverHeartbeats()
        .updatesFirst()
        .start();
  }

  /**
   * A task whose last update was acknowledged is one that the master does not know any more: asks
   * for all tasks, and then for one that never was, whose answer comes after the others.
   */
  private static void awaitAllAcknowledged(SchedulerSession mesos) throws Exception {
    boolean clean = false;
    for (int round = 0; !clean; round++) {
      Call.Reconcile.Task mark =
          Call.Reconcile.Task.newBuilder().setTaskId(Tasks.id("mark-" + round)).build();
      mesos.reconcile(List.of()).toCompletableFuture().get();
      mesos.reconcile(List.of(mark)).toCompletableFuture().get();
      clean = true;
      for (boolean marked = false; !marked; ) {
        if (mesos.next(PATIENCE) instanceof MasterEvent.Update update) {
          TaskStatus status = update.status();
          marked = status.getTaskId().equals(mark.getTaskId());
          clean &= marked || status.getTaskId().getValue().startsWith("mark-");
        }
      }
    }
  }
}
