package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.Message;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stands around calls and events. */
@Timeout(60)
class InterceptorTest {

  private static final Call REVIVE = SchedulerCalls.revive();

  private final List<String> log = new CopyOnWriteArrayList<>();

  /** Notes what it sees. */
  private final class Noted<C extends Message, E extends Message> implements Interceptor<C, E> {

    private final String name;

    Noted(String name) {
      this.name = name;
    }

    @Override
    public <T extends @Nullable Object> CompletionStage<T> call(
        C call, CallOptions options, Next<C, T> next) {
      log.add(name + " call " + typeOf(call));
      return next.send(call, options)
          .whenComplete(
              (result, problem) ->
                  log.add(name + " outcome " + named(problem == null ? result : problem)));
    }

    @Override
    public E event(E event) {
      log.add(name + " event " + typeOf(event));
      return event;
    }
  }

  private static Object typeOf(Message message) {
    return message.getField(message.getDescriptorForType().findFieldByName("type"));
  }

  private static String named(@Nullable Object outcome) {
    Object what =
        outcome instanceof CompletionException wrapped && wrapped.getCause() != null
            ? wrapped.getCause()
            : outcome;
    return what == null ? "nothing" : what.getClass().getSimpleName();
  }

  /** What a test does with SUBSCRIBE and other calls. */
  private interface Around extends Interceptor<Call, Event> {
    <T extends @Nullable Object> CompletionStage<T> other(
        Call call, CallOptions options, Next<Call, T> next);

    @Override
    default <T extends @Nullable Object> CompletionStage<T> call(
        Call call, CallOptions options, Next<Call, T> next) {
      return call.hasSubscribe() ? next.send(call, options) : other(call, options, next);
    }
  }

  @Test
  void theFirstIsTheNearestToTheUser() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client =
            server.client().interceptor(new Noted<>("1")).interceptor(new Noted<>("2")).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      subscription.next();
      subscription.send(REVIVE);

      assertThat(log)
          .containsExactly(
              "1 call SUBSCRIBE",
              "2 call SUBSCRIBE",
              "2 outcome SchedulerSubscription",
              "1 outcome SchedulerSubscription",
              "2 event SUBSCRIBED",
              "1 event SUBSCRIBED",
              "1 call REVIVE",
              "2 call REVIVE",
              "2 outcome nothing",
              "1 outcome nothing");
    }
  }

  @Test
  void areKeptByToBuilder() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient first = server.client().interceptor(new Noted<>("1")).build();
        SchedulerClient client = first.toBuilder().build();
        SchedulerSubscription subscription =
            client.subscribeAsync(Wire.FRAMEWORK).toCompletableFuture().get()) {
      subscription.next();

      assertThat(log).contains("1 call SUBSCRIBE", "1 event SUBSCRIBED");
    }
  }

  @Test
  void mayChangeACallAndItsOptions() throws Exception {
    Interceptor<Call, Event> changes =
        new Interceptor<>() {
          @Override
          public <T extends @Nullable Object> CompletionStage<T> call(
              Call call, CallOptions options, Next<Call, T> next) {
            Call.Builder other = call.toBuilder();
            if (call.hasSubscribe()) {
              other.getSubscribeBuilder().getFrameworkInfoBuilder().setName("changed");
            } else {
              other.getReviveBuilder().addRoles("r");
            }
            return next.send(other.buildPartial(), options.withHeader("X-Trace", "1"));
          }
        };
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().interceptor(changes).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      subscription.next();
      subscription.send(REVIVE);

      ReceivedRequest subscribe = server.takeSubscribe();
      assertThat(subscribe.headers()).containsEntry("X-Trace", "1");
      assertThat(Call.parseFrom(subscribe.body()).getSubscribe().getFrameworkInfo().getName())
          .isEqualTo("changed");
      ReceivedRequest revive = server.takeCall();
      assertThat(revive.headers()).containsEntry("X-Trace", "1");
      Call sent = Call.parseFrom(revive.body());
      assertThat(sent.getRevive().getRolesList()).containsExactly("r");
      assertThat(sent.getFrameworkId()).isEqualTo(Wire.FRAMEWORK_ID);
    }
  }

  @Test
  void mayFillInWhatIsMissing() throws Exception {
    Around fills =
        new Around() {
          @Override
          public <T extends @Nullable Object> CompletionStage<T> other(
              Call call, CallOptions options, Next<Call, T> next) {
            Call.Builder other = call.toBuilder();
            other.getKillBuilder().setTaskId(TaskID.newBuilder().setValue("t"));
            return next.send(other.build(), options);
          }
        };
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().interceptor(fills).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      subscription.next();
      subscription.send(Call.newBuilder().setType(Call.Type.KILL).build());

      assertThat(Call.parseFrom(server.takeCall().body()).getKill().getTaskId().getValue())
          .isEqualTo("t");
    }
  }

  @Test
  void seeEveryOutcome() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> {
                  switch (Call.parseFrom(exchange.request().body()).getType()) {
                    case REVIVE -> exchange.answer("400 Bad Request", "text/plain", "no");
                    case SUPPRESS -> exchange.answer("200 OK", "text/plain", "what");
                    default -> exchange.accept();
                  }
                });
        SchedulerClient client = server.client().interceptor(new Noted<>("1")).build()) {
      SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK);
      subscription.next();
      log.clear();
      assertThatExceptionOfType(ApiException.class).isThrownBy(() -> subscription.send(REVIVE));
      assertThatExceptionOfType(CallOutcomeUnknownException.class)
          .isThrownBy(() -> subscription.send(SchedulerCalls.suppress()));
      Call incomplete = Call.newBuilder().setType(Call.Type.KILL).build();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> subscription.send(incomplete))
          .withMessageContaining("KILL: missing required field: kill");
      CompletableFuture<?> failed = subscription.sendAsync(incomplete).toCompletableFuture();
      assertThatThrownBy(failed::get).hasCauseInstanceOf(IllegalArgumentException.class);
      subscription.close();
      assertThatExceptionOfType(CallNotSentException.class)
          .isThrownBy(() -> subscription.send(REVIVE));

      assertThat(log.stream().filter(line -> line.contains("outcome")))
          .containsExactly(
              "1 outcome ApiException",
              "1 outcome CallOutcomeUnknownException",
              "1 outcome IllegalArgumentException",
              "1 outcome IllegalArgumentException",
              "1 outcome CallNotSentException");
    }
  }

  /** Fails calls in several ways, told by the role. */
  private static final class Failing implements Around {

    @Override
    public <T extends @Nullable Object> CompletionStage<T> other(
        Call call, CallOptions options, Next<Call, T> next) {
      return switch (String.join("", call.getRevive().getRolesList())) {
        case "before" -> throw new IllegalStateException("before");
        case "after" -> {
          next.send(call, options);
          throw new IllegalStateException("after");
        }
        case "later" -> next.send(call, options).thenApply(Failing::fail);
        case "null" -> nothing();
        case "type" -> next.send(SchedulerCalls.suppress(), options);
        default -> next.send(call, options);
      };
    }

    private static <T> T fail(T outcome) {
      throw new IllegalStateException("later than " + outcome);
    }

    @SuppressWarnings("NullAway") // What a user without it may do.
    private static <T> CompletionStage<T> nothing() {
      return null;
    }

    @Override
    public String toString() {
      return "Failing";
    }
  }

  @Test
  void whatOneThrowsFailsThatCallAndNothingElse() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().interceptor(new Failing()).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      subscription.next();
      for (String way : List.of("before", "after", "later")) {
        assertThatThrownBy(() -> subscription.send(SchedulerCalls.revive(way)))
            .isInstanceOf(IllegalStateException.class)
            .hasMessageStartingWith(way);
        CompletableFuture<?> call =
            subscription.sendAsync(SchedulerCalls.revive(way)).toCompletableFuture();
        assertThatThrownBy(call::get).hasCauseInstanceOf(IllegalStateException.class);
      }
      assertThatThrownBy(() -> subscription.send(SchedulerCalls.revive("null")))
          .isInstanceOf(NullPointerException.class)
          .hasMessage("Failing: null (expected: a stage)");
      assertThatThrownBy(() -> subscription.send(SchedulerCalls.revive("type")))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("an interceptor made SUPPRESS of REVIVE (expected: the same type)");
      subscription.send(SchedulerCalls.teardown());

      assertThat(subscription.isEnded()).isFalse();
      Call.Type last;
      do {
        last = Call.parseFrom(server.takeCall().body()).getType();
      } while (last == Call.Type.REVIVE);
      assertThat(last).isEqualTo(Call.Type.TEARDOWN);
    }
  }

  @Test
  void mayReplaceOrKeepAnEventAndWhatOneThrowsIsThrownInItsPlace() throws Exception {
    Interceptor<Call, Event> picky =
        new Interceptor<>() {
          @Override
          public @Nullable Event event(Event event) {
            if (event.getType() == Event.Type.HEARTBEAT) {
              return null;
            }
            if (event.equals(Wire.message(1))) {
              return Wire.message(100);
            }
            if (event.equals(Wire.message(2))) {
              throw new IllegalStateException("not 2");
            }
            return event;
          }
        };
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  exchange.beginStream(Wire.STREAM_ID);
                  exchange.write(
                      Wire.events(
                          Wire.SUBSCRIBED,
                          Wire.HEARTBEAT,
                          Wire.message(1),
                          Wire.message(2),
                          Wire.HEARTBEAT,
                          Wire.HEARTBEAT,
                          Wire.message(3),
                          Wire.HEARTBEAT));
                  exchange.awaitClose();
                });
        SchedulerClient client =
            server
                .client()
                .interceptor(new Noted<>("outer"))
                .interceptor(picky)
                .interceptor(new Noted<>("inner"))
                .build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      assertThat(subscription.next()).isEqualTo(Wire.message(100));
      assertThatThrownBy(subscription::next).hasMessage("not 2");
      assertThat(subscription.next(Duration.ofSeconds(30))).isEqualTo(Wire.message(3));
      assertThatExceptionOfType(TimeoutException.class)
          .isThrownBy(() -> subscription.next(Duration.ofMillis(300)));
      subscription.send(REVIVE);
      assertThat(subscription.isEnded()).isFalse();

      assertThat(log.stream().filter(line -> line.startsWith("outer event"))).hasSize(3);
      assertThat(log.stream().filter(line -> line.startsWith("inner event"))).hasSize(8);
    }
  }

  @Test
  void maySendACallAgain() throws Exception {
    Around again =
        new Around() {
          @Override
          public <T extends @Nullable Object> CompletionStage<T> other(
              Call call, CallOptions options, Next<Call, T> next) {
            return next.send(call, options)
                .exceptionallyCompose(problem -> next.send(call, options));
          }
        };
    CountDownLatch refused = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> {
                  if (refused.getCount() > 0) {
                    refused.countDown();
                    exchange.answer("503 Service Unavailable", "text/plain", "not now");
                  } else {
                    exchange.accept();
                  }
                });
        SchedulerClient client = server.client().interceptor(again).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      subscription.next();
      subscription.send(REVIVE);

      assertThat(server.takeCall().body()).isEqualTo(server.takeCall().body());
    }
  }

  @Test
  void aSubscriptionThatNobodyGetsIsClosed() throws Exception {
    Interceptor<Call, Event> refuses =
        new Interceptor<>() {
          @Override
          public <T extends @Nullable Object> CompletionStage<T> call(
              Call call, CallOptions options, Next<Call, T> next) {
            return next.send(call, options).thenApply(Failing::fail);
          }
        };
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().interceptor(refuses).build()) {
      assertThatThrownBy(() -> client.subscribe(Wire.FRAMEWORK)).hasMessageStartingWith("later");

      server.awaitConnectionsClosedByClient();
    }
  }

  @Test
  void anAttemptToSubscribeThatIsInterruptedIsGivenUp() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  asked.countDown();
                  exchange.awaitClose();
                });
        SchedulerClient client = server.client().interceptor(new Noted<>("1")).build()) {
      CompletableFuture<Throwable> told = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () ->
                  told.complete(
                      catchThrowableOfType(
                          InterruptedException.class, () -> client.subscribe(Wire.FRAMEWORK))));
      thread.start();
      asked.await();
      thread.interrupt();

      assertThat(told.get()).isNotNull();
      server.awaitConnectionsClosedByClient();
    }
  }

  @Test
  void operatorsSeeTheAnswersAndTheStreams() throws Exception {
    io.mesosjava.v1.agent.Response healthy =
        io.mesosjava.v1.agent.Response.newBuilder()
            .setType(io.mesosjava.v1.agent.Response.Type.GET_HEALTH)
            .setGetHealth(io.mesosjava.v1.agent.Response.GetHealth.newBuilder().setHealthy(true))
            .build();
    try (ScriptedServer server =
            ScriptedServer.start(
                subscribe -> subscribe.reset(),
                exchange -> {
                  if (exchange.request().headers().containsKey("Transfer-Encoding")) {
                    exchange.awaitClose();
                    return;
                  }
                  io.mesosjava.v1.agent.Call call =
                      exchange.request().message(io.mesosjava.v1.agent.Call.getDefaultInstance());
                  if (call.hasAttachContainerOutput()) {
                    exchange.beginStream();
                    exchange.write(Wire.chunk(Wire.record(ContainerInput.windowSize(1, 2))));
                    exchange.write(Wire.LAST_CHUNK);
                  } else {
                    exchange.answer(healthy);
                  }
                });
        AgentClient client =
            AgentClient.builder(server.uri()).interceptor(new Noted<>("1")).build()) {
      assertThat(client.getHealth().getHealthy()).isTrue();
      assertThat(client.getHealthAsync().toCompletableFuture().get().getHealthy()).isTrue();
      assertThat(client.call(AgentCalls.getHealth())).isEqualTo(healthy);
      assertThat(client.send(AgentCalls.getHealth())).isEqualTo(Acceptance.OK);
      try (EventStream<io.mesosjava.v1.agent.ProcessIO> output =
          client.attachContainerOutput(Wire.NESTED)) {
        assertThat(output.next()).isNotNull();
        assertThat(output.next()).isNull();
      }
      client.attachContainerInput(Wire.NESTED).close();

      assertThat(log)
          .containsExactly(
              "1 call GET_HEALTH",
              "1 outcome GetHealth",
              "1 call GET_HEALTH",
              "1 outcome GetHealth",
              "1 call GET_HEALTH",
              "1 outcome Response",
              "1 call GET_HEALTH",
              "1 outcome Acceptance",
              "1 call ATTACH_CONTAINER_OUTPUT",
              "1 outcome OneWayStream",
              "1 event CONTROL",
              "1 call ATTACH_CONTAINER_INPUT",
              "1 outcome ContainerInput");
    }
  }

  @Test
  void whoWaitsNoLongerEndsTheWaitingAllTheSame() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                subscribe -> subscribe.reset(),
                exchange -> {
                  exchange.awaitClose();
                  closed.countDown();
                });
        AgentClient client =
            AgentClient.builder(server.uri()).interceptor(new Noted<>("1")).build()) {
      CompletableFuture<?> waiting = client.waitContainerAsync(Wire.NESTED).toCompletableFuture();
      server.takeCall();
      waiting.cancel(false);

      closed.await();
      assertThat(log).containsExactly("1 call WAIT_CONTAINER", "1 outcome CancellationException");
    }
  }
}
