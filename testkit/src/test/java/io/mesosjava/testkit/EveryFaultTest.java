package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.mesosjava.recordio.RecordIOException;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.EOFException;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each {@link Fault}, and what a client sees of it at its connections. */
class EveryFaultTest {

  /** A test of what a fault does. */
  @Test
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Shows {
    Fault value();
  }

  private EmbeddedCluster cluster;
  private ProbeScheduler scheduler;

  @Test
  void noFaultIsWithoutATest() {
    assertThat(
            Arrays.stream(EveryFaultTest.class.getDeclaredMethods())
                .flatMap(test -> Arrays.stream(test.getAnnotationsByType(Shows.class)))
                .map(Shows::value))
        .containsExactlyInAnyOrder(Fault.values());
  }

  private static EmbeddedCluster.Builder wound() {
    return EmbeddedCluster.builder()
        .clockWoundByHand()
        .relax(Invariant.OFFERS_ANSWERED, Invariant.UPDATES_ACKNOWLEDGED);
  }

  private void subscribed(EmbeddedCluster.Builder to) throws Exception {
    cluster = to.launch();
    scheduler = subscribe();
    scheduler.next(Event.Type.HEARTBEAT);
  }

  /** With a cluster of one master and one agent, and a scheduler that has had its first offers. */
  private void subscribed() throws Exception {
    subscribed(wound());
    scheduler.awaitOffer();
  }

  private ProbeScheduler subscribe() throws IOException, InterruptedException {
    return new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK);
  }

  @AfterEach
  void close() throws IOException {
    if (scheduler != null) {
      scheduler.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  private void runTask() throws IOException {
    scheduler.launch("t", "sleep 1000");
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
  }

  private static Call.Builder reconciling(String task) {
    Call.Reconcile.Builder reconcile = Call.Reconcile.newBuilder();
    reconcile.addTasksBuilder().getTaskIdBuilder().setValue(task);
    return Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(reconcile);
  }

  private long reconciliations() {
    return cluster.calls(Endpoint.SCHEDULER, "RECONCILE").size();
  }

  @Shows(Fault.CUT)
  void endsTheStream() throws Exception {
    subscribed();
    cluster.inject(Fault.CUT);
    assertThatThrownBy(scheduler::next)
        .isInstanceOf(IOException.class)
        .hasRootCauseInstanceOf(EOFException.class);
    subscribe().close();
  }

  @Shows(Fault.RESET)
  void resetsTheStream() throws Exception {
    subscribed();
    cluster.inject(Fault.RESET);
    assertThatThrownBy(scheduler::next).rootCause().hasMessageContaining("reset");
    subscribe().close();
  }

  @Shows(Fault.HALF_OPEN)
  void leavesConnectionsOpenOnWhichNothingPasses() throws Exception {
    subscribed();
    scheduler.send(reconciling("a"));
    assertThat(scheduler.update().getTaskId().getValue()).isEqualTo("a");
    cluster.inject(Fault.HALF_OPEN);
    CompletableFuture<Integer> onTheOldConnection = scheduler.sending(reconciling("b"));
    CompletableFuture<Event> next = CompletableFuture.supplyAsync(this::next);
    cluster.advance(Duration.ofMinutes(1));
    try (ProbeScheduler other = subscribe()) {
      other.send(reconciling("c"));
      assertThat(other.update().getTaskId().getValue()).isEqualTo("c");
    }
    assertThat(onTheOldConnection).isNotDone();
    assertThat(next).isNotDone();
    cluster.heal();
    assertThat(next).failsWithin(Duration.ofMinutes(1));
  }

  private Event next() {
    try {
      return scheduler.next();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Shows(Fault.BLACK_HOLE_REQUESTS)
  void letsNoRequestThroughUntilHealed() throws Exception {
    subscribed();
    cluster.inject(Fault.BLACK_HOLE_REQUESTS);
    CompletableFuture<Integer> answer = scheduler.sending(reconciling("a"));
    cluster.advance(Duration.ofSeconds(15));
    // Events come all the same.
    scheduler.next(Event.Type.HEARTBEAT);
    assertThat(reconciliations()).isZero();
    assertThat(answer).isNotDone();
    cluster.heal();
    assertThat(answer.join()).isEqualTo(202);
    assertThat(reconciliations()).isEqualTo(1);
  }

  @Shows(Fault.BLACK_HOLE_ANSWERS)
  void letsNoAnswerThroughUntilHealed() throws Exception {
    subscribed();
    cluster.inject(Fault.BLACK_HOLE_ANSWERS);
    CompletableFuture<Integer> answer = scheduler.sending(reconciling("a"));
    cluster.await("the call", state -> reconciliations() == 1);
    cluster.advance(Duration.ofMinutes(1));
    assertThat(answer).isNotDone();
    cluster.heal();
    assertThat(answer.join()).isEqualTo(202);
    assertThat(scheduler.update().getTaskId().getValue()).isEqualTo("a");
  }

  @Shows(Fault.SLOW_DRIP)
  void letsAnswersDripByTheClock() throws Exception {
    subscribed();
    cluster.inject(Fault.SLOW_DRIP);
    CompletableFuture<Integer> answer = scheduler.sending(reconciling("a"));
    cluster.await("the call", state -> reconciliations() == 1);
    CompletableFuture<Event> event = CompletableFuture.supplyAsync(this::next);
    assertThat(event).isNotDone();
    int milliseconds = 0;
    while (!event.isDone() || !answer.isDone()) {
      cluster.advance(Duration.ofMillis(1));
      milliseconds++;
    }
    assertThat(milliseconds).isGreaterThan(1);
    assertThat(event.join().getType()).isEqualTo(Event.Type.UPDATE);
  }

  @Shows(Fault.SPLIT)
  void sendsTheFirstByteAhead() throws Exception {
    cluster = wound().agents(0).launch();
    cluster.inject(Fault.SPLIT);
    try (RawClient client = new RawClient(cluster.master())) {
      // Seldom, a client is so slow that it finds both parts at once.
      while (client.refused() != 1) {
        Thread.onSpinWait();
      }
    }
  }

  @Shows(Fault.CORRUPT_RECORD)
  void spoilsOneRecord() throws Exception {
    subscribed();
    cluster.inject(Fault.CORRUPT_RECORD);
    scheduler.send(reconciling("a"));
    assertThatThrownBy(scheduler::next).isInstanceOf(InvalidProtocolBufferException.class);
    scheduler.send(reconciling("b"));
    assertThat(scheduler.update().getTaskId().getValue()).isEqualTo("b");
  }

  @Shows(Fault.CORRUPT_LENGTH)
  void spoilsALength() throws Exception {
    subscribed();
    cluster.inject(Fault.CORRUPT_LENGTH);
    scheduler.send(reconciling("a"));
    assertThatThrownBy(scheduler::next).isInstanceOf(RecordIOException.class);
  }

  @Shows(Fault.TRUNCATE_RECORD)
  void endsInTheMiddleOfARecord() throws Exception {
    subscribed();
    cluster.inject(Fault.TRUNCATE_RECORD);
    scheduler.send(reconciling("a"));
    assertThatThrownBy(scheduler::next)
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("the stream ended");
  }

  @Shows(Fault.DELAY)
  void answersLaterByTheClock() throws Exception {
    subscribed();
    cluster.inject(Fault.DELAY);
    CompletableFuture<Integer> answer = scheduler.sending(reconciling("a"));
    cluster.await("the call", state -> reconciliations() == 1);
    cluster.advance(Duration.ofMillis(99));
    assertThat(answer).isNotDone();
    while (!answer.isDone()) {
      cluster.advance(Duration.ofMillis(1));
    }
    assertThat(answer.join()).isEqualTo(202);
  }

  @Shows(Fault.SILENCE_HEARTBEATS)
  void silencesHeartbeatsAndNothingElse() throws Exception {
    subscribed();
    cluster.inject(Fault.SILENCE_HEARTBEATS);
    cluster.advance(Duration.ofMinutes(10));
    scheduler.send(reconciling("a"));
    assertThat(scheduler.next().getType()).isEqualTo(Event.Type.UPDATE);
  }

  @Shows(Fault.ANSWER_503)
  void refusesThreeCalls() throws Exception {
    subscribed();
    cluster.inject(Fault.ANSWER_503);
    assertThat(scheduler.status(reconciling("a"))).isEqualTo(503);
    assertThat(scheduler.status(reconciling("b"))).isEqualTo(503);
    assertThat(scheduler.status(reconciling("c"))).isEqualTo(503);
    assertThat(scheduler.status(reconciling("d"))).isEqualTo(202);
    assertThat(scheduler.update().getTaskId().getValue()).isEqualTo("d");
  }

  @Shows(Fault.DROP_UPDATE)
  void losesAnUpdateUntilItIsSentAgain() throws Exception {
    subscribed(wound().agents(0).simulatedAgents(1).task("t", TaskBody.running()));
    cluster.inject(Fault.DROP_UPDATE);
    scheduler.launch("t", "ignored");
    cluster.advance(Duration.ofMillis(9_999));
    scheduler.send(reconciling("t"));
    assertThat(scheduler.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_RECONCILIATION);
    cluster.advance(Duration.ofMillis(1));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
  }

  @Shows(Fault.DUPLICATE_UPDATE)
  void deliversAnUpdateTwice() throws Exception {
    subscribed(wound().agents(0).simulatedAgents(1).task("t", TaskBody.running()));
    cluster.inject(Fault.DUPLICATE_UPDATE);
    scheduler.launch("t", "ignored");
    TaskStatus first = scheduler.update();
    assertThat(scheduler.update().getUuid()).isEqualTo(first.getUuid());
    scheduler.acknowledge(first);
    scheduler.expect(TaskState.TASK_RUNNING);
  }

  @Shows(Fault.PARTITION_AGENT)
  void isOutOfReachUntilHealed() throws Exception {
    subscribed(wound().agents(0).simulatedAgents(2).task("t", TaskBody.running()));
    cluster.inject(Fault.PARTITION_AGENT);
    cluster.advance(Duration.ofSeconds(100));
    String lost = scheduler.next(Event.Type.FAILURE).getFailure().getAgentId().getValue();
    assertThat(cluster.state().agents())
        .singleElement()
        .satisfies(agent -> assertThat(agent.getAgentInfo().getId().getValue()).isNotEqualTo(lost));
    cluster.heal();
    cluster.advance(Duration.ofSeconds(100));
    assertThat(cluster.state().agents()).hasSize(2);
  }

  @Shows(Fault.KILL_AGENT)
  void refusesConnectionsAndTakesOffersBack() throws Exception {
    subscribed();
    cluster.inject(Fault.KILL_AGENT);
    assertThatThrownBy(() -> connect(cluster.agents().get(0).uri()))
        .isInstanceOf(ConnectException.class);
    assertThat(scheduler.next().getType()).isEqualTo(Event.Type.RESCIND);
    cluster.heal();
    connect(cluster.agents().get(0).uri());
  }

  private static void connect(URI uri) throws IOException {
    new Socket(uri.getHost(), uri.getPort()).close();
  }

  @Shows(Fault.RESTART_AGENT)
  void comesBackWithItsTasks() throws Exception {
    subscribed();
    runTask();
    String id = cluster.agents().get(0).id();
    cluster.inject(Fault.RESTART_AGENT);
    connect(cluster.agents().get(0).uri());
    // It waits for the executors before it registers.
    cluster.advance(Duration.ofSeconds(3));
    assertThat(cluster.agents().get(0).id()).isEqualTo(id);
    scheduler.reconcile();
    TaskStatus status = scheduler.update();
    assertThat(status.getState()).isEqualTo(TaskState.TASK_RUNNING);
    assertThat(status.getReason()).isEqualTo(TaskStatus.Reason.REASON_RECONCILIATION);
  }

  @Shows(Fault.CRASH_EXECUTORS)
  void failsTheTasks() throws Exception {
    subscribed();
    runTask();
    cluster.inject(Fault.CRASH_EXECUTORS);
    TaskStatus failed = scheduler.expect(TaskState.TASK_FAILED);
    assertThat(failed.getMessage()).isEqualTo("Executor terminated");
    assertThat(failed.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED);
    assertThat(failed.getSource()).isEqualTo(TaskStatus.Source.SOURCE_AGENT);
    assertThat(failed.getExecutorId().getValue()).isEqualTo("t");
  }

  @Test
  void failsTasksInsideTheJvm() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    TaskBody body =
        context -> {
          context.awaitKill(Duration.ofHours(1));
          interrupted.countDown();
        };
    subscribed(wound().agents(0).simulatedAgents(1).task("t", body));
    runTask();
    cluster.inject(Fault.CRASH_EXECUTORS);
    TaskStatus failed = scheduler.expect(TaskState.TASK_FAILED);
    assertThat(failed.getMessage()).isEqualTo("Executor terminated");
    assertThat(failed.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED);
    assertThat(failed.getSource()).isEqualTo(TaskStatus.Source.SOURCE_AGENT);
    assertThat(failed.getExecutorId().getValue()).isEqualTo("t");
    interrupted.await();
  }

  @Shows(Fault.EXPIRE_TOKENS)
  void sendsExecutorsAway() throws Exception {
    subscribed(wound().authenticate(Endpoint.EXECUTOR));
    ProbeExecutor executor = ProbeExecutor.launch(scheduler, cluster.agents().get(0));
    assertThat(executor.subscribe().statusCode()).isEqualTo(200);
    cluster.inject(Fault.EXPIRE_TOKENS);
    HttpResponse<?> answer = executor.subscribe();
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate").orElseThrow())
        .contains("error=\"invalid_token\"");
  }

  @Shows(Fault.KILL_LEADER)
  void refusesConnectionsWhileAnotherLeads() throws Exception {
    subscribed(wound().masters(3));
    URI dead = cluster.master();
    cluster.inject(Fault.KILL_LEADER);
    assertThatThrownBy(() -> scheduler.next(Event.Type.ERROR)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> connect(dead)).isInstanceOf(ConnectException.class);
    assertThat(cluster.master()).isNotEqualTo(dead);
    subscribe().close();
  }

  @Shows(Fault.MOVE_LEADER)
  void showsTheWayToAnother() throws Exception {
    subscribed(wound().masters(3));
    URI before = cluster.master();
    cluster.inject(Fault.MOVE_LEADER);
    assertThatThrownBy(() -> scheduler.next(Event.Type.ERROR)).isInstanceOf(IOException.class);
    assertThat(cluster.master()).isNotEqualTo(before);
    try (RawClient client = new RawClient(before)) {
      assertThat(client.subscribe())
          .startsWith("HTTP/1.1 307 ")
          .contains("Location: //" + cluster.master().getAuthority() + "/master/api/v1/scheduler");
    }
  }

  @Shows(Fault.NO_LEADER)
  void answersThatNobodyLeads() throws Exception {
    subscribed(wound().masters(3));
    cluster.inject(Fault.NO_LEADER);
    assertThatThrownBy(() -> scheduler.next(Event.Type.ERROR)).isInstanceOf(IOException.class);
    for (EmbeddedMaster master : cluster.masters()) {
      try (RawClient client = new RawClient(master.uri())) {
        assertThat(client.subscribe()).startsWith("HTTP/1.1 503 ").endsWith("No leader elected");
      }
    }
    cluster.heal();
    subscribe().close();
  }

  @Test
  void saysSoWhereThereIsNothingToBreak() {
    cluster = wound().agents(0).simulatedAgents(1).launch();
    assertThatIllegalStateException()
        .isThrownBy(() -> cluster.inject(Fault.KILL_AGENT))
        .withMessage(
            "the cluster has no such agent (expected: one; those that are simulated have no process)");
  }

  @Test
  void tellsInTheTimelineWhatSomebodyBroke() {
    cluster = wound().agents(1).launch();
    cluster.faults().at(Endpoint.SCHEDULER).delay(Duration.ofSeconds(1));
    cluster.agents().get(0).dropUpdates(2);
    cluster.agents().get(0).kill();
    assertThat(cluster.timeline())
        .contains(
            "fault: delayed by PT1S at [SCHEDULER]", "loses updates: 2", "its process is killed");
    assertThatIllegalStateException()
        .isThrownBy(cluster.agents().get(0)::kill)
        .withMessageEndingWith("KILLED (expected: one that runs)");
  }
}
