package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesosjava.codec.Codec;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.ResourceProviderInfo;
import io.mesosjava.v1.master.Call;
import io.mesosjava.v1.master.Response;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is different for one call. */
class CallOptionsTest {

  private static final Response HEALTHY =
      Response.newBuilder()
          .setType(Response.Type.GET_HEALTH)
          .setGetHealth(Response.GetHealth.newBuilder().setHealthy(true))
          .build();

  private static final CallOptions TRACED = CallOptions.none().withHeader("x-trace", "of the call");
  private static final CallOptions HURRIED =
      CallOptions.none().withResponseTimeout(Duration.ofMillis(100));
  private static final CallOptions IN_JSON = CallOptions.none().withCodec(Codec.json());

  private static ScriptedServer operators(ScriptedServer.Script onCall) throws IOException {
    return ScriptedServer.start(subscribe -> subscribe.reset(), onCall);
  }

  @Test
  void aHeaderOfACallWinsOverThatOfTheClient() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client =
            server.client().header("X-Trace", "of the client").header("X-Other", "stays").build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      subscription.next();
      subscription.send(SchedulerCalls.revive(), TRACED);
      subscription.sendAsync(SchedulerCalls.revive(), TRACED);
      subscription.send(SchedulerCalls.revive());

      assertThat(server.takeSubscribe().headers()).containsEntry("X-Trace", "of the client");
      for (int i = 0; i < 2; i++) {
        ReceivedRequest call = server.takeCall();
        assertThat(call.headers())
            .containsEntry("X-Trace", "of the call")
            .containsEntry("X-Other", "stays")
            .containsEntry("Mesos-Stream-Id", Wire.STREAM_ID);
        assertThat(call.headers().keySet()).contains("x-trace").hasSize(7);
      }
      assertThat(server.takeCall().headers()).containsEntry("X-Trace", "of the client");
    }
  }

  @Test
  void subscribeHasItsOwnAndLaterCallsHaveNot() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  exchange.write(Wire.streamHead(Wire.STREAM_ID).replace("x-protobuf", "json"));
                  exchange.write(Wire.chunk(Wire.record(Codec.json().encode(Wire.SUBSCRIBED))));
                  exchange.awaitClose();
                });
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription =
            client.subscribe(
                SchedulerCalls.subscribing(Wire.FRAMEWORK, List.of(), null),
                TRACED.withCodec(Codec.json()))) {
      Event event = subscription.next();
      assertThat(event).isEqualTo(Wire.SUBSCRIBED);
      subscription.send(SchedulerCalls.revive());

      assertThat(server.takeSubscribe().headers())
          .containsEntry("X-Trace", "of the call")
          .containsEntry("Accept", "application/json")
          .containsEntry("Content-Type", "application/json");
      assertThat(server.takeCall().headers())
          .doesNotContainKey("X-Trace")
          .containsEntry("Content-Type", "application/x-protobuf");
    }
  }

  @Test
  void executorsAndResourceProvidersHaveThem() throws Exception {
    FrameworkID framework = Wire.FRAMEWORK_ID;
    ExecutorID executor = ExecutorID.newBuilder().setValue("E").build();
    io.mesosjava.v1.executor.Call.Subscribe nothing =
        io.mesosjava.v1.executor.Call.Subscribe.getDefaultInstance();
    ResourceProviderInfo provider =
        ResourceProviderInfo.newBuilder().setType("t").setName("n").build();
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        ExecutorClient executors = ExecutorClient.builder(server.uri()).build();
        ResourceProviderClient providers = ResourceProviderClient.builder(server.uri()).build();
        ExecutorSubscription one = executors.subscribe(framework, executor, nothing, TRACED);
        ResourceProviderSubscription two = providers.subscribe(provider, TRACED)) {
      assertThat(one.isEnded() || two.isEnded()).isFalse();
      assertThat(server.takeSubscribe().headers()).containsEntry("X-Trace", "of the call");
      assertThat(server.takeSubscribe().headers()).containsEntry("X-Trace", "of the call");
    }
  }

  @Test
  void aCallTravelsInItsOwnForm() throws Exception {
    try (ScriptedServer server =
            operators(
                exchange -> {
                  if (exchange.request().headers().get("Accept").equals("application/json")) {
                    String json = "{\"type\":\"GET_HEALTH\",\"get_health\":{\"healthy\":true}}";
                    exchange.answer("200 OK", "application/json", json);
                  } else {
                    exchange.answer(HEALTHY);
                  }
                });
        MasterClient client = MasterClient.builder(server.uri()).build()) {
      assertThat(client.call(MasterCalls.getHealth(), IN_JSON)).isEqualTo(HEALTHY);
      assertThat(client.callAsync(MasterCalls.getHealth(), IN_JSON).toCompletableFuture().get())
          .isEqualTo(HEALTHY);
      assertThat(client.with(IN_JSON).getHealth()).isEqualTo(HEALTHY.getGetHealth());
      assertThat(client.getHealth()).isEqualTo(HEALTHY.getGetHealth());

      for (String form : new String[] {"json", "json", "json", "x-protobuf"}) {
        ReceivedRequest request = server.takeCall();
        assertThat(request.connection()).isZero();
        assertThat(request.headers()).containsEntry("Content-Type", "application/" + form);
        assertThat(request.message(Call.getDefaultInstance())).isEqualTo(MasterCalls.getHealth());
      }
    }
  }

  @Test
  void aCallHasLessTimeThanThoseBeforeAndBehindIt() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> {
                  told.await();
                  exchange.accept();
                });
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      subscription.next();
      CompletableFuture<?> before =
          subscription.sendAsync(SchedulerCalls.revive()).toCompletableFuture();
      CompletableFuture<?> hurried =
          subscription.sendAsync(SchedulerCalls.suppress(), HURRIED).toCompletableFuture();
      CompletableFuture<?> behind =
          subscription.sendAsync(SchedulerCalls.revive()).toCompletableFuture();
      assertThatThrownBy(hurried::get)
          .hasCauseInstanceOf(CallOutcomeUnknownException.class)
          .hasMessageContaining("SUPPRESS")
          .hasMessageContaining("no answer within 100 ms");
      assertThat(before).isNotDone();
      assertThat(behind).isNotDone();
      told.countDown();

      before.get();
      behind.get();
      subscription.send(SchedulerCalls.suppress(), HURRIED.withResponseTimeout(Duration.ofDays(1)));
    }
  }

  @Test
  void aCallHasMoreTimeThanThoseBehindIt() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    CallOptions patient = CallOptions.none().withResponseTimeout(Duration.ofHours(1));
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> {
                  told.await();
                  exchange.accept();
                });
        SchedulerClient client = server.client().responseTimeout(Duration.ofSeconds(1)).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      subscription.next();
      CompletableFuture<?> first =
          subscription.sendAsync(SchedulerCalls.revive(), patient).toCompletableFuture();
      CompletableFuture<?> behind =
          subscription.sendAsync(SchedulerCalls.suppress()).toCompletableFuture();
      assertThatThrownBy(behind::get).hasMessageContaining("no answer within 1000 ms");
      assertThat(first).isNotDone();
      told.countDown();

      first.get();
    }
  }

  @Test
  void aCallThatFindsNoPlaceInItsOwnTimeIsNotSent() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> {
                  told.await();
                  exchange.accept();
                });
        SchedulerClient client = server.client().pipelineDepth(1).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      subscription.next();
      CompletableFuture<?> first =
          subscription.sendAsync(SchedulerCalls.revive()).toCompletableFuture();
      CompletableFuture<?> second =
          subscription.sendAsync(SchedulerCalls.revive()).toCompletableFuture();
      assertThatThrownBy(() -> subscription.send(SchedulerCalls.suppress(), HURRIED))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("no place within 100 ms");
      told.countDown();
      first.get();
      second.get();
      subscription.send(SchedulerCalls.teardown());

      for (io.mesosjava.v1.scheduler.Call.Type type :
          new io.mesosjava.v1.scheduler.Call.Type[] {
            io.mesosjava.v1.scheduler.Call.Type.REVIVE,
            io.mesosjava.v1.scheduler.Call.Type.REVIVE,
            io.mesosjava.v1.scheduler.Call.Type.TEARDOWN
          }) {
        assertThat(io.mesosjava.v1.scheduler.Call.parseFrom(server.takeCall().body()).getType())
            .isEqualTo(type);
      }
    }
  }

  @Test
  void aCallThatWaitsMayBeToldForHowLong() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    try (ScriptedServer server =
            operators(
                exchange -> {
                  exchange.awaitClose();
                  closed.countDown();
                });
        AgentClient client = AgentClient.builder(server.uri()).build()) {
      assertThatThrownBy(() -> client.with(HURRIED).waitContainer(Wire.NESTED))
          .isInstanceOf(CallOutcomeUnknownException.class)
          .hasMessageContaining("no answer within 100 ms");
      closed.await();
    }
  }

  @Test
  void aCallThatShowsWhoItIsWinsOverTheProviderAndDoesNotRenewIt() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    CredentialsProvider provider = rejected -> "Bearer " + asked.incrementAndGet();
    CallOptions other = CallOptions.none().withHeader("authorization", "Basic eA==");
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> {
                  if ("Bearer 1".equals(exchange.request().headers().get("Authorization"))) {
                    exchange.accept();
                  } else {
                    exchange.answer("401 Unauthorized", "text/plain", "");
                  }
                });
        SchedulerClient client = server.client().credentials(provider).build();
        MasterClient operators =
            MasterClient.builder(server.uri()).credentials(rejected -> "Bearer 1").build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      subscription.next();
      for (int i = 0; i < 2; i++) {
        assertThat(
                catchThrowableOfType(
                    ApiException.class, () -> subscription.send(SchedulerCalls.revive(), other)))
            .matches(ApiException::isAuthorization);
        assertThat(
                catchThrowableOfType(
                    ApiException.class, () -> operators.send(MasterCalls.getHealth(), other)))
            .matches(ApiException::isAuthorization);
        subscription.send(SchedulerCalls.revive());
        operators.send(MasterCalls.getHealth());
      }
      assertThat(asked).hasValue(1);
      assertThat(server.takeCall().headers()).containsEntry("Authorization", "Basic eA==");
    }
  }

  @Test
  void aSubscribeThatShowsWhoItIsIsRefusedForGood() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> exchange.answer("401 Unauthorized", "text/plain", ""));
        SchedulerClient client =
            server.client().credentials(rejected -> "Bearer " + asked.incrementAndGet()).build()) {
      CallOptions other = CallOptions.none().withHeader("Authorization", "Basic eA==");
      assertThatThrownBy(
              () ->
                  client.subscribe(
                      SchedulerCalls.subscribing(Wire.FRAMEWORK, List.of(), null), other))
          .isInstanceOf(ApiException.class);
      assertThat(server.takeSubscribe().headers()).containsEntry("Authorization", "Basic eA==");
      assertThat(server.hasNoMoreRequests()).isTrue();
      assertThat(asked).hasValue(1);
    }
  }

  @Test
  void aClientWithOptionsIsTheSameClient() throws Exception {
    try (ScriptedServer server = operators(exchange -> exchange.answer(HEALTHY));
        MasterClient client = MasterClient.builder(server.uri()).build()) {
      MasterClient traced = client.with(TRACED).with(CallOptions.none().withHeader("X-More", "1"));
      traced.getHealth();
      client.getHealth();
      traced.call(MasterCalls.getHealth(), CallOptions.none().withHeader("X-More", "2"));
      traced.getHealthAsync().toCompletableFuture().get();

      ReceivedRequest first = server.takeCall();
      assertThat(first.headers()).containsEntry("X-Trace", "of the call");
      assertThat(first.headers()).containsEntry("X-More", "1");
      assertThat(server.takeCall().headers()).doesNotContainKeys("X-Trace", "X-More");
      assertThat(server.takeCall().headers())
          .containsEntry("X-Trace", "of the call")
          .containsEntry("X-More", "2");
      assertThat(server.takeCall().connection()).isZero();
      traced.close();
      assertThatThrownBy(() -> client.getHealth()).hasMessageContaining("the client is closed");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length",
        "HOST",
        "transfer-encoding",
        "Mesos-Stream-Id",
        "Content-Type",
        "Accept"
      })
  void refusesAHeaderThatTheClientSets(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CallOptions.none().withHeader(name, "1"))
        .withMessage("header: " + name + " (expected: none of those that the client sets)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nHost: b", "a\nb", "a\rb", "\0", "caf\u00e9", "a\u0085b"})
  void refusesAValueThatCouldEndItsLine(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CallOptions.none().withHeader("X-Trace", value))
        .withMessage("header: value of X-Trace (expected: printable ASCII)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "X Trace", "X:", "X\r\nHost", "X\u0000", "\u00e9"})
  void refusesANameThatIsNoToken(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CallOptions.none().withHeader(name, "1"))
        .withMessageContaining("(expected: a token)")
        .withMessageNotContaining("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S", "PT24H0.001S", "PT0.000999S"})
  void refusesATimeThatIsNone(String timeout) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CallOptions.none().withResponseTimeout(Duration.parse(timeout)))
        .withMessage("responseTimeout: " + timeout + " (expected: 1 ms to 1 day)");
  }

  @Test
  void doesNotShowTheValuesOfHeaders() {
    assertThat(TRACED.withCodec(Codec.json()).withResponseTimeout(Duration.ofSeconds(1)))
        .hasToString("CallOptions[headers [x-trace], application/json, 1000 ms]");
  }
}
