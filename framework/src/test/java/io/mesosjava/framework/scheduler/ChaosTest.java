package io.mesosjava.framework.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.framework.Backoff;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Endpoint;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a session is for: work gets done, once, while everything around it fails. */
class ChaosTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int JOBS_PER_FAULT = 10;

  /** How long the chaos may take to bring all that it is to bring. */
  private static final Duration LONGEST = Duration.ofMinutes(4);

  @TempDir Path directory;

  @Test
  @Timeout(400)
  void fiveHundredTasksFinishOnceEachWhileEverythingFails() throws Exception {
    int jobs = 500;
    JobRun run = new JobRun(jobs, job -> "echo run >> " + directory.resolve("job-" + job));
    Set<ByteString> acknowledged;
    try (EmbeddedCluster cluster =
            EmbeddedCluster.builder()
                .masters(3)
                .agents(2)
                .clockSpeed(10)
                .heartbeatInterval(Duration.ofMillis(300))
                .memory(200_000)
                .launch();
        Chaos chaos = new Chaos(cluster, 6);
        SchedulerSession mesos = session(cluster, run, chaos)) {
      // Before that, what is no master's answer is taken for what is no master.
      assertThat(mesos.next(PATIENCE)).isInstanceOf(SessionEvent.FrameworkIdAssigned.class);
      long deadline = System.nanoTime() + LONGEST.toNanos();
      run.keep( // some work for each fault, and the last until all has been seen
          () -> {
            List<String> missing = chaos.missing();
            assertThat(System.nanoTime() - deadline).as("still missing: " + missing).isNegative();
            int notYet = jobs - JOBS_PER_FAULT * chaos.injections();
            return Math.max(notYet, missing.isEmpty() ? 0 : 1);
          });
      run.holdOffers(chaos::isHolding);
      chaos.start();
      run.workOff(mesos, PATIENCE);
      chaos.end();

      assertThat(chaos.missing()).isEmpty();
      assertThat(run.wrong()).isEmpty();
      assertThat(run.finished()).isEqualTo(jobs);
      awaitAllAcknowledged(mesos);
      assertThat(run.openOffers()).as("leaked offers").isEmpty();
      mesos.teardown();
      acknowledged = acknowledged(cluster);
    }
    assertThat(acknowledged).as("acknowledged: what was handled").isEqualTo(run.handled());
    assertThat(run.statesHandled())
        .hasSize(jobs)
        .allSatisfy(
            (job, states) ->
                assertThat(states)
                    .as("updates of job " + job + ", each handled")
                    .containsExactlyInAnyOrder(
                        TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_FINISHED));
    for (int job = 0; job < jobs; job++) {
      assertThat(Files.readAllLines(directory.resolve("job-" + job)))
          .as("job " + job)
          .containsExactly("run");
    }
  }

  private static Set<ByteString> acknowledged(EmbeddedCluster cluster) {
    return cluster.calls(Endpoint.SCHEDULER, "ACKNOWLEDGE").stream()
        .filter(call -> call.status() == 202)
        .map(call -> ((Call) call.message()).getAcknowledge().getUuid())
        .collect(Collectors.toSet());
  }

  private static SchedulerSession session(EmbeddedCluster cluster, JobRun run, Chaos chaos) {
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
        .listener(chaos)
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
