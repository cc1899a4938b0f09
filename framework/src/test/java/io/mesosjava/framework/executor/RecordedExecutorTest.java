package io.mesosjava.framework.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.protobuf.ByteString;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.v1.ContainerStatus;
import io.mesosjava.v1.NetworkInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The driver against the agent's side of a recording: with the recorded uuids and times, it sends
 * what the recorded executor sent. In protobuf that is the same bytes; in JSON, where the recorded
 * executor has put members in an order of its own, the same message, as our codec writes it.
 */
class RecordedExecutorTest {

  private static final Path RECORDINGS =
      Path.of(System.getProperty("mesosjava.shared", "../../shared"))
          .resolve(Path.of("recordings", "14-executor"));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** The recording in one codec: its files, by what they are. */
  private record Recording(
      String name, Codec codec, String afterRestart, String last, List<String> lastUpdates) {

    private Path directory() {
      return RECORDINGS.resolve(name);
    }

    private byte[] body(String file) throws IOException {
      byte[] bytes = Files.readAllBytes(directory().resolve(file + ".request"));
      int head = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
      return Arrays.copyOfRange(bytes, head, bytes.length);
    }

    /** The call, and how the driver has to write it. */
    ScriptedAgent.Received expected(String file) throws IOException {
      byte[] bytes = codec == Codec.json() ? codec.encode(request(file)) : body(file);
      return new ScriptedAgent.Received(call(bytes), ByteString.copyFrom(bytes));
    }

    private Call call(byte[] bytes) throws IOException {
      return codec.decoder(Call.getDefaultInstance()).decode(bytes);
    }

    Call request(String file) throws IOException {
      return call(body(file));
    }

    Iterator<Event> events(String file) throws IOException {
      byte[] bytes = Files.readAllBytes(directory().resolve(file + ".recordio"));
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      MessageDecoder<Event> decoder = codec.decoder(Event.getDefaultInstance());
      List<Event> events = new ArrayList<>();
      int at = 0;
      while (at < bytes.length) {
        int line = text.indexOf('\n', at);
        int length = Integer.parseInt(text.substring(at, line));
        events.add(decoder.decode(bytes, line + 1, length));
        at = line + 1 + length;
      }
      return events.iterator();
    }

    List<ScriptedAgent.Received> updates(Collection<String> numbers) throws IOException {
      List<ScriptedAgent.Received> updates = new ArrayList<>();
      for (String number : numbers) {
        updates.add(expected(number + "-update"));
      }
      return updates;
    }
  }

  private final Queue<TaskStatus> script = new ConcurrentLinkedQueue<>();
  private final AtomicReference<TaskStatus> last = new AtomicReference<>();
  private final CountDownLatch disconnected = new CountDownLatch(1);
  private final CountDownLatch acknowledged = new CountDownLatch(1);

  private UUID nextUuid() {
    TaskStatus next = script.remove();
    last.set(next);
    ByteBuffer uuid = next.getUuid().asReadOnlyByteBuffer();
    return new UUID(uuid.getLong(), uuid.getLong());
  }

  private ExecutorDriver driver(ScriptedAgent agent, Call subscribe, Codec codec) {
    Map<String, String> variables =
        new HashMap<>(Fixtures.environment(agent.endpoint(), "/sandbox", "10mins"));
    variables.put("MESOS_FRAMEWORK_ID", subscribe.getFrameworkId().getValue());
    variables.put("MESOS_CHECKPOINT", "1");
    variables.put("MESOS_RECOVERY_TIMEOUT", "15mins");
    variables.put("MESOS_SUBSCRIPTION_BACKOFF_MAX", "10ms");
    InstantSource clock = () -> Instant.ofEpochMilli(Math.round(last.get().getTimestamp() * 1000));
    return ExecutorDriver.builder(ExecutorEnvironment.read(variables))
        .process(new WatchedProcess())
        .client(client -> client.codec(codec))
        .heartbeatInterval(Duration.ofMillis(20))
        .uuids(this::nextUuid)
        .wallClock(clock)
        .start();
  }

  /** Plays recorded events; an acknowledgement waits for its update, and the update is compared. */
  private static void play(
      ScriptedAgent agent,
      ScriptedAgent.Stream stream,
      Iterator<Event> events,
      List<ScriptedAgent.Received> expected)
      throws Exception {
    stream.begin();
    Iterator<ScriptedAgent.Received> updates = expected.iterator();
    ByteString seen = ByteString.EMPTY;
    while (events.hasNext()) {
      Event event = events.next();
      ByteString uuid = event.getAcknowledged().getUuid();
      boolean isAck = event.getType() == Event.Type.ACKNOWLEDGED;
      if (isAck && !uuid.equals(seen) && updates.hasNext()) {
        ScriptedAgent.Received recorded = updates.next();
        assertThat(agent.take(Call.Type.UPDATE)).isEqualTo(recorded);
        assertThat(uuid).isEqualTo(status(recorded).getUuid());
        seen = uuid;
      }
      stream.send(event.toBuilder());
    }
  }

  static List<Recording> recordings() {
    return List.of(
        new Recording(
            "protobuf",
            Codec.protobuf(),
            "022-subscribe",
            "027-subscribe",
            List.of("030", "032", "035")),
        new Recording(
            "json", Codec.json(), "021-subscribe", "026-subscribe", List.of("029", "031", "034")));
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void sendsWhatTheRecordedExecutorSent(Recording recording) throws Exception {
    assumeThat(RECORDINGS).as("the recordings beside the checkout").isDirectory();
    List<ScriptedAgent.Received> first =
        recording.updates(List.of("004", "005", "013", "016", "017"));
    ScriptedAgent.Received t3 = recording.expected("024-update");
    List<ScriptedAgent.Received> third = recording.updates(recording.lastUpdates());
    ScriptedAgent.Received whileDown = recording.expected(recording.afterRestart());
    first.forEach(update -> script.add(status(update)));
    whileDown
        .call()
        .getSubscribe()
        .getUnacknowledgedUpdatesList()
        .forEach(update -> script.add(update.getStatus()));
    script.add(status(t3));
    third.forEach(update -> script.add(status(update)));
    AtomicInteger streams = new AtomicInteger();
    Queue<ScriptedAgent.Received> heartbeats = new ConcurrentLinkedQueue<>();
    AtomicReference<ScriptedAgent> self = new AtomicReference<>();
    try (ScriptedAgent agent =
        ScriptedAgent.start(
            stream -> {
              ScriptedAgent me = self.get();
              switch (streams.incrementAndGet()) {
                case 1 -> play(me, stream, recording.events("003-subscribe"), first);
                case 2 -> stream.refuse(503, "Agent has not finished recovery");
                case 3 -> {
                  disconnected.await();
                  stream.refuse(503, "Agent has not finished recovery");
                }
                case 4 -> {
                  Iterator<Event> events = recording.events(recording.afterRestart());
                  stream.begin();
                  stream.send(events.next().toBuilder());
                  stream.send(events.next().toBuilder());
                  assertThat(me.take(Call.Type.UPDATE)).isEqualTo(t3);
                  stream.send(events.next().toBuilder());
                  heartbeats.add(me.take(Call.Type.HEARTBEAT));
                  acknowledged.await();
                }
                default -> {
                  play(me, stream, recording.events(recording.last()), third);
                  stream.stay();
                }
              }
            })) {
      self.set(agent);
      ExecutorDriver driver = driver(agent, recording.request("003-subscribe"), recording.codec());
      live(driver, recording);
      driver.close();
      List<ScriptedAgent.Received> said = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        said.add(agent.take(Call.Type.SUBSCRIBE));
      }
      assertThat(said.get(0)).isEqualTo(recording.expected("003-subscribe"));
      assertThat(said.get(3)).isEqualTo(whileDown);
      assertThat(said.get(4)).isEqualTo(recording.expected(recording.last()));
      assertThat(agent.take(Call.Type.MESSAGE)).isEqualTo(recording.expected("010-message"));
      assertThat(heartbeats).containsExactly(recording.expected("011-heartbeat"));
    }
  }

  private static TaskStatus status(ScriptedAgent.Received update) {
    return update.call().getUpdate().getStatus();
  }

  /** Does what the recorded executor did. */
  private void live(ExecutorDriver driver, Recording recording) throws Exception {
    Map<String, ExecutorTask> tasks = new HashMap<>();
    for (ExecutorEvent event = driver.next(PATIENCE);
        event != null;
        event = driver.next(PATIENCE)) {
      if (event instanceof AgentEvent.Launch launch) {
        tasks.put(launch.task().id().getValue(), launch.task());
        launched(launch.task());
      } else if (event instanceof AgentEvent.Message) {
        driver.sendMessage(recording.request("010-message").getMessage().getData());
      } else if (event instanceof AgentEvent.Kill kill) {
        kill.task().killing();
        kill.task().killed("killed");
      } else if (event instanceof DriverEvent.Disconnected && disconnected.getCount() > 0) {
        tasks
            .get("t1")
            .update(
                TaskState.TASK_RUNNING, status -> status.setMessage("while the agent was down"));
        disconnected.countDown();
      } else if (event instanceof DriverEvent.Reconnected && acknowledged.getCount() > 0) {
        tasks.get("t3").running().toCompletableFuture().get();
        acknowledged.countDown();
      } else if (event instanceof AgentEvent.LaunchGroup group) {
        group.tasks().get(0).finished();
        group
            .tasks()
            .get(1)
            .update(TaskState.TASK_FAILED, status -> status.setMessage("exit 1").setHealthy(false));
      } else if (event instanceof DriverEvent.Shutdown) {
        tasks.get("t1").update(TaskState.TASK_KILLED, status -> status).toCompletableFuture().get();
        return; // the recorded executor exits without finishing t3
      }
    }
  }

  private static void launched(ExecutorTask task) {
    switch (task.id().getValue()) {
      case "t1" -> {
        task.starting();
        NetworkInfo network =
            NetworkInfo.newBuilder()
                .addIpAddresses(NetworkInfo.IPAddress.newBuilder().setIpAddress("127.0.0.1"))
                .build();
        task.update(
            TaskState.TASK_RUNNING,
            status ->
                status
                    .setMessage("up")
                    .setData(ByteString.copyFromUtf8("status data"))
                    .setContainerStatus(ContainerStatus.newBuilder().addNetworkInfos(network)));
      }
      case "t2" -> task.running();
      default -> {} // t3: the agent dies before its update
    }
  }
}
