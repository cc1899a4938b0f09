package io.mesosjava.framework.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.protobuf.ByteString;
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
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The driver against the agent's side of a recording: with the recorded uuids and times, it sends
 * what the recorded executor sent, byte for byte.
 */
class RecordedExecutorTest {

  private static final Path RECORDING =
      Path.of(System.getProperty("mesosjava.shared", "../../shared"))
          .resolve(Path.of("recordings", "14-executor", "protobuf"));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Queue<TaskStatus> script = new ConcurrentLinkedQueue<>();
  private final AtomicReference<TaskStatus> last = new AtomicReference<>();
  private final CountDownLatch disconnected = new CountDownLatch(1);
  private final CountDownLatch acknowledged = new CountDownLatch(1);

  private static Call request(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(RECORDING.resolve(name + ".request"));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int body = text.indexOf("\r\n\r\n") + 4;
    return Call.parseFrom(ByteString.copyFrom(bytes, body, bytes.length - body));
  }

  private static Iterator<Event> events(String name) throws IOException {
    byte[] bytes = Files.readAllBytes(RECORDING.resolve(name + ".recordio"));
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    List<Event> events = new ArrayList<>();
    int at = 0;
    while (at < bytes.length) {
      int line = text.indexOf('\n', at);
      int length = Integer.parseInt(text.substring(at, line));
      events.add(Event.parseFrom(ByteString.copyFrom(bytes, line + 1, length)));
      at = line + 1 + length;
    }
    return events.iterator();
  }

  private UUID nextUuid() {
    TaskStatus next = script.remove();
    last.set(next);
    ByteBuffer uuid = next.getUuid().asReadOnlyByteBuffer();
    return new UUID(uuid.getLong(), uuid.getLong());
  }

  private ExecutorDriver driver(ScriptedAgent agent, Call subscribe) {
    Map<String, String> variables =
        new HashMap<>(Fixtures.environment(agent.endpoint(), "/sandbox", "10mins"));
    variables.put("MESOS_FRAMEWORK_ID", subscribe.getFrameworkId().getValue());
    variables.put("MESOS_CHECKPOINT", "1");
    variables.put("MESOS_RECOVERY_TIMEOUT", "15mins");
    variables.put("MESOS_SUBSCRIPTION_BACKOFF_MAX", "10ms");
    InstantSource clock = () -> Instant.ofEpochMilli(Math.round(last.get().getTimestamp() * 1000));
    return ExecutorDriver.builder(ExecutorEnvironment.read(variables))
        .process(new WatchedProcess())
        .uuids(this::nextUuid)
        .wallClock(clock)
        .start();
  }

  /** Plays recorded events; an acknowledgement waits for its update, and the update is compared. */
  private static void play(
      ScriptedAgent agent, ScriptedAgent.Stream stream, Iterator<Event> events, List<Call> expected)
      throws Exception {
    stream.begin();
    Iterator<Call> updates = expected.iterator();
    ByteString seen = ByteString.EMPTY;
    while (events.hasNext()) {
      Event event = events.next();
      ByteString uuid = event.getAcknowledged().getUuid();
      boolean isAck = event.getType() == Event.Type.ACKNOWLEDGED;
      if (isAck && !uuid.equals(seen) && updates.hasNext()) {
        Call recorded = updates.next();
        Call sent = agent.takeCall(Call.Type.UPDATE);
        assertThat(sent).isEqualTo(recorded);
        assertThat(sent.toByteString()).isEqualTo(recorded.toByteString());
        assertThat(uuid).isEqualTo(recorded.getUpdate().getStatus().getUuid());
        seen = uuid;
      }
      stream.send(event.toBuilder());
    }
  }

  private static List<Call> requests(String... names) throws IOException {
    List<Call> calls = new ArrayList<>();
    for (String name : names) {
      calls.add(request(name));
    }
    return calls;
  }

  @Test
  void sendsWhatTheRecordedExecutorSent() throws Exception {
    assumeThat(RECORDING).as("the recordings beside the checkout").isDirectory();
    List<Call> first =
        requests("004-update", "005-update", "013-update", "016-update", "017-update");
    Call whileDown = request("022-subscribe");
    List<Call> third = requests("030-update", "032-update", "035-update");
    List<TaskStatus> down =
        whileDown.getSubscribe().getUnacknowledgedUpdatesList().stream()
            .map(Call.Update::getStatus)
            .toList();
    Call t3 = request("024-update");
    Stream.of(first.stream().map(RecordedExecutorTest::status), down.stream())
        .flatMap(s -> s)
        .forEach(script::add);
    Stream.concat(Stream.of(t3), third.stream())
        .map(RecordedExecutorTest::status)
        .forEach(script::add);
    Queue<Call.Subscribe> said = new ConcurrentLinkedQueue<>();
    AtomicReference<ScriptedAgent> self = new AtomicReference<>();
    try (ScriptedAgent agent =
        ScriptedAgent.start(
            stream -> {
              said.add(stream.subscribe());
              ScriptedAgent me = self.get();
              switch (said.size()) {
                case 1 -> play(me, stream, events("003-subscribe"), first);
                case 2 -> stream.refuse(503, "Agent has not finished recovery");
                case 3 -> {
                  disconnected.await();
                  stream.refuse(503, "Agent has not finished recovery");
                }
                case 4 -> {
                  Iterator<Event> events = events("022-subscribe");
                  stream.begin();
                  stream.send(events.next().toBuilder());
                  stream.send(events.next().toBuilder());
                  assertThat(me.takeCall(Call.Type.UPDATE)).isEqualTo(t3);
                  stream.send(events.next().toBuilder());
                  acknowledged.await();
                }
                default -> {
                  play(me, stream, events("027-subscribe"), third);
                  stream.stay();
                }
              }
            })) {
      self.set(agent);
      ExecutorDriver driver = driver(agent, request("003-subscribe"));
      live(driver);
      driver.close();
      assertThat(said).hasSize(5);
      List<Call.Subscribe> subscribes = List.copyOf(said);
      assertThat(subscribes.get(0)).isEqualTo(request("003-subscribe").getSubscribe());
      assertThat(subscribes.get(3)).isEqualTo(whileDown.getSubscribe());
      assertThat(subscribes.get(3).toByteString())
          .isEqualTo(whileDown.getSubscribe().toByteString());
      assertThat(subscribes.get(4)).isEqualTo(request("027-subscribe").getSubscribe());
      assertThat(agent.takeCall(Call.Type.MESSAGE)).isEqualTo(request("010-message"));
    }
  }

  private static TaskStatus status(Call update) {
    return update.getUpdate().getStatus();
  }

  /** Does what the recorded executor did. */
  private void live(ExecutorDriver driver) throws Exception {
    Map<String, ExecutorTask> tasks = new HashMap<>();
    for (ExecutorEvent event = driver.next(PATIENCE);
        event != null;
        event = driver.next(PATIENCE)) {
      if (event instanceof AgentEvent.Launch launch) {
        tasks.put(launch.task().id().getValue(), launch.task());
        launched(launch.task());
      } else if (event instanceof AgentEvent.Message) {
        driver.sendMessage(request("010-message").getMessage().getData());
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
