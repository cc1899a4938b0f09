package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Timers and limits of masters and agents, on a clock that is wound by hand. */
class TimersTest {

  private EmbeddedCluster cluster;

  private EmbeddedCluster.Builder wound() {
    return EmbeddedCluster.builder()
        .clockWoundByHand()
        .relax(Invariant.OFFERS_ANSWERED, Invariant.UPDATES_ACKNOWLEDGED);
  }

  @AfterEach
  void close() {
    if (cluster != null) {
      cluster.close();
    }
  }

  private ProbeScheduler scheduler() throws IOException, InterruptedException {
    return new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK);
  }

  private static void run(ProbeScheduler scheduler, String task) throws IOException {
    scheduler.launch(task, "sleep 1000");
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
  }

  @Test
  void beatsTheHeartAtItsInterval() throws Exception {
    cluster = wound().agents(0).heartbeatInterval(Duration.ofSeconds(7)).launch();
    try (ProbeScheduler scheduler = scheduler()) {
      assertThat(scheduler.next().getType()).isEqualTo(Event.Type.HEARTBEAT);
      cluster.advance(Duration.ofSeconds(15));
      assertThat(scheduler.next().getType()).isEqualTo(Event.Type.HEARTBEAT);
      assertThat(scheduler.next().getType()).isEqualTo(Event.Type.HEARTBEAT);
      cluster.advance(Duration.ofMillis(5999));
      cluster.faults().truncateRecord();
      cluster.advance(Duration.ofMillis(1));
      assertThatThrownBy(scheduler::next).isInstanceOf(IOException.class);
    }
  }

  @Test
  void rescindsOffersThatAreNotAnsweredInTime() throws Exception {
    cluster = wound().offerTimeout(Duration.ofMinutes(1)).launch();
    try (ProbeScheduler scheduler = scheduler()) {
      Offer offer = scheduler.offer();
      cluster.advance(Duration.ofSeconds(59));
      assertThat(cluster.state().offers()).extracting(Offer::getId).containsExactly(offer.getId());
      cluster.advance(Duration.ofSeconds(1));
      assertThat(scheduler.next(Event.Type.RESCIND).getRescind().getOfferId())
          .isEqualTo(offer.getId());
      cluster.advance(Duration.ofSeconds(1));
      assertThat(scheduler.offer().getId()).isNotEqualTo(offer.getId());
    }
  }

  @Test
  void keepsAnOfferThatWasTakenInTime() throws Exception {
    cluster = wound().offerTimeout(Duration.ofMinutes(1)).launch();
    try (ProbeScheduler scheduler = scheduler()) {
      run(scheduler, "t");
      cluster.advance(Duration.ofHours(1));
      assertThat(cluster.state().taskState("t")).contains(TaskState.TASK_RUNNING);
    }
  }

  @Test
  void givesAnAgentTimeToRegisterAgain() {
    cluster =
        wound()
            .agentPings(Duration.ofHours(1), 100)
            .agentReregisterTimeout(Duration.ofMinutes(3))
            .launch();
    cluster.agents().get(0).kill();
    cluster.advance(Duration.ofSeconds(179));
    assertThat(cluster.state().agents()).hasSize(1);
    cluster.advance(Duration.ofSeconds(1));
    assertThat(cluster.state().agents()).isEmpty();
  }

  @Test
  void pingsAgentsAsItIsTold() {
    cluster = wound().agentPings(Duration.ofSeconds(2), 3).launch();
    cluster.agents().get(0).partition();
    // The first ping may have been answered; those after 2, 4 and 6 s are not.
    cluster.advance(Duration.ofMillis(5999));
    assertThat(cluster.state().agents()).hasSize(1);
    cluster.advance(Duration.ofMillis(2001));
    assertThat(cluster.state().agents()).isEmpty();
  }

  @Test
  void letsAgentsGoNoFasterThanAllowedAndKeepsThoseThatAnswerMeanwhile() {
    cluster =
        wound()
            .agents(4)
            .agentPings(Duration.ofSeconds(1), 1)
            .agentRemovalRateLimit(2, Duration.ofMinutes(20))
            .launch();
    cluster.agents().forEach(EmbeddedAgent::partition);
    cluster.advance(Duration.ofSeconds(10));
    assertThat(cluster.state().agents()).hasSize(3);
    cluster.advance(Duration.ofMinutes(10));
    assertThat(cluster.state().agents()).hasSize(2);
    EmbeddedAgent saved =
        cluster.agents().stream()
            .filter(
                agent ->
                    cluster.state().agents().stream()
                        .anyMatch(a -> a.getAgentInfo().getId().getValue().equals(agent.id())))
            .findFirst()
            .orElseThrow();
    saved.heal();
    cluster.advance(Duration.ofMinutes(30));
    assertThat(cluster.state().agents())
        .extracting(agent -> agent.getAgentInfo().getId().getValue())
        .containsExactly(saved.id());
  }

  @Test
  void forgetsAgentsThatWereLostLongAgo() throws Exception {
    cluster =
        wound()
            .agentPings(Duration.ofSeconds(1), 1)
            .registrationBackoff(Duration.ofSeconds(1), Duration.ofSeconds(1))
            .registryGc(Duration.ofMinutes(1), Duration.ofMinutes(30), 100)
            .launch();
    FrameworkInfo aware =
        ProbeScheduler.FRAMEWORK.toBuilder()
            .addCapabilities(
                FrameworkInfo.Capability.newBuilder()
                    .setType(FrameworkInfo.Capability.Type.PARTITION_AWARE))
            .build();
    try (ProbeScheduler scheduler = new ProbeScheduler(cluster.master(), aware)) {
      run(scheduler, "t");
      assertThat(backAfter(scheduler, Duration.ofMinutes(29)))
          .isEqualTo("Unreachable agent re-reregistered");
      assertThat(backAfter(scheduler, Duration.ofMinutes(32)))
          .isEqualTo("Unknown agent reregistered");
    }
  }

  private String backAfter(ProbeScheduler scheduler, Duration absence) throws IOException {
    cluster.agents().get(0).partition();
    cluster.advance(absence);
    assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_UNREACHABLE);
    cluster.agents().get(0).heal();
    cluster.advance(Duration.ofSeconds(5));
    return scheduler.update().getMessage();
  }

  @Test
  void remembersAsManyCompletedTasksAsItIsTold() throws Exception {
    cluster = wound().completed(1, 2, 2).launch();
    try (ProbeScheduler scheduler = scheduler()) {
      for (int i = 0; i < 3; i++) {
        scheduler.launch("t" + i, "true");
        scheduler.expect(TaskState.TASK_STARTING);
        scheduler.expect(TaskState.TASK_RUNNING);
        scheduler.expect(TaskState.TASK_FINISHED);
        cluster.advance(Duration.ofSeconds(6));
      }
      assertThat(cluster.state().tasks())
          .extracting(task -> task.getTaskId().getValue())
          .containsExactly("t1", "t2");
    }
  }

  @Test
  void givesUpOnAnExecutorThatDoesNotSubscribe() throws Exception {
    cluster = wound().executorRegistrationTimeout(Duration.ofSeconds(20)).launch();
    try (ProbeScheduler scheduler = scheduler()) {
      ExecutorInfo.Builder executor =
          ExecutorInfo.newBuilder()
              .setType(ExecutorInfo.Type.CUSTOM)
              .setExecutorId(ExecutorID.newBuilder().setValue("silent"))
              .setFrameworkId(scheduler.id())
              .setCommand(CommandInfo.newBuilder().setValue("sleep 1000"));
      TaskInfo.Builder task =
          TaskInfo.newBuilder()
              .setName("t")
              .setTaskId(TaskID.newBuilder().setValue("t"))
              .setExecutor(executor);
      scheduler.launch(scheduler.offer(), task);
      cluster.advance(Duration.ofSeconds(20));
      TaskStatus status = scheduler.update();
      assertThat(status.getState()).isEqualTo(TaskState.TASK_FAILED);
      assertThat(status.getReason())
          .isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_REGISTRATION_TIMEOUT);
    }
  }

  @Test
  void tellsExecutorsHowLongTheyHave() throws Exception {
    cluster =
        wound()
            .executorShutdownGracePeriod(Duration.ofSeconds(11))
            .recoveryTimeout(Duration.ofMinutes(2))
            .launch();
    try (ProbeScheduler scheduler = scheduler()) {
      scheduler.launch("t", "env");
      scheduler.expect(TaskState.TASK_STARTING);
      scheduler.expect(TaskState.TASK_RUNNING);
      scheduler.expect(TaskState.TASK_FINISHED);
      assertThat(
              Files.readAllLines(
                  cluster
                      .agents()
                      .get(0)
                      .sandbox(scheduler.id().getValue(), "t")
                      .resolve("stdout")))
          .contains("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD=11secs", "MESOS_RECOVERY_TIMEOUT=2mins");
    }
  }

  @Test
  void beginsWhenItIsToldTo() throws Exception {
    Instant start = Instant.parse("2031-05-06T07:08:09Z");
    cluster = wound().clockWoundByHand(start).launch();
    try (ProbeScheduler scheduler = scheduler()) {
      cluster.advance(Duration.ofSeconds(30));
      run(scheduler, "t");
      assertThat(cluster.state().task("t").orElseThrow().getStatuses(0).getTimestamp())
          .isEqualTo((double) start.plusSeconds(30).getEpochSecond());
    }
  }

  @Test
  void givesEveryClusterOfABuilderItsOwnClock() {
    EmbeddedCluster.Builder builder = wound().agents(0).clockWoundByHand(Instant.EPOCH);
    cluster = builder.launch();
    cluster.advance(Duration.ofHours(1));
    try (EmbeddedCluster other = builder.launch()) {
      assertThat(other.timeline()).startsWith("     0.000 ");
    }
  }

  @Test
  void refusesTimesThatMakeNoSense() {
    EmbeddedCluster.Builder builder = EmbeddedCluster.builder();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.offerTimeout(Duration.ZERO))
        .withMessage("offerTimeout: PT0S (expected: > 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.agentRemovalRateLimit(0, Duration.ofSeconds(1)))
        .withMessage("count: 0 (expected: >= 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.clockSpeed(Double.NaN))
        .withMessage("clockSpeed: NaN (expected: > 0 and finite)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.weight("r", 0))
        .withMessage("weight of r: 0.0 (expected: > 0 and finite)");
  }
}
