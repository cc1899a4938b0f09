package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.mesosjava.codec.Codec;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real agent and an executor said to each other, played against the client. */
@TestInstance(Lifecycle.PER_CLASS)
class ExecutorRecordingsTest {

  @BeforeAll
  void theRecordingsAreThere() {
    assumeThat(RecordedExchange.available())
        .as("the recordings, at the system property mesosjava.shared")
        .isTrue();
  }

  static Stream<RecordedExchange> streams() {
    return RecordedExchange.of(Api.EXECUTOR).filter(RecordedExchange::isStream);
  }

  @ParameterizedTest
  @MethodSource("streams")
  void deliversTheRecordedEventsThatComeByteByByte(RecordedExchange exchange) throws Exception {
    assertDelivers(exchange, agent -> agent.writeByteByByte(exchange.response()));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void deliversTheRecordedEventsThatComeInRandomPieces(RecordedExchange exchange) throws Exception {
    assertDelivers(exchange, agent -> agent.writeInPieces(exchange.response()));
  }

  private static void assertDelivers(RecordedExchange exchange, ScriptedServer.Script script)
      throws Exception {
    Call call = exchange.call(Call.getDefaultInstance());
    try (ScriptedServer server =
            ScriptedServer.start(
                subscribe -> {
                  script.run(subscribe);
                  subscribe.close();
                });
        ExecutorClient client =
            ExecutorClient.builder(server.uri()).codec(exchange.codec()).build();
        ExecutorSubscription subscription =
            client.subscribe(call.getFrameworkId(), call.getExecutorId(), call.getSubscribe())) {
      exchange.assertSent(server.takeSubscribe(), Call.getDefaultInstance());
      for (Event event : exchange.messages(Event.getDefaultInstance())) {
        assertThat(subscription.next()).isEqualTo(event);
      }
      if (exchange.isComplete()) {
        assertThat(subscription.next()).isNull();
      } else {
        assertThatThrownBy(subscription::next).isExactlyInstanceOf(IOException.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("refusedSubscribes")
  void tellsWhyAnAgentRefused(RecordedExchange exchange) throws Exception {
    Call call = exchange.call(Call.getDefaultInstance());
    try (ScriptedServer server =
            ScriptedServer.start(subscribe -> subscribe.writeInPieces(exchange.response()));
        ExecutorClient client =
            ExecutorClient.builder(server.uri()).codec(exchange.codec()).build()) {
      ApiException refused =
          catchThrowableOfType(
              ApiException.class,
              () -> client.subscribe(call.getFrameworkId(), call.getExecutorId()));

      assertThat(refused.status()).isEqualTo(exchange.status());
      assertThat(refused.isRetryable()).isEqualTo(refused.status() == 503);
    }
  }

  static Stream<RecordedExchange> refusedSubscribes() {
    return RecordedExchange.of(Api.EXECUTOR)
        .filter(exchange -> exchange.request().isSubscribe() && !exchange.isStream());
  }

  @Test
  void sendsTheRecordedCallsAsTheyWereRecorded() throws Exception {
    for (Codec codec : List.of(Codec.protobuf(), Codec.json())) {
      List<RecordedExchange> calls =
          RecordedExchange.of(Api.EXECUTOR)
              .filter(exchange -> exchange.codec() == codec)
              .filter(exchange -> !exchange.request().isSubscribe())
              .toList();
      assertThat(calls).hasSizeGreaterThan(8);
      for (RecordedExchange exchange : calls) {
        assertSends(exchange);
      }
    }
  }

  private static void assertSends(RecordedExchange exchange) throws Exception {
    Call call = exchange.call(Call.getDefaultInstance());
    Call withoutIds = call.toBuilder().clearFrameworkId().clearExecutorId().buildPartial();
    String type = exchange.codec().mediaType();
    try (ScriptedServer server =
            ScriptedServer.start(
                subscribe -> {
                  subscribe.write(
                      Wire.lines(
                          "HTTP/1.1 200 OK",
                          "Transfer-Encoding: chunked",
                          "Content-Type: " + type,
                          ""));
                  subscribe.awaitClose();
                },
                answer -> answer.writeByteByByte(exchange.response()));
        ExecutorClient client =
            ExecutorClient.builder(server.uri()).codec(exchange.codec()).build();
        ExecutorSubscription subscription =
            client.subscribe(call.getFrameworkId(), call.getExecutorId())) {
      subscription.send(withoutIds);
      exchange.assertSent(server.takeCall(), Call.getDefaultInstance());
    }
  }
}
