package io.mesosjava.testkit;

import static io.mesosjava.testkit.Endpoint.MASTER_OPERATOR;
import static io.mesosjava.testkit.Endpoint.SCHEDULER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import io.mesosjava.recordio.RecordIOException;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsTest {

  private static final Call.Builder REVIVE = Call.newBuilder().setType(Call.Type.REVIVE);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private EmbeddedCluster cluster;
  private Faults faults;
  private ProbeScheduler scheduler;

  @BeforeEach
  void launch() throws IOException, InterruptedException {
    cluster =
        EmbeddedCluster.builder().clockWoundByHand().relax(Invariant.OFFERS_ANSWERED).launch();
    faults = cluster.faults().at(SCHEDULER);
    scheduler = subscribe();
  }

  private ProbeScheduler subscribe() throws IOException, InterruptedException {
    return new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK);
  }

  @AfterEach
  void close() throws IOException {
    scheduler.close();
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void endsConnectionsThatAreOpenOnly(boolean reset) throws Exception {
    if (reset) {
      faults.reset();
    } else {
      faults.cut();
    }
    assertThatThrownBy(() -> scheduler.next(Event.Type.FAILURE)).isInstanceOf(IOException.class);
    subscribe().close();
  }

  @Test
  void endsOnlyConnectionsOfTheEndpoint() throws Exception {
    cluster.faults().at(MASTER_OPERATOR).cut();
    assertThat(scheduler.status(REVIVE)).isEqualTo(202);
    scheduler.reconcile();
  }

  @Test
  void keepsHalfOpenConnectionsInTheDarkAboutTheirEnd() throws Exception {
    faults.halfOpen();
    scheduler.close();
    assertThat(frameworks()).contains("\"connected\":true");
    faults.heal();
    while (frameworks().contains("\"connected\":true")) {
      Thread.onSpinWait();
    }
  }

  @Test
  void holdsRequestsBackUntilHealed() throws Exception {
    faults.blackHoleRequests();
    CompletableFuture<Integer> answer = scheduler.sending(REVIVE);
    frameworks();
    assertThat(answer).isNotDone();
    faults.heal();
    assertThat(answer.join()).isEqualTo(202);
  }

  @Test
  void holdsAnswersBackUntilHealedAndKeepsTheirOrder() throws Exception {
    scheduler.offer();
    faults.blackHoleAnswers();
    CompletableFuture<Integer> answer = scheduler.sending(reconciling("a"));
    CompletableFuture<Integer> next = scheduler.sending(reconciling("b"));
    cluster.advance(Duration.ofSeconds(15));
    assertThat(answer).isNotDone();
    assertThat(next).isNotDone();
    faults.heal();
    assertThat(answer.join()).isEqualTo(202);
    assertThat(next.join()).isEqualTo(202);
    assertThat(scheduler.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_RECONCILIATION);
    assertThat(scheduler.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_RECONCILIATION);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 100_000})
  void splitsWithoutChangingWhatIsSaid(int bytes) throws Exception {
    faults.splitAt(bytes);
    cluster.faults().at(MASTER_OPERATOR).splitAt(bytes);
    try (ProbeScheduler other = subscribe()) {
      other.send(reconciling("a"));
      assertThat(other.update().getTaskId().getValue()).isEqualTo("a");
    }
    assertThat(frameworks()).startsWith("{\"type\":\"GET_FRAMEWORKS\"").endsWith("}");
  }

  @Test
  void dripsByTheClock() throws Exception {
    faults.drip(10, Duration.ofSeconds(1));
    CompletableFuture<Integer> answer = scheduler.sending(REVIVE);
    frameworks();
    assertThat(answer).isNotDone();
    while (!answer.isDone()) {
      cluster.advance(Duration.ofSeconds(1));
    }
    assertThat(answer.join()).isEqualTo(202);
  }

  @Test
  void delaysByTheClock() throws Exception {
    faults.delay(Duration.ofSeconds(5));
    CompletableFuture<Integer> answer = scheduler.sending(REVIVE);
    frameworks();
    cluster.advance(Duration.ofSeconds(4));
    assertThat(answer).isNotDone();
    while (!answer.isDone()) {
      cluster.advance(Duration.ofSeconds(1));
    }
    assertThat(answer.join()).isEqualTo(202);
  }

  @Test
  void silencesHeartbeatsAndNothingElse() throws Exception {
    scheduler.next(Event.Type.HEARTBEAT);
    scheduler.offer();
    faults.silenceHeartbeats();
    cluster.advance(Duration.ofMinutes(1));
    scheduler.send(reconciling("a"));
    assertThat(scheduler.next().getType()).isEqualTo(Event.Type.UPDATE);
    faults.heal();
    cluster.advance(Duration.ofSeconds(15));
    assertThat(scheduler.next().getType()).isEqualTo(Event.Type.HEARTBEAT);
  }

  @Test
  void corruptsOneRecord() throws Exception {
    scheduler.next(Event.Type.HEARTBEAT);
    scheduler.offer();
    faults.corruptRecord();
    scheduler.send(reconciling("a"));
    assertThatThrownBy(scheduler::next).isInstanceOf(InvalidProtocolBufferException.class);
    scheduler.send(reconciling("b"));
    assertThat(scheduler.update().getTaskId().getValue()).isEqualTo("b");
  }

  @Test
  void corruptsALength() throws Exception {
    scheduler.next(Event.Type.HEARTBEAT);
    scheduler.offer();
    faults.corruptLength();
    scheduler.send(reconciling("a"));
    assertThatThrownBy(scheduler::next).isInstanceOf(RecordIOException.class);
  }

  @Test
  void endsInTheMiddleOfARecord() throws Exception {
    scheduler.next(Event.Type.HEARTBEAT);
    scheduler.offer();
    faults.truncateRecord();
    assertThat(scheduler.status(reconciling("a"))).isEqualTo(202);
    assertThatThrownBy(scheduler::next)
        .isInstanceOf(IOException.class)
        .hasMessageNotContaining("the stream ended");
  }

  @Test
  void answersWithAnyStatusForAWhile() throws Exception {
    faults.answer(503, 2, "REVIVE");
    faults.answer(429, 1, "SUPPRESS");
    assertThat(scheduler.status(REVIVE)).isEqualTo(503);
    assertThat(scheduler.status(Call.newBuilder().setType(Call.Type.SUPPRESS))).isEqualTo(429);
    assertThat(scheduler.status(REVIVE)).isEqualTo(503);
    assertThat(scheduler.status(REVIVE)).isEqualTo(202);
    cluster.faults().answer(500, 1);
    assertThat(scheduler.status(REVIVE)).isEqualTo(500);
    assertThat(frameworks()).isEqualTo("500 by an injected fault.");
  }

  @Test
  void losesUpdatesThatComeAgain() throws Exception {
    cluster.agents().get(0).dropUpdates(1);
    scheduler.launch("t", "touch up; sleep 1000");
    Path up = cluster.agents().get(0).sandbox(scheduler.id().getValue(), "t").resolve("up");
    while (!Files.exists(up)) {
      Thread.onSpinWait();
    }
    scheduler.reconcile();
    assertThat(scheduler.update().getReason()).isEqualTo(TaskStatus.Reason.REASON_RECONCILIATION);
    cluster.advance(Duration.ofSeconds(10));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
  }

  @Test
  void deliversUpdatesTwice() throws Exception {
    cluster.agents().get(0).duplicateUpdates(1);
    scheduler.launch("t", "sleep 1000");
    TaskStatus first = scheduler.update();
    assertThat(scheduler.update().getUuid()).isEqualTo(first.getUuid());
    scheduler.acknowledge(first);
    scheduler.expect(TaskState.TASK_RUNNING);
  }

  @Test
  void partsAnAgentFromItsMaster() throws Exception {
    cluster.agents().get(0).partition();
    scheduler.launch("t", "sleep 1000");
    scheduler.reconcile();
    assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_STAGING);
    cluster.agents().get(0).heal();
  }

  @Test
  void crashesAnExecutor() throws Exception {
    scheduler.launch("t", "sleep 1000");
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    cluster.crashExecutor("t");
    assertThat(scheduler.expect(TaskState.TASK_FAILED).getMessage())
        .isEqualTo("Executor terminated");
  }

  @Test
  void killsAnAgentThatComesBackWithItsTasks() throws Exception {
    scheduler.launch("t", "sleep 1000");
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    cluster.inject(Fault.KILL_AGENT);
    // Refused, or broken if the client takes a connection that it still has.
    assertThatThrownBy(() -> post(cluster.agents().get(0).uri(), "{}"))
        .isInstanceOf(IOException.class);
    cluster.heal();
    cluster.await("the agent", state -> state.agents().stream().anyMatch(a -> a.getActive()));
  }

  /** After each of them, a scheduler that subscribes again has all that it needs. */
  @ParameterizedTest
  @EnumSource(Fault.class)
  void healsOfEveryFault(Fault fault) throws Exception {
    cluster.inject(fault);
    cluster.heal();
    scheduler.close();
    scheduler = subscribe();
    assertThat(scheduler.offer().getAgentId().getValue()).isEqualTo(cluster.agents().get(0).id());
  }

  @Test
  void refusesNonsense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> faults.answer(503, 1, "ACKNOWLEGDE"))
        .withMessage("callType: ACKNOWLEGDE (expected: a type of a call to one of [SCHEDULER])");
    assertThatIllegalArgumentException().isThrownBy(() -> faults.answer(100, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> faults.answer(503, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> faults.splitAt(0));
    assertThatIllegalArgumentException().isThrownBy(() -> faults.drip(0, Duration.ZERO));
  }

  private static Call.Builder reconciling(String task) {
    Call.Reconcile.Builder reconcile = Call.Reconcile.newBuilder();
    reconcile.addTasksBuilder().getTaskIdBuilder().setValue(task);
    return Call.newBuilder().setType(Call.Type.RECONCILE).setReconcile(reconcile);
  }

  private String frameworks() throws IOException, InterruptedException {
    return post(cluster.master(), "{\"type\":\"GET_FRAMEWORKS\"}");
  }

  private String post(URI server, String call) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.resolve("/api/v1"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(call))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    return answer.body();
  }
}
