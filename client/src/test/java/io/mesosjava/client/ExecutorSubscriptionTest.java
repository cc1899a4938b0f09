package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExecutorSubscriptionTest {

  private static final FrameworkID FRAMEWORK = FrameworkID.newBuilder().setValue("F").build();
  private static final ExecutorID EXECUTOR = ExecutorID.newBuilder().setValue("E").build();
  private static final TaskID TASK = TaskID.newBuilder().setValue("t").build();

  private static final Event SHUTDOWN = Event.newBuilder().setType(Event.Type.SHUTDOWN).build();

  /** As an agent answers: no stream id. */
  private static final String HEAD = Wire.streamHead("x").replace("Mesos-Stream-Id: x\r\n", "");

  private static void subscribed(Exchange exchange) throws Exception {
    exchange.write(HEAD);
    exchange.write(Wire.chunk(Wire.record(SHUTDOWN)));
    exchange.awaitClose();
  }

  private static ExecutorClient client(ScriptedServer server) {
    return ExecutorClient.builder(server.uri()).build();
  }

  @Test
  void givesTheEventsOfAStreamWithoutId() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  exchange.write(HEAD);
                  exchange.write(Wire.chunk(Wire.record(SHUTDOWN)));
                  exchange.write(Wire.LAST_CHUNK);
                });
        ExecutorClient client = client(server);
        ExecutorSubscription subscription = client.subscribe(FRAMEWORK, EXECUTOR)) {
      assertThat(subscription.next()).isEqualTo(SHUTDOWN);
      assertThat(subscription.next()).isNull();
      assertThat(subscription.frameworkId()).isEqualTo(FRAMEWORK);
      assertThat(subscription.executorId()).isEqualTo(EXECUTOR);
    }
  }

  @Test
  void everyCallCarriesTheIdsAndNoStreamId() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ExecutorSubscriptionTest::subscribed);
        ExecutorClient client = client(server);
        ExecutorSubscription subscription = client.subscribe(FRAMEWORK, EXECUTOR)) {
      Call subscribe = server.takeSubscribe().message(Call.getDefaultInstance());
      assertThat(subscribe)
          .isEqualTo(
              Call.newBuilder()
                  .setType(Call.Type.SUBSCRIBE)
                  .setFrameworkId(FRAMEWORK)
                  .setExecutorId(EXECUTOR)
                  .setSubscribe(Call.Subscribe.getDefaultInstance())
                  .build());
      for (Call call :
          List.of(
              ExecutorCalls.update(TASK, TaskState.TASK_RUNNING, new UUID(1, 2)),
              ExecutorCalls.message(ByteString.copyFromUtf8("hello")),
              ExecutorCalls.heartbeat())) {
        subscription.send(call);

        ReceivedRequest request = server.takeCall();
        assertThat(request.line()).isEqualTo("POST /api/v1/executor HTTP/1.1");
        assertThat(request.headers()).doesNotContainKey("Mesos-Stream-Id");
        assertThat(request.message(Call.getDefaultInstance()))
            .isEqualTo(call.toBuilder().setFrameworkId(FRAMEWORK).setExecutorId(EXECUTOR).build());
      }
    }
  }

  @Test
  void keepsTheIdsThatACallHas() throws Exception {
    ExecutorID other = ExecutorID.newBuilder().setValue("other").build();
    try (ScriptedServer server = ScriptedServer.start(ExecutorSubscriptionTest::subscribed);
        ExecutorClient client = client(server);
        ExecutorSubscription subscription = client.subscribe(FRAMEWORK, EXECUTOR)) {
      subscription.send(ExecutorCalls.heartbeat().toBuilder().setExecutorId(other).buildPartial());

      Call sent = server.takeCall().message(Call.getDefaultInstance());
      assertThat(sent.getExecutorId()).isEqualTo(other);
      assertThat(sent.getFrameworkId()).isEqualTo(FRAMEWORK);
    }
  }

  @Test
  void subscribesAgainWithWhatWasNotAcknowledged() throws Exception {
    TaskInfo task =
        TaskInfo.newBuilder().setName("t").setTaskId(TASK).setAgentId(agentId()).build();
    Call.Update update =
        ExecutorCalls.update(TASK, TaskState.TASK_RUNNING, new UUID(1, 2)).getUpdate();
    try (ScriptedServer server = ScriptedServer.start(ExecutorSubscriptionTest::subscribed);
        ExecutorClient client = client(server)) {
      client
          .subscribe(
              FRAMEWORK, EXECUTOR, ExecutorCalls.unacknowledged(List.of(task), List.of(update)))
          .close();

      Call.Subscribe sent =
          server.takeSubscribe().message(Call.getDefaultInstance()).getSubscribe();
      assertThat(sent.getUnacknowledgedTasksList()).containsExactly(task);
      assertThat(sent.getUnacknowledgedUpdatesList()).containsExactly(update);
    }
  }

  private static io.mesosjava.v1.AgentID agentId() {
    return io.mesosjava.v1.AgentID.newBuilder().setValue("S0").build();
  }

  @Test
  void aStatusHasWhatTheAgentWants() {
    TaskStatus status =
        ExecutorCalls.status(TASK, TaskState.TASK_FAILED, new UUID(0x0102, 0x0f)).build();

    assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
    assertThat(status.getUuid().toByteArray())
        .containsExactly(0, 0, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 0, 0, 0, 15);
  }

  @Test
  void refusesAnUpdateThatTheAgentWouldRefuseBeforeAnythingIsSent() throws Exception {
    TaskStatus status =
        TaskStatus.newBuilder().setTaskId(TASK).setState(TaskState.TASK_RUNNING).build();
    TaskStatus withUuid = status.toBuilder().setUuid(ByteString.copyFrom(new byte[16])).build();
    try (ScriptedServer server = ScriptedServer.start(ExecutorSubscriptionTest::subscribed);
        ExecutorClient client = client(server);
        ExecutorSubscription subscription = client.subscribe(FRAMEWORK, EXECUTOR)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> subscription.sendAsync(ExecutorCalls.update(status)))
          .withMessage("UPDATE: missing required field: update.status.uuid");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> subscription.sendAsync(ExecutorCalls.update(withUuid)))
          .withMessage("UPDATE: missing required field: update.status.source");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  subscription.sendAsync(
                      ExecutorCalls.subscribe(Call.Subscribe.getDefaultInstance())))
          .withMessage("SUBSCRIBE (expected: a call of a subscription)");
      assertThat(server.hasNoMoreCalls()).isTrue();
    }
  }

  @Test
  void isLostWhenTheAgentDoesNotKnowTheExecutor() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                ExecutorSubscriptionTest::subscribed,
                call -> call.answer("400 Bad Request", "text/plain", "Executor cannot be found"));
        ExecutorClient client = client(server);
        ExecutorSubscription subscription = client.subscribe(FRAMEWORK, EXECUTOR)) {
      ApiException refused =
          catchThrowableOfType(
              ApiException.class, () -> subscription.send(ExecutorCalls.heartbeat()));

      assertThat(refused.isSubscriptionLost()).isTrue();
      assertThat(subscription.next()).isEqualTo(SHUTDOWN);
      assertThat(catchThrowableOfType(ApiException.class, subscription::next)).isSameAs(refused);
    }
  }

  @Test
  void maySubscribeToAnAgentThatIsSilentForEver() throws Exception {
    ExecutorClient.Builder builder = ExecutorClient.builder(java.net.URI.create("http://a:1"));
    try (ExecutorClient client = builder.build();
        ExecutorClient varied = client.toBuilder().build()) {
      assertThat(builder.settings().timeouts().streamIdle()).isEqualTo(Duration.ZERO);
      assertThat(varied.toBuilder().settings()).isEqualTo(builder.settings());
    }
  }
}
