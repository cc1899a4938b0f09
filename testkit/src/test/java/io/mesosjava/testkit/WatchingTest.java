package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a test sees of a cluster without asking it over HTTP. */
class WatchingTest {

  private static EmbeddedCluster.Builder fast() {
    return EmbeddedCluster.builder().allocationInterval(Duration.ofMillis(50));
  }

  private static ProbeScheduler subscribe(EmbeddedCluster cluster)
      throws IOException, InterruptedException {
    return new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK);
  }

  @Test
  void seesTasksFrameworksOffersAndAgents() throws Exception {
    try (EmbeddedCluster cluster = fast().launch();
        ProbeScheduler scheduler = subscribe(cluster)) {
      cluster.awaitFramework("probe");
      cluster.awaitAgents(1);
      cluster.await("an offer", state -> !state.offers().isEmpty());
      scheduler.launch("t", "true");
      scheduler.expect(TaskState.TASK_STARTING);
      scheduler.expect(TaskState.TASK_RUNNING);
      scheduler.expect(TaskState.TASK_FINISHED);
      cluster.awaitTask("t", TaskState.TASK_FINISHED);
      ClusterState state = cluster.state();
      assertThat(state.taskState("t")).contains(TaskState.TASK_FINISHED);
      assertThat(state.hasBeen("t", TaskState.TASK_RUNNING)).isTrue();
      assertThat(state.count(TaskState.TASK_FINISHED)).isEqualTo(1);
      assertThat(state.task("other")).isEmpty();
    }
  }

  @Test
  void waitsForWhatIsYetToCome() throws Exception {
    try (EmbeddedCluster cluster = fast().launch();
        ProbeScheduler scheduler = subscribe(cluster)) {
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(() -> cluster.awaitTask("t", TaskState.TASK_RUNNING));
      scheduler.launch("t", "sleep 1000");
      scheduler.expect(TaskState.TASK_STARTING);
      scheduler.expect(TaskState.TASK_RUNNING);
      waiting.join();
    }
  }

  @Test
  void saysWhatDidNotComeAndWhatWas() {
    try (EmbeddedCluster cluster = fast().launch()) {
      assertThatThrownBy(
              () -> cluster.await("the end of time", state -> false, Duration.ofMillis(1)))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("not within PT0.001S: the end of time\n1 agents, 0 frameworks")
          .hasMessageContaining("leads")
          .hasMessageContaining("register");
    }
  }

  @Test
  void seesNothingWhileNobodyLeads() {
    try (EmbeddedCluster cluster = fast().launch()) {
      cluster.deposeLeader();
      assertThat(cluster.state().agents()).isEmpty();
      cluster.electLeader();
      cluster.awaitAgents(1);
    }
  }

  @Test
  void seesBehindCredentials() {
    try (EmbeddedCluster cluster =
        fast().credential("a", "b").authenticate(Endpoint.MASTER_OPERATOR).launch()) {
      assertThat(cluster.state().agents()).hasSize(1);
    }
  }

  @Test
  void recordsCallsInTheirOrder() throws Exception {
    try (EmbeddedCluster cluster = fast().launch();
        ProbeScheduler scheduler = subscribe(cluster)) {
      scheduler.launch("t", "sleep 1000");
      scheduler.expect(TaskState.TASK_STARTING);
      scheduler.reconcile();
      cluster.faults().answer(503, 1);
      int refused = scheduler.status(Call.newBuilder().setType(Call.Type.REVIVE));
      assertThat(refused).isEqualTo(503);
      assertThat(cluster.calls())
          .extracting(RecordedCall::type)
          .containsExactly("SUBSCRIBE", "ACCEPT", "ACKNOWLEDGE", "RECONCILE", "REVIVE");
      assertThat(cluster.calls(Endpoint.SCHEDULER, "ACCEPT"))
          .singleElement()
          .satisfies(call -> assertThat(call.status()).isEqualTo(202));
      assertThat(cluster.timeline())
          .contains(
              "-> SCHEDULER SUBSCRIBE probe",
              "<- SCHEDULER OFFERS",
              "<- SCHEDULER UPDATE t TASK_STARTING",
              "runTask",
              "-> SCHEDULER REVIVE (503)")
          .containsPattern("-> SCHEDULER ACCEPT [0-9a-f]{8}-O0 LAUNCH t \\(202\\)");
    }
  }

  @Test
  void failsAtTheEndWhereAnUpdateWasLeftUnacknowledged() throws Exception {
    EmbeddedCluster cluster = unacknowledged(EmbeddedCluster.builder());
    assertThatThrownBy(cluster::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("did not acknowledge an update of task t")
        .hasMessageContaining("<- SCHEDULER UPDATE t TASK_STARTING");
    cluster.close();
  }

  @Test
  void failsAtTheEndWhereAnOfferWasForgotten() throws Exception {
    EmbeddedCluster cluster = EmbeddedCluster.builder().clockWoundByHand().launch();
    try (ProbeScheduler scheduler = subscribe(cluster)) {
      String offer = scheduler.offer().getId().getValue();
      cluster.advance(Duration.ofMinutes(1));
      assertThatThrownBy(cluster::close)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("neither used nor declined offer " + offer)
          .hasMessageContaining("<- SCHEDULER OFFERS " + Wording.shortened(offer));
    }
  }

  @Test
  void failsAtTheEndWhereATaskWasLaunchedTwice() throws Exception {
    EmbeddedCluster cluster = fast().launch();
    try (ProbeScheduler scheduler = subscribe(cluster)) {
      scheduler.launch("t", "true");
      scheduler.expect(TaskState.TASK_STARTING);
      scheduler.expect(TaskState.TASK_RUNNING);
      scheduler.expect(TaskState.TASK_FINISHED);
      scheduler.launch("t", "true");
      // What becomes of it depends on whether the executor has gone.
      scheduler.acknowledge(scheduler.update());
      assertThatThrownBy(cluster::close)
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("launched task t again")
          .hasMessageContaining(" LAUNCH t (202)");
    }
  }

  @Test
  void showsTheEndOfALongStoryInAnError() {
    try (EmbeddedCluster cluster = fast().agents(0).launch()) {
      for (int i = 0; i < 600; i++) {
        cluster.faults().cut();
      }
      assertThat(cluster.timeline().lines()).hasSize(602);
      assertThatThrownBy(() -> cluster.await("nothing", state -> false, Duration.ZERO))
          .hasMessageContaining("(and 102 lines before)\n")
          .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(503));
    }
  }

  @Test
  void looksAwayWhereItIsToldTo() throws Exception {
    unacknowledged(EmbeddedCluster.builder().relax(Invariant.UPDATES_ACKNOWLEDGED)).close();
  }

  /** A cluster with a scheduler that got an update twice; it is still there. */
  private static EmbeddedCluster unacknowledged(EmbeddedCluster.Builder builder)
      throws IOException, InterruptedException {
    EmbeddedCluster cluster = builder.clockWoundByHand().launch();
    @SuppressWarnings("MustBeClosed") // It must not be: it is what the cluster complains of.
    ProbeScheduler scheduler = subscribe(cluster);
    scheduler.launch("t", "sleep 1000");
    TaskStatus status = scheduler.update();
    cluster.advance(Duration.ofSeconds(10));
    assertThat(scheduler.update().getUuid()).isEqualTo(status.getUuid());
    return cluster;
  }

  @ParameterizedTest
  @EnumSource(Invariant.class)
  void everyInvariantCanBeRelaxedByItself(Invariant invariant) {
    EmbeddedCluster.builder().agents(0).relax(invariant).launch().close();
  }
}
