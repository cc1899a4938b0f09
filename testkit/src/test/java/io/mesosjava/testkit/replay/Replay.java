package io.mesosjava.testkit.replay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Wiring;
import io.mesosjava.testkit.replay.RecordedExchange.RecordedEvent;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Plays a recording: sends what was sent, in its order, and expects what came, in its order. The
 * cluster's clock is wound to the time of each item before its turn, so timers fire where they did;
 * what processes do is waited for.
 */
final class Replay implements AutoCloseable {

  /** How much longer a process may take here than it took there. */
  private static final long GRACE = 500;

  private final Recording recording;
  private final Gate gate = new Gate();
  private final Brake brake = new Brake();
  private final EmbeddedCluster cluster;
  private final Bindings bindings = new Bindings();
  private final Map<String, HttpClientConnection> connections = new HashMap<>();
  private final Map<Integer, EventTap> taps = new HashMap<>();
  private long clock;
  private long lastEvent;

  /** A cluster like the recorded one, that allocates when that one did. */
  Replay(Recording recording) throws IOException {
    this.recording = recording;
    EmbeddedCluster.Builder builder =
        EmbeddedCluster.builder().agents(0).seed(1).clockWoundByHand();
    for (String attributes : recording.agents()) {
      builder.agent("cpus:8;mem:16000;disk:20000;ports:[31000-32000]", attributes);
    }
    this.cluster = Wiring.with(builder, gate::around).launch();
    bindings.bind("127.0.0.1:7050", cluster.master().getAuthority());
    for (int i = 0; i < recording.agents().size(); i++) {
      bindings.bind("127.0.0.1:" + (7051 + i), cluster.agents().get(i).uri().getAuthority());
    }
    cluster.advance(Duration.ofMillis(1000 - Ticks.phase(recording)));
  }

  void play() throws IOException, InterruptedException {
    for (Item item : items()) {
      wind(item.ms());
      item.step().run();
    }
    for (RecordedExchange exchange : recording.exchanges()) {
      boolean ended = exchange.end().byServer() && exchange.end().ms() < recording.end();
      if (exchange.isStream() && ended) {
        assertThat(tap(exchange).rest()).as("events nobody expected").isEmpty();
      }
    }
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private record Item(long ms, Step step) {}

  private List<Item> items() {
    List<Item> items = new ArrayList<>();
    // Events first: what was sent in the same millisecond came after and because of them.
    for (RecordedExchange exchange : recording.exchanges()) {
      for (RecordedEvent event : exchange.events()) {
        items.add(new Item(event.ms(), () -> expect(exchange, event)));
      }
    }
    for (RecordedExchange exchange : recording.exchanges()) {
      items.add(new Item(exchange.ms(), () -> send(exchange)));
    }
    for (RecordedExchange exchange : recording.exchanges()) {
      if (exchange.end().how().equals("client closed")) {
        items.add(new Item(exchange.end().ms(), () -> hangUp(exchange.connection())));
      }
    }
    for (long ms : Unheard.times(recording)) {
      items.add(new Item(ms, () -> letProcessesRun(ms + GRACE)));
    }
    items.removeIf(item -> item.ms() >= recording.end());
    items.sort(Comparator.comparingLong(Item::ms));
    return items;
  }

  /** Lets as much time of the wall pass as had passed since the last event. */
  private void letProcessesRun(long ms) throws InterruptedException {
    Thread.sleep(Math.max(0, ms - lastEvent));
  }

  private void wind(long ms) {
    if (ms > clock) {
      cluster.advance(Duration.ofMillis(ms - clock));
      clock = ms;
    }
  }

  private void send(RecordedExchange exchange) throws IOException, InterruptedException {
    if (exchange.call() instanceof Call call && call.getType() == Call.Type.KILL) {
      // A process needs the time that it had to get ready to be killed, as to set a trap.
      letProcessesRun(exchange.ms());
    }
    HttpClientConnection connection = connections.get(exchange.connection());
    if (connection == null) {
      connection = new HttpClientConnection(cluster.master());
      connections.put(exchange.connection(), connection);
    }
    byte[] body = exchange.codec().encode(brake.on(bindings.apply(exchange.call())));
    Map<String, String> headers = new LinkedHashMap<>(exchange.request().headers());
    headers.put("host", cluster.master().getAuthority());
    headers.put("content-length", Integer.toString(body.length));
    headers.computeIfPresent("mesos-stream-id", (name, id) -> bindings.text(id));
    connection.send(exchange.request().start(), headers, body);
    answered(exchange, connection);
  }

  private void hangUp(String name) throws IOException {
    HttpClientConnection connection = connections.remove(name);
    if (connection != null) {
      connection.close();
    }
  }

  private void answered(RecordedExchange exchange, HttpClientConnection connection)
      throws IOException {
    HttpBytes expected = exchange.response();
    HttpBytes answer = connection.receive();
    assertThat(answer.start()).as(label(exchange)).isEqualTo(expected.start());
    assertThat(answer.headers().keySet())
        .as(label(exchange))
        .isEqualTo(expected.headers().keySet());
    assertThat(answer.headers().get("content-type"))
        .as(label(exchange))
        .isEqualTo(expected.headers().get("content-type"));
    if (exchange.isStream()) {
      bindings.bind(
          expected.headers().getOrDefault("mesos-stream-id", "none"),
          answer.headers().getOrDefault("mesos-stream-id", "none"));
      Message prototype = exchange.events().get(0).message().getDefaultInstanceForType();
      taps.put(exchange.n(), new EventTap(connection, exchange.codec().decoder(prototype)));
    } else if (exchange.answer() != null) {
      Message recorded = Sorting.byAgent(exchange.answer());
      Codec codec = Messages.codec(answer.headers().getOrDefault("content-type", ""));
      MessageDecoder<Message> decoder = codec.decoder(recorded.getDefaultInstanceForType());
      Message actual = Sorting.byAgent(decoder.decode(RecordedExchange.unpacked(answer)));
      if (Likeness.isOfTheMachine(recorded)) {
        return;
      }
      bindings.learn(recorded, actual);
      assertThat(Expectation.of(actual))
          .as(label(exchange))
          .isEqualTo(Expectation.of(bindings.apply(recorded)));
    } else {
      assertThat(text(answer)).as(label(exchange)).isEqualTo(bindings.text(text(expected)));
    }
  }

  private static String text(HttpBytes answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private void expect(RecordedExchange exchange, RecordedEvent event)
      throws IOException, InterruptedException {
    TaskStatus status = Likeness.status(event.message());
    if (status.hasUuid()) {
      gate.open(status, event.ms());
    }
    Message actual =
        Sorting.byAgent(tap(exchange).take(Likeness.to(bindings.apply(event.message()))));
    Message recorded = Sorting.byAgent(event.message());
    lastEvent = event.ms();
    brake.release(status);
    bindings.learn(recorded, actual);
    assertThat(Expectation.of(actual))
        .as("%s at %d ms", label(exchange), event.ms())
        .isEqualTo(Expectation.of(bindings.apply(recorded)));
  }

  private EventTap tap(RecordedExchange exchange) {
    return requireNonNull(taps.get(exchange.n()), "the stream is not open");
  }

  private String label(RecordedExchange exchange) {
    return recording.name() + " " + exchange.n() + " (" + exchange.description() + ")";
  }

  @Override
  public void close() throws IOException {
    for (HttpClientConnection connection : connections.values()) {
      connection.close();
    }
    cluster.close();
    brake.close();
  }
}
