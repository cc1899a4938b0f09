package io.mesosjava.testkit.replay;

import io.mesosjava.testkit.EmbeddedAgent;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.EmbeddedMaster;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes certain that all that the cluster has written can be read: one thread does all of its
 * writing, so what it was asked last it answers last.
 */
final class Barrier implements AutoCloseable {

  private final EmbeddedCluster cluster;
  private @Nullable HttpClientConnection connection;

  Barrier(EmbeddedCluster cluster) {
    this.cluster = cluster;
  }

  void await() throws IOException {
    if (connection != null && answers(connection)) {
      return;
    }
    close();
    URI server = Stream.concat(masters(), agents()).findFirst().orElseThrow();
    connection = new HttpClientConnection(server);
    if (!answers(connection)) {
      throw new AssertionError(server + " runs and does not answer");
    }
  }

  private Stream<URI> masters() {
    return cluster.masters().stream().filter(EmbeddedMaster::isRunning).map(EmbeddedMaster::uri);
  }

  private Stream<URI> agents() {
    return cluster.agents().stream().filter(EmbeddedAgent::isRunning).map(EmbeddedAgent::uri);
  }

  private static boolean answers(HttpClientConnection connection) {
    try {
      Map<String, String> headers = new LinkedHashMap<>(Map.of("Host", "barrier"));
      connection.send("GET /health HTTP/1.1", headers, new byte[0]);
      connection.receive();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (connection != null) {
      connection.close();
      connection = null;
    }
  }
}
