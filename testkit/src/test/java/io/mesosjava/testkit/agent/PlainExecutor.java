package io.mesosjava.testkit.agent;

import io.mesosjava.codec.Codec;
import io.mesosjava.recordio.RecordReader;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An executor of nothing but the JDK's HTTP client. */
final class PlainExecutor implements AutoCloseable {

  private static final String PROTOBUF = "application/x-protobuf";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;
  private final FrameworkID framework;
  private final ExecutorID executor;
  private final RecordReader events;

  /** Subscribes. */
  PlainExecutor(URI agent, FrameworkID framework, ExecutorID executor, Call.Subscribe subscribe)
      throws IOException, InterruptedException {
    endpoint = agent.resolve("/slave(1)/api/v1/executor");
    this.framework = framework;
    this.executor = executor;
    HttpResponse<InputStream> stream =
        http.send(
            request(Call.newBuilder().setType(Call.Type.SUBSCRIBE).setSubscribe(subscribe)),
            HttpResponse.BodyHandlers.ofInputStream());
    if (stream.statusCode() != 200) {
      throw new AssertionError("SUBSCRIBE: " + stream.statusCode());
    }
    events = new RecordReader(stream.body());
  }

  /** The next event, which must be of this type. */
  Event expect(Event.Type type) throws IOException {
    Event event = next();
    if (event == null || event.getType() != type) {
      throw new AssertionError("expected " + type + ", but was " + event);
    }
    return event;
  }

  /** The next event; null when the stream has ended. */
  @Nullable Event next() throws IOException {
    byte[] record = events.read();
    return record == null ? null : Event.parseFrom(record);
  }

  /** Sends a status, and returns its uuid. */
  TaskStatus update(TaskID task, TaskState state) throws IOException, InterruptedException {
    TaskStatus status =
        TaskStatus.newBuilder()
            .setTaskId(task)
            .setState(state)
            .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
            .setExecutorId(executor)
            .setUuid(StatusDetails.bytes(UUID.randomUUID()))
            .build();
    send(
        Call.newBuilder()
            .setType(Call.Type.UPDATE)
            .setUpdate(Call.Update.newBuilder().setStatus(status)));
    return status;
  }

  /** Makes a call, which must be accepted. */
  void send(Call.Builder call) throws IOException, InterruptedException {
    HttpResponse<String> response = http.send(request(call), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 202) {
      throw new AssertionError(response.statusCode() + " " + response.body() + " to " + call);
    }
  }

  private HttpRequest request(Call.Builder call) {
    Call whole = call.setFrameworkId(framework).setExecutorId(executor).build();
    return HttpRequest.newBuilder(endpoint)
        .header("Content-Type", PROTOBUF)
        .header("Accept", PROTOBUF)
        .POST(HttpRequest.BodyPublishers.ofByteArray(Codec.protobuf().encode(whole)))
        .build();
  }

  @Override
  public void close() throws IOException {
    events.close();
  }
}
