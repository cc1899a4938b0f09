package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.container.ExitStatus;
import io.mesosjava.testkit.http.RecordStream;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.executor.Event;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The event stream of an executor that speaks the executor API. Lives on the stage. What is sent
 * after the stream has ended is lost, as in Mesos.
 */
final class HttpExecutor implements ExecutorChannel {

  private final Stage stage;
  private final RecordStream stream;
  private final Codec codec;
  private final Duration heartbeat;
  private final Event.Subscribed welcome;
  private @Nullable Timer next;

  /**
   * A stream on which nothing was sent yet.
   *
   * @param heartbeat between two heartbeats
   * @param welcome what SUBSCRIBED says
   */
  HttpExecutor(
      Stage stage, RecordStream stream, Codec codec, Duration heartbeat, Event.Subscribed welcome) {
    this.stage = stage;
    this.stream = stream;
    this.codec = codec;
    this.heartbeat = heartbeat;
    this.welcome = welcome;
    stream.whenGone(this::stopHeartbeats);
    beatLater();
  }

  @Override
  public void subscribed() {
    send(Event.newBuilder().setType(Event.Type.SUBSCRIBED).setSubscribed(welcome));
  }

  @Override
  public void launch(TaskInfo task) {
    send(
        Event.newBuilder()
            .setType(Event.Type.LAUNCH)
            .setLaunch(Event.Launch.newBuilder().setTask(task)));
  }

  @Override
  public void launchGroup(TaskGroupInfo group) {
    send(
        Event.newBuilder()
            .setType(Event.Type.LAUNCH_GROUP)
            .setLaunchGroup(Event.LaunchGroup.newBuilder().setTaskGroup(group)));
  }

  @Override
  public void acknowledged(TaskID task, ByteString uuid) {
    send(
        Event.newBuilder()
            .setType(Event.Type.ACKNOWLEDGED)
            .setAcknowledged(Event.Acknowledged.newBuilder().setTaskId(task).setUuid(uuid)));
  }

  @Override
  public void kill(TaskID task, @Nullable KillPolicy policy) {
    Event.Kill.Builder kill = Event.Kill.newBuilder().setTaskId(task);
    if (policy != null) {
      kill.setKillPolicy(policy);
    }
    send(Event.newBuilder().setType(Event.Type.KILL).setKill(kill));
  }

  @Override
  public void message(ByteString data) {
    send(
        Event.newBuilder()
            .setType(Event.Type.MESSAGE)
            .setMessage(Event.Message.newBuilder().setData(data)));
  }

  @Override
  public void shutdown(Duration grace) {
    send(Event.newBuilder().setType(Event.Type.SHUTDOWN));
  }

  @Override
  public void ended(ExitStatus status) {
    close();
  }

  @Override
  public void agentLost() {
    stopHeartbeats();
  }

  @Override
  public void close() {
    stopHeartbeats();
    stream.close();
  }

  private void beatLater() {
    next =
        stage.schedule(
            heartbeat,
            () -> {
              stream.heartbeat(
                  codec.encode(Event.newBuilder().setType(Event.Type.HEARTBEAT).build()));
              beatLater();
            });
  }

  private void stopHeartbeats() {
    if (next != null) {
      next.cancel();
      next = null;
    }
  }

  private void send(Event.Builder event) {
    stream.write(codec.encode(event.build()));
  }
}
