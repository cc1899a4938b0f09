package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.UnknownFieldSet;
import io.mesosjava.ProtocolException;
import io.mesosjava.codec.Codec;
import io.mesosjava.recordio.RecordLimits;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.master.Call;
import io.mesosjava.v1.master.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of an operator, to one server. */
class OperatorCallTest {

  private static final AgentID AGENT = AgentID.newBuilder().setValue("S0").build();

  private static final Response HEALTHY =
      Response.newBuilder()
          .setType(Response.Type.GET_HEALTH)
          .setGetHealth(Response.GetHealth.newBuilder().setHealthy(true))
          .build();

  private static ScriptedServer server(ScriptedServer.Script onCall) throws IOException {
    return ScriptedServer.start(subscribe -> subscribe.reset(), onCall);
  }

  private static MasterClient.Builder client(ScriptedServer server) {
    return MasterClient.builder(server.uri());
  }

  private static Call callOf(ReceivedRequest request) {
    return request.message(Call.getDefaultInstance());
  }

  private static Throwable failureOf(CompletableFuture<?> call) throws InterruptedException {
    return catchThrowableOfType(ExecutionException.class, call::get).getCause();
  }

  @Test
  void sendsWhatARecordedOperatorSends() throws Exception {
    try (ScriptedServer server = server(exchange -> exchange.answer(HEALTHY));
        MasterClient client = client(server).header("X-Trace", "7").build()) {
      assertThat(client.getHealth().getHealthy()).isTrue();

      ReceivedRequest request = server.takeCall();
      assertThat(request.line()).isEqualTo("POST /api/v1 HTTP/1.1");
      assertThat(request.headers())
          .containsEntry("Accept", "application/x-protobuf")
          .containsEntry("Content-Type", "application/x-protobuf")
          .containsEntry("X-Trace", "7")
          .doesNotContainKey("Mesos-Stream-Id");
      assertThat(callOf(request)).isEqualTo(MasterCalls.getHealth());
    }
  }

  @ParameterizedTest
  @CsvSource({"200 OK, OK", "202 Accepted, ACCEPTED"})
  void tellsHowAChangeWasAccepted(String status, Acceptance acceptance) throws Exception {
    try (ScriptedServer server =
            server(e -> e.write("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n"));
        MasterClient client = client(server).build()) {
      assertThat(client.send(MasterCalls.deactivateAgent(AGENT))).isEqualTo(acceptance);
      assertThat(client.sendAsync(MasterCalls.deactivateAgent(AGENT)).toCompletableFuture().get())
          .isEqualTo(acceptance);
      assertThat(client.call(MasterCalls.deactivateAgent(AGENT)))
          .isEqualTo(Response.getDefaultInstance());
    }
  }

  @Test
  void anyCallMayBeMadeByItself() throws Exception {
    try (ScriptedServer server = server(exchange -> exchange.answer(HEALTHY));
        MasterClient client = client(server).build()) {
      assertThat(client.call(MasterCalls.getHealth())).isEqualTo(HEALTHY);
      assertThat(client.callAsync(MasterCalls.getHealth()).toCompletableFuture().get())
          .isEqualTo(HEALTHY);
      assertThat(client.send(MasterCalls.getHealth())).isEqualTo(Acceptance.OK);
    }
  }

  @Test
  void callsShareOneConnectionAndArriveInTheirOrderThoughNoneIsAnswered() throws Exception {
    int count = 200;
    try (ScriptedServer server =
            server(
                exchange -> {
                  List<ReceivedRequest> ahead = new ArrayList<>(List.of(exchange.request()));
                  while (ahead.size() < count) {
                    ahead.add(exchange.readAhead());
                  }
                  for (int i = 0; i < count; i++) {
                    assertThat(callOf(ahead.get(i)).getReadFile().getOffset()).isEqualTo(i);
                    exchange.answer(file(i));
                  }
                });
        MasterClient client = client(server).build()) {
      List<CompletableFuture<Response.ReadFile>> answers = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        answers.add(client.readFileAsync("/master/log", i, null).toCompletableFuture());
      }
      for (int i = 0; i < count; i++) {
        assertThat(answers.get(i).get().getSize()).isEqualTo(i);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static Response file(long size) {
    return Response.newBuilder()
        .setType(Response.Type.READ_FILE)
        .setReadFile(
            Response.ReadFile.newBuilder()
                .setSize(size)
                .setData(com.google.protobuf.ByteString.copyFromUtf8("x".repeat(20_000))))
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "400 Bad Request, false, false",
    "401 Unauthorized, false, true",
    "403 Forbidden, false, true",
    "404 Not Found, false, false",
    "406 Not Acceptable, false, false",
    "409 Conflict, false, false",
    "429 Too Many Requests, true, false",
    "500 Internal Server Error, false, false",
    "501 Not Implemented, false, false",
    "503 Service Unavailable, true, false"
  })
  void aRefusalIsTheCallsOwnAndTheConnectionGoesOn(
      String status, boolean retryable, boolean authorization) throws Exception {
    try (ScriptedServer server =
            server(
                exchange -> {
                  if (callOf(exchange.request()).getType() == Call.Type.GET_HEALTH) {
                    exchange.answer(HEALTHY);
                  } else {
                    exchange.answer(status, "text/plain", "Framework cannot be found");
                  }
                });
        MasterClient client = client(server).build()) {
      ApiException refused = catchThrowableOfType(ApiException.class, client::getState);

      assertThat(refused.callType()).isEqualTo("GET_STATE");
      assertThat(refused.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
      assertThat(refused.body()).isEqualTo("Framework cannot be found");
      assertThat(refused.isRetryable()).isEqualTo(retryable);
      assertThat(refused.isAuthorization()).isEqualTo(authorization);
      assertThat(refused.isSubscriptionLost()).isFalse();
      assertThat(client.getHealth().getHealthy()).isTrue();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void whatWasWrittenWhenTheConnectionBrokeIsUnknownAndTheNextCallMakesAnother() throws Exception {
    try (ScriptedServer server =
            server(
                exchange -> {
                  if (exchange.request().connection() == 0) {
                    exchange.readAhead();
                    exchange.close();
                  } else {
                    exchange.answer(HEALTHY);
                  }
                });
        MasterClient client = client(server).build()) {
      CompletableFuture<?> first = client.getHealthAsync().toCompletableFuture();
      CompletableFuture<?> second = client.getStateAsync().toCompletableFuture();

      assertThat(failureOf(first)).isInstanceOf(CallOutcomeUnknownException.class);
      assertThat(failureOf(second)).isInstanceOf(CallOutcomeUnknownException.class);
      assertThat(client.getHealth().getHealthy()).isTrue();
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void withoutAServerNothingIsSent() throws Exception {
    ScriptedServer server = server(Exchange::accept);
    server.close();
    try (MasterClient client = client(server).build()) {
      CompletableFuture<?> first = client.getStateAsync().toCompletableFuture();
      CompletableFuture<?> second =
          client.sendAsync(MasterCalls.deactivateAgent(AGENT)).toCompletableFuture();

      assertThat(failureOf(first))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("GET_STATE to " + server.uri())
          .hasMessageContaining("cannot connect");
      assertThat(failureOf(second))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("DEACTIVATE_AGENT to " + server.uri())
          .hasMessageContaining("cannot connect");
    }
  }

  @Test
  void anAnswerLongerThanARecordMayBeIsRefused() throws Exception {
    RecordLimits limits = new RecordLimits(20, 1000);
    try (ScriptedServer server = server(exchange -> exchange.answer(file(1)));
        MasterClient client = client(server).recordLimits(limits).build()) {
      CallOutcomeUnknownException unknown =
          catchThrowableOfType(
              CallOutcomeUnknownException.class, () -> client.readFile("/x", 0, null));

      assertThat(unknown).hasMessageContaining("the answer to READ_FILE is longer than 1000 bytes");
      assertThat(unknown).hasCauseInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void anAnswerThatIsNoneOfTheApiIsTold() throws Exception {
    try (ScriptedServer server =
            server(exchange -> exchange.answer("200 OK", "text/html", "<html>Welcome</html>"));
        MasterClient client = client(server).build()) {
      assertThat(catchThrowableOfType(CallOutcomeUnknownException.class, client::getState))
          .hasMessageContaining("text/html")
          .hasMessageContaining("Welcome")
          .hasCauseInstanceOf(ProtocolException.class);
      assertThat(failureOf(client.getStateAsync().toCompletableFuture()))
          .isInstanceOf(CallOutcomeUnknownException.class)
          .hasMessageContaining("text/html");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-protobuf",
        "application/x-protobuf; charset=utf-8",
        "Application/X-Protobuf;q=1;v=\"2\""
      })
  void theTypeOfAnAnswerMayHaveParameters(String type) throws Exception {
    try (ScriptedServer server = server(exchange -> answer(exchange, type));
        MasterClient client = client(server).build()) {
      assertThat(client.getHealth()).isEqualTo(HEALTHY.getGetHealth());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "application/x-protobuf2",
        "application/x-protobuf-more; charset=utf-8",
        "text/html; application/x-protobuf",
        "application/recordio",
        "",
        ";"
      })
  void anAnswerOfAnotherTypeIsNotRead(String type) throws Exception {
    try (ScriptedServer server = server(exchange -> answer(exchange, type));
        MasterClient client = client(server).build()) {
      assertThat(catchThrowableOfType(CallOutcomeUnknownException.class, client::getHealth))
          .hasMessageContaining("GET_HEALTH")
          .hasMessageContaining("200 OK")
          .hasMessageContaining(type)
          .hasMessageContaining("(expected: Content-Type application/x-protobuf)");
      assertThat(failureOf(client.callAsync(MasterCalls.getHealth()).toCompletableFuture()))
          .isInstanceOf(CallOutcomeUnknownException.class)
          .hasCauseInstanceOf(ProtocolException.class);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static void answer(Exchange exchange, String type) throws IOException {
    byte[] body = HEALTHY.toByteArray();
    exchange.write(
        Wire.lines(
            "HTTP/1.1 200 OK", "Content-Type: " + type, "Content-Length: " + body.length, ""));
    exchange.write(body);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatAnAnswerSaysThatIsNotKnownIsPassedOver(boolean json) throws Exception {
    UnknownFieldSet unknown =
        UnknownFieldSet.newBuilder()
            .addField(900, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
            .build();
    Response more = HEALTHY.toBuilder().setUnknownFields(unknown).build();
    try (ScriptedServer server =
            server(
                exchange -> {
                  if (!json) {
                    exchange.answer(more);
                  } else {
                    String text =
                        "{\"new\":[{\"a\":null}],\"type\":\"GET_HEALTH\","
                            + "\"get_health\":{\"healthy\":true,\"new\":1}}";
                    exchange.answer("200 OK", "application/json", text);
                  }
                });
        MasterClient client =
            client(server).codec(json ? Codec.json() : Codec.protobuf()).build()) {
      assertThat(client.getHealth().getHealthy()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAnswerOfATypeThatIsNotKnownIsOfTypeUnknown(boolean json) throws Exception {
    try (ScriptedServer server =
            server(
                exchange -> {
                  if (json) {
                    exchange.answer("200 OK", "application/json", "{\"type\":\"GET_NEW\"}");
                  } else {
                    exchange.answer("200 OK", "application/x-protobuf", "\bc");
                  }
                });
        MasterClient client =
            client(server).codec(json ? Codec.json() : Codec.protobuf()).build()) {
      assertThat(client.call(MasterCalls.getHealth()).getType()).isEqualTo(Response.Type.UNKNOWN);
      assertThat(catchThrowableOfType(CallOutcomeUnknownException.class, client::getHealth))
          .hasMessageContaining("an answer of another type")
          .hasMessageContaining("(expected: GET_HEALTH)");
    }
  }

  @Test
  void anAnswerToAnotherQuestionIsTold() throws Exception {
    try (ScriptedServer server = server(exchange -> exchange.answer(HEALTHY));
        MasterClient client = client(server).build()) {
      assertThat(catchThrowableOfType(CallOutcomeUnknownException.class, client::getFlags))
          .hasMessageContaining("an answer of another type")
          .hasMessageContaining("(expected: GET_FLAGS)");
    }
  }

  @Test
  void anAnswerThatHasNothingToSayHasNoPartForIt() throws Exception {
    Response empty = Response.newBuilder().setType(Response.Type.GET_WEIGHTS).build();
    try (ScriptedServer server = server(exchange -> exchange.answer(empty));
        MasterClient client = client(server).build()) {
      assertThat(client.getWeights()).isEqualTo(Response.GetWeights.getDefaultInstance());
      assertThat(client.getWeightsAsync().toCompletableFuture().get())
          .isEqualTo(Response.GetWeights.getDefaultInstance());
    }
  }

  @Test
  void bytesThatAreNoMessageAreTold() throws Exception {
    try (ScriptedServer server =
            server(exchange -> exchange.answer("200 OK", "application/x-protobuf", "\u0008"));
        MasterClient client = client(server).build()) {
      assertThat(catchThrowableOfType(CallOutcomeUnknownException.class, client::getFlags))
          .hasMessageContaining("mesos.v1.master.Response");
    }
  }

  @Test
  void aCallThatIsNotAnsweredInTimeIsUnknown() throws Exception {
    try (ScriptedServer server = server(Exchange::awaitClose);
        MasterClient client = client(server).responseTimeout(Duration.ofMillis(100)).build()) {
      assertThat(catchThrowableOfType(CallOutcomeUnknownException.class, client::getState))
          .hasMessageContaining("no answer within 100 ms");
    }
  }

  @Test
  void refusesIncompleteCallsBeforeAnythingIsSent() throws Exception {
    Resource disk = Resource.newBuilder().setName("disk").setType(Value.Type.SCALAR).build();
    try (ScriptedServer server = server(exchange -> exchange.answer(HEALTHY));
        MasterClient client = client(server).build()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.sendAsync(Call.getDefaultInstance()))
          .withMessageContaining("type");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> client.send(MasterCalls.subscribe()))
          .withMessage("SUBSCRIBE (expected: a call that opens no stream)");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  client.send(
                      MasterCalls.growVolume(
                          Call.GrowVolume.newBuilder().setVolume(disk).setAddition(disk).build())))
          .withMessage("GROW_VOLUME: missing required field: grow_volume.agent_id");
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> client.send(MasterCalls.markAgentGone(AgentID.newBuilder().buildPartial())))
          .withMessageContaining("mark_agent_gone.agent_id.value");
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void tooManyCallsAreRefusedAtOnce() throws Exception {
    CountDownLatch full = new CountDownLatch(1);
    try (ScriptedServer server =
            server(
                exchange -> {
                  assertThat(full.await(30, TimeUnit.SECONDS)).isTrue();
                  exchange.answer(HEALTHY);
                });
        MasterClient client = client(server).maxPendingCalls(2).build()) {
      CompletableFuture<Response.GetHealth> first = client.getHealthAsync().toCompletableFuture();
      CompletableFuture<Response.GetHealth> second = client.getHealthAsync().toCompletableFuture();

      assertThat(failureOf(client.getHealthAsync().toCompletableFuture()))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("2 calls wait");
      full.countDown();
      assertThat(first.get().getHealthy()).isTrue();
      assertThat(second.get().getHealthy()).isTrue();
      assertThat(client.getHealth().getHealthy()).isTrue();
    }
  }

  @Test
  void closingTellsEveryCallWhatIsKnown() throws Exception {
    CompletableFuture<?> written;
    CompletableFuture<?> waits;
    MasterClient closed;
    try (ScriptedServer server = server(Exchange::awaitClose);
        MasterClient client = client(server).pipelineDepth(1).build()) {
      closed = client;
      written = client.getStateAsync().toCompletableFuture();
      server.takeCall();
      waits = client.getHealthAsync().toCompletableFuture();
    }
    assertThat(failureOf(written)).isInstanceOf(CallOutcomeUnknownException.class);
    assertThat(failureOf(waits))
        .isInstanceOf(CallNotSentException.class)
        .hasMessageContaining("the client is closed");
    assertThat(failureOf(closed.getHealthAsync().toCompletableFuture()))
        .isInstanceOf(CallNotSentException.class)
        .hasMessageContaining("the client is closed");
  }

  @Test
  void aBlockingCallOnTheIoThreadIsRefused() throws Exception {
    CompletableFuture<Void> awaited = new CompletableFuture<>();
    try (ScriptedServer server =
            server(
                exchange -> {
                  // An answer before that would let this thread, and no I/O thread, make the call.
                  awaited.join();
                  exchange.answer(HEALTHY);
                });
        MasterClient client = client(server).build()) {
      CompletableFuture<?> inside =
          client
              .getHealthAsync()
              .thenApply(
                  health -> catchThrowableOfType(IllegalStateException.class, client::getState))
              .toCompletableFuture();
      awaited.complete(null);
      assertThat(inside.get()).isInstanceOf(IllegalStateException.class);
    }
  }
}
