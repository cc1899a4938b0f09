package io.mesosjava.testkit.replay;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.replay.LiveStream.Arrival;
import io.mesosjava.testkit.replay.RecordedExchange.RecordedEvent;
import io.mesosjava.testkit.replay.RecordedRequest.Write;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.agent.ProcessIO;
import io.mesosjava.v1.scheduler.Call;
import java.io.EOFException;
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
 * Plays a recording: sends what was sent, in its order, and expects what came, in its order, and
 * not earlier. The cluster's clock is wound to the time of each item before its turn, so timers
 * fire where they did; what processes do is waited for.
 */
final class Replay implements AutoCloseable, RecordedRequest.Rewriting {

  /** In steps so long the clock is wound, and so exactly is known when an event came. */
  private static final long STEP = 100;

  /** By how much the recorded times of a call and of its effect may be in the wrong order. */
  private static final long SKEW = 5;

  private final Recording recording;
  private final Gate gate = new Gate();
  private final Brake brake = new Brake();
  private final EmbeddedCluster cluster;
  private final Barrier barrier;
  private final Outside outside;
  private final AgentViews agents;
  private final Bindings bindings = new Bindings();
  private final Map<String, HttpClientConnection> connections = new HashMap<>();
  private final Map<Integer, LiveStream> streams = new LinkedHashMap<>();
  private long clock;

  /** A cluster like the recorded one, that allocates when that one did. */
  Replay(Recording recording) throws IOException {
    this.recording = recording;
    cluster = Stages.launch(recording, gate::around);
    barrier = new Barrier(cluster);
    outside = new Outside(cluster);
    agents = new AgentViews(cluster);
    Stages.addresses(recording, cluster).forEach(bindings::bind);
    cluster.advance(Duration.ofMillis(1000 - Ticks.phase(recording)));
  }

  void play() throws IOException, InterruptedException {
    for (Item item : items()) {
      wind(item.ms());
      item.step().run();
    }
    barrier.await();
    for (RecordedExchange exchange : recording.exchanges()) {
      if (streams.containsKey(exchange.n())) {
        checkEnd(exchange);
      }
    }
  }

  private interface Step {
    void run() throws IOException, InterruptedException;
  }

  private record Item(long ms, Step step) {}

  private List<Item> items() throws IOException {
    List<Item> items = new ArrayList<>();
    // Events first: what was sent in the same millisecond came after and because of them.
    for (RecordedExchange exchange : recording.exchanges()) {
      for (RecordedEvent event : exchange.events()) {
        Likeness.endedExecutor(event.message()).ifPresent(gate::holdEnd);
        long ms = Math.max(event.ms(), asked(event)) + lateness(event);
        items.add(new Item(ms, () -> expect(exchange, event)));
      }
    }
    for (Recording.Action action : recording.actions()) {
      items.add(new Item(action.ms(), () -> perform(action.description())));
    }
    for (RecordedExchange exchange : recording.exchanges()) {
      if (!exchange.isAskedTooSoon()) {
        addRequest(exchange, items);
      }
    }
    for (RecordedExchange exchange : recording.exchanges()) {
      if (exchange.end() != null && exchange.end().how().equals("client closed")) {
        items.add(new Item(exchange.end().ms(), () -> hangUp(exchange.connection())));
      }
    }
    for (Unheard unheard : Unheard.in(recording)) {
      items.add(new Item(unheard.ms(), () -> agents.await(unheard.status())));
    }
    items.sort(Comparator.comparingLong(Item::ms));
    return items;
  }

  private void perform(String action) throws IOException {
    // A recorded agent needed its time to start; it shows when its master first says something.
    if (Outside.starts(action)) {
      gate.holdRegistrations();
    }
    outside.perform(action);
  }

  private void addRequest(RecordedExchange exchange, List<Item> items) {
    if (!exchange.isAnsweredLate()) {
      items.add(new Item(exchange.ms(), () -> exchange(exchange)));
      return;
    }
    // Its ids are known only when its turn has come.
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < exchange.request().cuts().size(); i++) {
      int index = i;
      items.add(
          new Item(
              exchange.request().cuts().get(i).ms(),
              () -> {
                if (index == 0) {
                  writes.addAll(exchange.request().writes(this));
                }
                connection(exchange).sendRaw(writes.get(index).bytes());
              }));
    }
    items.add(
        new Item(
            requireNonNull(exchange.end()).ms(), () -> answered(exchange, connection(exchange))));
  }

  private void wind(long ms) throws IOException {
    while (clock < ms) {
      long step = Math.min(STEP, ms - clock);
      cluster.advance(Duration.ofMillis(step));
      clock += step;
      barrier.await();
      for (LiveStream stream : streams.values()) {
        stream.pump(clock);
      }
    }
  }

  private void exchange(RecordedExchange exchange) throws IOException {
    if (exchange.call() instanceof Call call && call.getType() == Call.Type.KILL) {
      String task = call.getKill().getTaskId().getValue();
      cluster.await("task " + task + " is ready to be killed", state -> brake.isReady(task));
    }
    HttpClientConnection connection = connection(exchange);
    for (Write write : exchange.request().writes(this)) {
      connection.sendRaw(write.bytes());
    }
    if (exchange.end() != null || exchange.isStream()) {
      answered(exchange, connection);
    }
  }

  private HttpClientConnection connection(RecordedExchange exchange) throws IOException {
    HttpClientConnection connection = connections.get(exchange.connection());
    if (connection == null) {
      connection = new HttpClientConnection(Stages.server(cluster, exchange.target()));
      connections.put(exchange.connection(), connection);
    }
    return connection;
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
    if (expected == null) {
      assertThatThrownBy(connection::receive).as(label(exchange)).isInstanceOf(EOFException.class);
      return;
    }
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
      streams.put(exchange.n(), new LiveStream(connection, decoder(exchange)));
    } else if (exchange.answer() != null) {
      compare(exchange, answer, exchange.answer());
    } else {
      assertThat(text(answer)).as(label(exchange)).isEqualTo(bindings.text(text(expected)));
      assertThat(answer.headers().get("location"))
          .as(label(exchange))
          .isEqualTo(expected.headers().computeIfPresent("location", (n, v) -> bindings.text(v)));
    }
  }

  private static MessageDecoder<Message> decoder(RecordedExchange exchange) {
    Message prototype = Messages.ofEvents(exchange);
    return exchange.codec().decoder(prototype);
  }

  private void compare(RecordedExchange exchange, HttpBytes answer, Message expected)
      throws IOException {
    Message recorded = Sorting.byAgent(expected);
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
  }

  private static String text(HttpBytes answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private void expect(RecordedExchange exchange, RecordedEvent event) throws IOException {
    TaskStatus status = Likeness.status(event.message());
    if (Likeness.isOfScheduler(event.message())) {
      gate.admitRegistrations();
    }
    if (status.hasUuid()) {
      gate.open(status, event.ms(), exchange.n());
    }
    Likeness.endedExecutor(event.message()).ifPresent(gate::openEnd);
    String label = label(exchange) + " at " + event.ms() + " ms";
    Arrival arrival = arrival(stream(exchange), event, label);
    Message actual = Dice.taken(Sorting.byAgent(arrival.message()));
    Message recorded = Dice.taken(Sorting.byAgent(event.message()));
    brake.release(status);
    bindings.learn(recorded, actual);
    assertThat(Expectation.of(actual))
        .as(label)
        .isEqualTo(Expectation.of(bindings.apply(recorded)));
    assertThat(arrival.ms())
        .as("when it came: " + label)
        .isGreaterThanOrEqualTo(event.ms() - Likeness.earliness(event.message()) - lateness(event));
  }

  private Arrival arrival(LiveStream stream, RecordedEvent event, String label) throws IOException {
    return event.message() instanceof ProcessIO io && io.hasData()
        ? stream.takeOutput(io, clock, label)
        : stream.take(Likeness.to(bindings.apply(event.message())), clock, label);
  }

  /** When an answer was asked for: it can seem to be later, for two clocks took the times. */
  private long asked(RecordedEvent event) {
    return recording.exchanges().stream()
        .filter(exchange -> Likeness.isAnswer(event.message(), exchange.call()))
        .mapToLong(RecordedExchange::ms)
        .filter(ms -> ms >= event.ms() && ms <= event.ms() + SKEW)
        .max()
        .orElse(event.ms());
  }

  /** When in a second the agents are pinged is nowhere recorded. */
  private long lateness(RecordedEvent event) {
    return Likeness.isAgentsLoss(event.message()) ? Stages.pings(recording).toMillis() : 0;
  }

  /** Nothing came that was not recorded, and the stream is as it was left there. */
  private void checkEnd(RecordedExchange exchange) throws IOException {
    LiveStream stream = stream(exchange);
    if (exchange.end() == null) {
      stream.pump(clock);
    } else if (!exchange.end().how().equals("client closed")) {
      assertThat(stream.completes(clock))
          .as("ends with its last chunk: " + label(exchange))
          .isEqualTo(exchange.end().isComplete());
    }
    assertThat(stream.waiting()).as("events nobody expected: " + label(exchange)).isEmpty();
  }

  private LiveStream stream(RecordedExchange exchange) {
    return requireNonNull(streams.get(exchange.n()), "the stream is not open");
  }

  private String label(RecordedExchange exchange) {
    return recording.name() + " " + exchange.n() + " (" + exchange.description() + ")";
  }

  @Override
  public Message message(Message recorded) {
    return brake.on(bindings.apply(recorded));
  }

  @Override
  public String text(String recorded) {
    return bindings.text(recorded);
  }

  @Override
  public void close() throws IOException {
    for (HttpClientConnection connection : connections.values()) {
      connection.close();
    }
    barrier.close();
    cluster.close();
    brake.close();
  }
}
