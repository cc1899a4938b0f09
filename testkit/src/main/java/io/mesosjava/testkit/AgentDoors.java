package io.mesosjava.testkit;

import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.HttpServer;
import io.mesosjava.testkit.http.Port;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.testkit.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where an agent is asked: at its port and, if that is wanted, at a socket for executors. */
final class AgentDoors implements AutoCloseable {

  private static final String SOCKET = "executors.sock";

  /** Mesos: all that executors need, and nothing else. */
  private static final Set<String> OF_EXECUTORS =
      Set.of("/slave(1)/api/v1/executor", "/slave(1)/api/v1");

  private final HttpServer server;
  private final @Nullable HttpServer executors;

  private AgentDoors(HttpServer server, @Nullable HttpServer executors) {
    this.server = server;
    this.executors = executors;
  }

  /** Where the socket for executors is; null if these settings want none. */
  static @Nullable Path socket(Settings settings, Path directory) {
    return settings.executorSockets ? directory.toAbsolutePath().resolve(SOCKET) : null;
  }

  /** Listens for an agent that works in {@code directory}, on {@code stage}. */
  static AgentDoors open(Ground ground, Port port, Stage stage, Path directory) throws IOException {
    HttpServer server = ground.listen(port, stage, ground.traffic().ofAgent());
    Path socket = socket(ground.settings(), directory);
    if (socket == null) {
      return new AgentDoors(server, null);
    }
    try {
      Files.createDirectories(directory);
      return new AgentDoors(
          server, HttpServer.bindSocket(ground.loop(), stage, socket, ground.traffic().ofAgent()));
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** Requests go to {@code handler} from now on. */
  void serve(RequestHandler handler) {
    server.serve(handler);
    if (executors != null) {
      executors.serve(exchange -> ofExecutor(exchange, handler));
    }
  }

  private static void ofExecutor(Exchange exchange, RequestHandler handler) {
    if (OF_EXECUTORS.contains(exchange.request().path())) {
      handler.handle(exchange);
    } else {
      exchange.respond(Response.of(403));
    }
  }

  @Override
  public void close() {
    server.close();
    if (executors != null) {
      executors.close();
    }
  }
}
