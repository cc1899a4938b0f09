package io.mesosjava.testkit.replay;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.Response;
import io.mesosjava.v1.agent.Response.GetTasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What the first agent knows and the master may not. */
final class AgentViews {

  private static final Codec CODEC = Codec.protobuf();

  private final EmbeddedCluster cluster;

  AgentViews(EmbeddedCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * Waits until the agent has made an update that says what {@code status} says, or a later one.
   */
  void await(TaskStatus status) {
    String id = status.getTaskId().getValue();
    cluster.await(
        "the agent says " + id + " is " + status.getState(),
        state -> tasks().anyMatch(task -> isSo(task, status)));
  }

  private static boolean isSo(Task task, TaskStatus status) {
    return task.getTaskId().equals(status.getTaskId())
        && (task.getState() == status.getState() || task.getState() == TaskState.TASK_FINISHED);
  }

  private Stream<Task> tasks() {
    try (HttpClientConnection connection =
        new HttpClientConnection(cluster.agents().get(0).uri())) {
      byte[] call = CODEC.encode(Call.newBuilder().setType(Call.Type.GET_TASKS).build());
      Map<String, String> headers = new LinkedHashMap<>();
      headers.put("Content-Type", CODEC.mediaType());
      headers.put("Accept", CODEC.mediaType());
      headers.put("Content-Length", Integer.toString(call.length));
      connection.send("POST /api/v1 HTTP/1.1", headers, call);
      byte[] body = connection.receive().body();
      GetTasks tasks = CODEC.decoder(Response.getDefaultInstance()).decode(body).getGetTasks();
      return Stream.of(
              tasks.getLaunchedTasksList(),
              tasks.getTerminatedTasksList(),
              tasks.getCompletedTasksList())
          .flatMap(list -> list.stream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
