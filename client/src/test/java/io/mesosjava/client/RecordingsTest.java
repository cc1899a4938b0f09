package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.mesosjava.codec.Codec;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real master and its schedulers said to each other, played against the client. */
@TestInstance(Lifecycle.PER_CLASS)
class RecordingsTest {

  @BeforeAll
  void theRecordingsAreThere() {
    assumeThat(RecordedExchange.available())
        .as("the recordings, at the system property mesosjava.shared")
        .isTrue();
  }

  static Stream<RecordedExchange> streams() {
    // Of the other stream of the scenario about HTTP the bytes are broken, as its manifest says.
    return Stream.concat(
        exchanges().filter(RecordedExchange::isStream),
        RecordedExchange.ofHttpDetails()
            .filter(e -> e.toString().endsWith("/001-subscribe.request")));
  }

  static Stream<RecordedExchange> refusedSubscribes() {
    return exchanges().filter(exchange -> exchange.isSubscribe() && !exchange.isStream());
  }

  private static Stream<RecordedExchange> exchanges() {
    return RecordedExchange.of(Api.SCHEDULER);
  }

  @ParameterizedTest
  @MethodSource("streams")
  void deliversTheRecordedEventsThatComeByteByByte(RecordedExchange exchange) throws Exception {
    assertDelivers(exchange, server -> server.writeByteByByte(exchange.response()));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void deliversTheRecordedEventsThatComeInRandomPieces(RecordedExchange exchange) throws Exception {
    assertDelivers(exchange, server -> server.writeInPieces(exchange.response()));
  }

  private static void assertDelivers(RecordedExchange exchange, ScriptedServer.Script script)
      throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                subscribe -> {
                  script.run(subscribe);
                  subscribe.close();
                });
        SchedulerClient client = server.client().codec(exchange.codec()).build();
        SchedulerSubscription subscription = client.subscribe(exchange.call().getSubscribe())) {
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
  void tellsWhyAMasterRefused(RecordedExchange exchange) throws Exception {
    try (ScriptedServer server = ScriptedServer.start(s -> s.write(exchange.response()));
        SchedulerClient client = server.client().codec(exchange.codec()).maxRedirects(0).build()) {
      ApiException error =
          catchThrowableOfType(
              ApiException.class, () -> client.subscribe(exchange.call().getSubscribe()));

      assertThat(error.status()).isEqualTo(exchange.status());
      switch (error.status()) {
        case 307 ->
            assertThat(error.leader())
                .hasValueSatisfying(
                    leader -> assertThat(leader).hasPath("/master/api/v1/scheduler"));
        case 404, 503 -> assertThat(error.isRetryable()).isTrue();
        default -> assertThat(error.isRetryable()).isFalse();
      }
    }
  }

  @Test
  void sendsTheRecordedCallsAsTheyWereRecorded() throws Exception {
    for (Codec codec : List.of(Codec.protobuf(), Codec.json())) {
      try (ScriptedServer server =
              ScriptedServer.start(
                  subscribe -> {
                    subscribe.write(Wire.streamHead("id").replace("x-protobuf", subtype(codec)));
                    subscribe.awaitClose();
                  });
          SchedulerClient client = server.client().codec(codec).build()) {
        List<RecordedExchange> exchanges =
            exchanges()
                .filter(exchange -> exchange.codec() == codec)
                // A call without stream id was recorded once, for its answer: no client sends it.
                .filter(exchange -> exchange.isSubscribe() || !exchange.request().isSubscribe())
                .toList();
        assertThat(exchanges).hasSizeGreaterThan(150);
        for (RecordedExchange exchange : exchanges) {
          assertSends(client, server, exchange);
        }
      }
    }
  }

  private static String subtype(Codec codec) {
    return codec.mediaType().substring("application/".length());
  }

  private static void assertSends(
      SchedulerClient client, ScriptedServer server, RecordedExchange recorded) throws Exception {
    Call call = recorded.call();
    if (recorded.isSubscribe()) {
      client.subscribe(call.getSubscribe()).close();
      recorded.assertSent(server.takeSubscribe(), call);
      return;
    }
    // The id comes from the framework, as a scheduler that subscribes again has it.
    var framework = Wire.FRAMEWORK.toBuilder().setId(call.getFrameworkId());
    try (SchedulerSubscription subscription = client.subscribe(framework.build())) {
      server.takeSubscribe();
      Call withoutId = call.toBuilder().clearFrameworkId().build();
      if (isInvalid(call)) {
        assertThat(recorded.status()).as(recorded.toString()).isEqualTo(400);
        assertThatIllegalArgumentException()
            .isThrownBy(() -> subscription.sendAsync(withoutId))
            .withMessage("RECONCILE: missing required field: reconcile");
        return;
      }
      var outcome = subscription.sendAsync(withoutId);
      recorded.assertSent(server.takeCall(), call);
      assertThat(outcome).isNotNull();
    }
  }

  /** The one recorded call that a client does not send: a RECONCILE that says nothing. */
  private static boolean isInvalid(Call call) {
    return call.getType() == Call.Type.RECONCILE && !call.hasReconcile();
  }
}
