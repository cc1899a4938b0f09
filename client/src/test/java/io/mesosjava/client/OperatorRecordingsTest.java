package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.protobuf.Message;
import io.mesosjava.v1.agent.ProcessIO;
import io.mesosjava.v1.master.Call;
import io.mesosjava.v1.master.Event;
import io.mesosjava.v1.master.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What real masters and agents answered to operators, played against the clients. */
@TestInstance(Lifecycle.PER_CLASS)
class OperatorRecordingsTest {

  private static final Call MASTER_CALL = Call.getDefaultInstance();

  private static final io.mesosjava.v1.agent.Call AGENT_CALL =
      io.mesosjava.v1.agent.Call.getDefaultInstance();

  @BeforeAll
  void theRecordingsAreThere() {
    assumeThat(RecordedExchange.available())
        .as("the recordings, at the system property mesosjava.shared")
        .isTrue();
  }

  private static boolean isInput(RecordedExchange exchange) {
    return exchange.request().headers().containsKey("Transfer-Encoding");
  }

  /** Whether the answer is, or would be, a stream. */
  private static boolean opensAStream(RecordedExchange exchange) {
    return exchange.toString().matches(".*(session|attach-|subscribe).*");
  }

  static Stream<RecordedExchange> masterCalls() {
    return RecordedExchange.of(Api.MASTER).filter(exchange -> !opensAStream(exchange));
  }

  static Stream<RecordedExchange> agentCalls() {
    return RecordedExchange.of(Api.AGENT).filter(exchange -> !opensAStream(exchange));
  }

  static Stream<RecordedExchange> masterStreams() {
    return RecordedExchange.of(Api.MASTER).filter(OperatorRecordingsTest::opensAStream);
  }

  static Stream<RecordedExchange> outputs() {
    return RecordedExchange.of(Api.AGENT)
        .filter(exchange -> opensAStream(exchange) && !isInput(exchange));
  }

  static Stream<RecordedExchange> inputs() {
    return RecordedExchange.of(Api.AGENT).filter(OperatorRecordingsTest::isInput);
  }

  private static ScriptedServer play(RecordedExchange exchange) throws IOException {
    return ScriptedServer.start(
        subscribe -> subscribe.reset(),
        server -> {
          server.writeInPieces(exchange.response());
          if (opensAStream(exchange)) {
            server.close();
          }
        });
  }

  private static <B extends ClientBuilder<?, ?, B>> B configured(
      B builder, RecordedExchange exchange) {
    boolean gzip = exchange.request().headers().containsKey("Accept-Encoding");
    return builder.codec(exchange.codec()).maxRedirects(0).gzip(gzip);
  }

  @ParameterizedTest
  @MethodSource("masterCalls")
  void aMastersAnswerIsWhatWasRecorded(RecordedExchange exchange) throws Exception {
    try (ScriptedServer server = play(exchange);
        MasterClient client = configured(MasterClient.builder(server.uri()), exchange).build()) {
      Response expected = Response.getDefaultInstance();
      assertAnswered(exchange, () -> client.call(exchange.call(MASTER_CALL)), expected);
      exchange.assertSent(server.takeCall(), MASTER_CALL);
    }
  }

  @ParameterizedTest
  @MethodSource("agentCalls")
  void anAgentsAnswerIsWhatWasRecorded(RecordedExchange exchange) throws Exception {
    try (ScriptedServer server = play(exchange);
        AgentClient client = configured(AgentClient.builder(server.uri()), exchange).build()) {
      assertAnswered(
          exchange,
          () -> client.call(exchange.call(AGENT_CALL)),
          io.mesosjava.v1.agent.Response.getDefaultInstance());
      exchange.assertSent(server.takeCall(), AGENT_CALL);
    }
  }

  /** What makes a call. */
  private interface Calling {
    Message call() throws Exception;
  }

  private static void assertAnswered(RecordedExchange exchange, Calling calling, Message prototype)
      throws Exception {
    if (exchange.status() >= 300) {
      ApiException refused = catchThrowableOfType(ApiException.class, calling::call);
      assertThat(refused.status()).isEqualTo(exchange.status());
      assertThat(refused.body()).isEqualTo(new String(exchange.body(), StandardCharsets.UTF_8));
      assertThat(refused.isSubscriptionLost()).isFalse();
    } else if (exchange.body().length == 0) {
      assertThat(calling.call()).isEqualTo(prototype);
    } else {
      assertThat(calling.call())
          .isEqualTo(exchange.codec().decoder(prototype).decode(exchange.body()));
    }
  }

  @ParameterizedTest
  @MethodSource("masterStreams")
  void deliversTheRecordedEvents(RecordedExchange exchange) throws Exception {
    try (ScriptedServer server = play(exchange);
        MasterClient client = configured(MasterClient.builder(server.uri()), exchange).build();
        EventStream<Event> events = client.subscribe()) {
      exchange.assertSent(server.takeCall(), MASTER_CALL);
      assertDelivers(exchange, events, Event.getDefaultInstance());
    }
  }

  private static <E extends Message> void assertDelivers(
      RecordedExchange exchange, EventStream<E> stream, E prototype) throws Exception {
    for (E message : exchange.messages(prototype)) {
      assertThat(stream.next()).isEqualTo(message);
    }
    if (exchange.isComplete()) {
      assertThat(stream.next()).isNull();
    } else {
      assertThatThrownBy(stream::next).isExactlyInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("outputs")
  void deliversTheRecordedOutput(RecordedExchange exchange) throws Exception {
    var call = exchange.call(AGENT_CALL);
    try (ScriptedServer server = play(exchange);
        AgentClient client = configured(AgentClient.builder(server.uri()), exchange).build()) {
      if (exchange.status() >= 300) {
        ApiException refused = catchThrowableOfType(ApiException.class, () -> open(client, call));
        assertThat(refused.status()).isEqualTo(exchange.status());
        assertThat(refused.body()).isEqualTo(new String(exchange.body(), StandardCharsets.UTF_8));
      } else {
        try (EventStream<ProcessIO> output = open(client, call)) {
          assertDelivers(exchange, output, ProcessIO.getDefaultInstance());
        }
      }
      ReceivedRequest sent = server.takeCall();
      if (!exchange.request().headers().containsKey("Message-Accept")) {
        exchange.assertSent(sent, AGENT_CALL);
      }
    }
  }

  private static EventStream<ProcessIO> open(AgentClient client, io.mesosjava.v1.agent.Call call)
      throws Exception {
    if (call.hasAttachContainerOutput()) {
      return client.attachContainerOutput(call.getAttachContainerOutput().getContainerId());
    }
    var launch = call.getLaunchNestedContainerSession();
    return client.launchSession(
        launch.getContainerId(),
        launch.getCommand(),
        launch.hasContainer() ? launch.getContainer() : null);
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void sendsTheRecordedInput(RecordedExchange exchange) throws Exception {
    List<io.mesosjava.v1.agent.Call> records = exchange.sentMessages(AGENT_CALL);
    CompletableFuture<List<io.mesosjava.v1.agent.Call>> received = new CompletableFuture<>();
    boolean refused = exchange.status() >= 300;
    try (ScriptedServer server =
            ScriptedServer.start(
                subscribe -> subscribe.reset(),
                agent -> {
                  List<io.mesosjava.v1.agent.Call> read = new ArrayList<>();
                  while (read.size() < records.size()) {
                    byte[] record = Wire.recordOf(agent.readChunk());
                    read.add(exchange.codec().decoder(AGENT_CALL).decode(record));
                  }
                  received.complete(read);
                  if (!refused) {
                    assertThat(agent.readChunk()).isEmpty();
                  }
                  agent.writeByteByByte(exchange.response());
                  agent.awaitClose();
                });
        AgentClient client = configured(AgentClient.builder(server.uri()), exchange).build();
        ContainerInput input =
            client.attachContainerInput(
                records.get(0).getAttachContainerInput().getContainerId())) {
      exchange.assertSentHead(server.takeCall());
      for (io.mesosjava.v1.agent.Call record : records.subList(1, records.size())) {
        input.send(record.getAttachContainerInput().getProcessIo());
      }
      assertThat(received.get()).isEqualTo(records);
      if (refused) {
        assertThat(catchThrowableOfType(ApiException.class, input::finish).body())
            .isEqualTo(new String(exchange.body(), StandardCharsets.UTF_8));
      } else {
        input.finish();
      }
    }
  }
}
