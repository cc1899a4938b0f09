package io.mesosjava.testkit;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Speaks for an executor, from outside, with the token that the agent gave to its process. */
final class ProbeExecutor {

  private final EmbeddedAgent agent;
  private final String token;
  private final String framework;

  private ProbeExecutor(EmbeddedAgent agent, String token, String framework) {
    this.agent = agent;
    this.token = token;
    this.framework = framework;
  }

  /** Launches task {@code t} with an executor {@code e}, which says nothing by itself. */
  static ProbeExecutor launch(ProbeScheduler scheduler, EmbeddedAgent agent) throws IOException {
    scheduler.launch(scheduler.offer(), task());
    String framework = scheduler.id().getValue();
    Path token = agent.sandbox(framework, "e").resolve("token");
    while (!Files.exists(token)) {
      Thread.onSpinWait();
    }
    return new ProbeExecutor(agent, Files.readString(token).strip(), framework);
  }

  private static TaskInfo.Builder task() {
    CommandInfo command =
        CommandInfo.newBuilder()
            .setValue("echo $MESOS_EXECUTOR_AUTHENTICATION_TOKEN > t; mv t token; exec sleep 1000")
            .build();
    return TaskInfo.newBuilder()
        .setName("t")
        .setTaskId(TaskID.newBuilder().setValue("t"))
        .setExecutor(
            ExecutorInfo.newBuilder()
                .setType(ExecutorInfo.Type.CUSTOM)
                .setExecutorId(ExecutorID.newBuilder().setValue("e"))
                .setCommand(command));
  }

  /** Subscribes as the executor; done when {@code text} has come. */
  CompletableFuture<Void> subscribedUntil(String text) throws IOException, InterruptedException {
    InputStream events = (InputStream) subscribe().body();
    return CompletableFuture.runAsync(
        () -> {
          try {
            StringBuilder read = new StringBuilder();
            int next;
            while (read.indexOf(text) < 0 && (next = events.read()) >= 0) {
              read.append((char) next);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Subscribes as the executor. */
  HttpResponse<?> subscribe() throws IOException, InterruptedException {
    return subscribe("Bearer " + token, "e");
  }

  /** Subscribes as {@code executor}, with this authorization or none. */
  HttpResponse<?> subscribe(String authorization, String executor)
      throws IOException, InterruptedException {
    String call =
        String.format(
            "{\"type\":\"SUBSCRIBE\",\"framework_id\":{\"value\":\"%s\"},"
                + "\"executor_id\":{\"value\":\"%s\"},\"subscribe\":{}}",
            framework, executor);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(agent.uri().resolve("/api/v1/executor"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(call));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
  }

  /** What the agent gave to the executor's process. */
  String bearer() {
    return "Bearer " + token;
  }
}
