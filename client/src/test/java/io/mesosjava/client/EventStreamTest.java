package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.ProtocolException;
import io.mesosjava.codec.DecodeException;
import io.mesosjava.recordio.RecordIOException;
import io.mesosjava.recordio.RecordIOException.Malformation;
import io.mesosjava.recordio.RecordLimits;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the bytes of the stream become events, and what happens when they do not. */
class EventStreamTest {

  private static final List<Event> EVENTS =
      List.of(Wire.SUBSCRIBED, Wire.HEARTBEAT, Wire.message(1), Wire.message(22));

  private static byte[] records() {
    return Wire.join(EVENTS.stream().map(Wire::record).toArray(byte[][]::new));
  }

  /** A server that sends {@code body} as it is behind the head of a stream, then {@code then}. */
  private static ScriptedServer streaming(byte[] body, ScriptedServer.Script then)
      throws IOException {
    return ScriptedServer.start(
        exchange -> {
          exchange.beginStream(Wire.STREAM_ID);
          exchange.write(body);
          then.run(exchange);
        });
  }

  private static void assertEvents(SchedulerSubscription subscription) throws Exception {
    for (Event event : EVENTS) {
      assertThat(subscription.next()).isEqualTo(event);
    }
  }

  private static String at(ScriptedServer server, int record) {
    return server.uri() + "/api/v1/scheduler: record " + record + " of the event stream: ";
  }

  private static void assertMalformed(Throwable error, Malformation malformation) {
    assertThat(error.getCause())
        .isInstanceOfSatisfying(
            RecordIOException.class, e -> assertThat(e.malformation()).isEqualTo(malformation));
  }

  @Test
  void recordsMayBeCutIntoChunksOfOneByte() throws Exception {
    byte[] records = records();
    byte[][] chunks = new byte[records.length][];
    for (int i = 0; i < records.length; i++) {
      chunks[i] = Wire.chunk(Arrays.copyOfRange(records, i, i + 1));
    }
    try (ScriptedServer server =
            streaming(Wire.join(Wire.join(chunks), Wire.LAST_CHUNK), exchange -> {});
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertEvents(subscription);
      assertThat(subscription.next()).isNull();
    }
  }

  @Test
  void bytesMayComeOneByOne() throws Exception {
    byte[] response =
        Wire.join(
            Wire.streamHead(Wire.STREAM_ID).getBytes(StandardCharsets.US_ASCII),
            Wire.events(EVENTS.toArray(Event[]::new)),
            Wire.LAST_CHUNK);
    try (ScriptedServer server =
            ScriptedServer.start(exchange -> exchange.writeByteByByte(response));
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertEvents(subscription);
      assertThat(subscription.next()).isNull();
    }
  }

  @Test
  void aChunkMayHoldManyRecordsAndPartsOfThem() throws Exception {
    byte[] records = records();
    for (int cut = 0; cut <= records.length; cut++) {
      byte[] first = Arrays.copyOf(records, cut);
      byte[] second = Arrays.copyOfRange(records, cut, records.length);
      byte[] chunks =
          cut == 0 || cut == records.length
              ? Wire.chunk(records)
              : Wire.join(Wire.chunk(first), Wire.chunk(second));
      try (ScriptedServer server = streaming(Wire.join(chunks, Wire.LAST_CHUNK), exchange -> {});
          SchedulerClient client = server.client().build();
          SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
        assertEvents(subscription);
        assertThat(subscription.next()).isNull();
      }
    }
  }

  @Test
  void aConnectionLostAtAnyByteGivesTheEventsBeforeItThenTheError() throws Exception {
    byte[] stream = Wire.events(EVENTS.toArray(Event[]::new));
    List<Integer> ends = new ArrayList<>();
    int end = 0;
    for (Event event : EVENTS) {
      end += Wire.event(event).length;
      ends.add(end - "\r\n".length());
    }
    for (int cut = 0; cut <= stream.length; cut++) {
      int at = cut;
      try (ScriptedServer server = streaming(Arrays.copyOf(stream, cut), Exchange::close);
          SchedulerClient client = server.client().build();
          SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
        long complete = ends.stream().filter(position -> position <= at).count();
        for (int i = 0; i < complete; i++) {
          assertThat(subscription.next()).isEqualTo(EVENTS.get(i));
        }
        assertThatThrownBy(subscription::next)
            .as("cut at byte %d", cut)
            .isExactlyInstanceOf(IOException.class)
            .hasMessageContaining(server.uri().toString())
            .hasMessageContaining("the server closed the connection after");
        assertThatThrownBy(
                () ->
                    subscription.send(
                        SchedulerCalls.revive().toBuilder()
                            .setFrameworkId(Wire.FRAMEWORK_ID)
                            .build()))
            .isInstanceOf(CallNotSentException.class);
      }
    }
  }

  @Test
  void aStreamThatEndsInsideARecordIsWrong() throws Exception {
    byte[] records = records();
    byte[] cut = Arrays.copyOf(records, records.length - 1);
    try (ScriptedServer server =
            streaming(Wire.join(Wire.chunk(cut), Wire.LAST_CHUNK), exchange -> {});
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      for (Event event : EVENTS.subList(0, EVENTS.size() - 1)) {
        assertThat(subscription.next()).isEqualTo(event);
      }
      assertThatThrownBy(subscription::next)
          .isExactlyInstanceOf(ProtocolException.class)
          .hasMessageStartingWith(at(server, EVENTS.size()) + "RecordIO at byte ")
          .satisfies(e -> assertMalformed(e, Malformation.TRUNCATED_RECORD));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Transfer-Encoding: chunked\r\n\r\n0\r\n", "Content-Length: 0\r\n"})
  void aStreamThatEndsBeforeItsFirstEventIsAnError(String emptyBody) throws Exception {
    String response =
        Wire.streamHead(Wire.STREAM_ID).replace("Transfer-Encoding: chunked\r\n", "").strip()
            + "\r\n"
            + emptyBody
            + "\r\n";
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  exchange.write(response);
                  exchange.awaitClose();
                });
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(subscription::next)
            .isExactlyInstanceOf(IOException.class)
            .hasMessage(
                server.uri() + "/api/v1/scheduler: 200 OK, but the stream ended before SUBSCRIBED");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "x2,                    NOT_A_DIGIT",
    "-1,                    NOT_A_DIGIT",
    "'',                    EMPTY_HEADER",
    "123456789012345678901, HEADER_TOO_LONG",
    "1001,                  RECORD_TOO_LARGE",
  })
  void aMalformedHeaderEndsTheSubscription(String header, Malformation malformation)
      throws Exception {
    byte[] bad = Wire.chunk((header + "\nxx").getBytes(StandardCharsets.US_ASCII));
    try (ScriptedServer server =
            streaming(Wire.join(Wire.event(Wire.SUBSCRIBED), bad), Exchange::awaitClose);
        SchedulerClient client = server.client().recordLimits(new RecordLimits(20, 1000)).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      assertThatThrownBy(subscription::next)
          .isExactlyInstanceOf(ProtocolException.class)
          .hasMessageStartingWith(at(server, 2) + "RecordIO at byte ")
          .satisfies(e -> assertMalformed(e, malformation));
      assertThatThrownBy(() -> subscription.send(SchedulerCalls.revive()))
          .isInstanceOf(CallNotSentException.class)
          .hasCauseInstanceOf(ProtocolException.class)
          .hasRootCauseInstanceOf(RecordIOException.class);
    }
  }

  @Test
  void aRecordThatDoesNotParseEndsTheSubscriptionAndIsNamed() throws Exception {
    byte[] bad = Wire.chunk("5\n\10\2\15zz".getBytes(StandardCharsets.US_ASCII));
    try (ScriptedServer server =
            streaming(
                Wire.join(Wire.event(Wire.SUBSCRIBED), bad, Wire.event(Wire.HEARTBEAT)),
                Exchange::awaitClose);
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      assertThatThrownBy(subscription::next)
          .isInstanceOf(ProtocolException.class)
          .hasCauseInstanceOf(DecodeException.class)
          .hasMessageContaining(server.uri() + "/api/v1/scheduler: record 2 of the event stream: ")
          .hasMessageContaining("mesos.v1.scheduler.Event")
          .hasMessageContaining("it begins: \"\\x08\\x02\\rzz\"");
      assertThatThrownBy(subscription::next).isInstanceOf(ProtocolException.class);
      assertThatThrownBy(() -> subscription.send(SchedulerCalls.revive()))
          .isInstanceOf(CallNotSentException.class)
          .hasCauseInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void anEventOfAnUnknownTypeIsDelivered() throws Exception {
    byte[] record = Wire.chunk(new byte[] {'2', '\n', 0x08, 99});
    try (ScriptedServer server =
            streaming(Wire.join(record, Wire.event(Wire.HEARTBEAT)), Exchange::awaitClose);
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      Event event = Objects.requireNonNull(subscription.next());
      assertThat(event.getType()).isEqualTo(Event.Type.UNKNOWN);
      assertThat(subscription.next()).isEqualTo(Wire.HEARTBEAT);
    }
  }

  @Test
  void chunksThatAreMalformedEndTheSubscription() throws Exception {
    byte[] bad = "zz\r\n".getBytes(StandardCharsets.US_ASCII);
    try (ScriptedServer server =
            streaming(Wire.join(Wire.event(Wire.SUBSCRIBED), bad), Exchange::awaitClose);
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      assertThatThrownBy(subscription::next)
          .isInstanceOf(ProtocolException.class)
          .hasMessageContaining("not an HTTP response");
    }
  }

  @Test
  void aResetGivesTheEventsBeforeItThenTheError() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  exchange.beginStream(Wire.STREAM_ID);
                  exchange.write(Wire.event(Wire.SUBSCRIBED));
                },
                exchange -> {
                  exchange.accept();
                  exchange.reset();
                });
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      subscription.send(SchedulerCalls.revive());
      assertThatThrownBy(subscription::next).isExactlyInstanceOf(IOException.class);
    }
  }

  @Test
  void theEndOfTheStreamLetsWrittenCallsBeAnswered() throws Exception {
    CountDownLatch torn = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  exchange.beginStream(Wire.STREAM_ID);
                  exchange.write(Wire.event(Wire.SUBSCRIBED));
                  torn.await();
                  exchange.write(Wire.LAST_CHUNK);
                },
                exchange -> {
                  assertThat(Call.parseFrom(exchange.request().body()).getType())
                      .isEqualTo(Call.Type.TEARDOWN);
                  torn.countDown();
                  ended.await();
                  exchange.accept();
                });
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      var teardown = subscription.sendAsync(SchedulerCalls.teardown()).toCompletableFuture();
      assertThat(subscription.next()).isNull();
      assertThatThrownBy(() -> subscription.send(SchedulerCalls.revive()))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("the server ended the event stream");
      ended.countDown();
      teardown.join();
    }
  }
}
