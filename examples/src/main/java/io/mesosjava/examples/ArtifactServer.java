package io.mesosjava.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Serves files to agents, which fetch them into the sandboxes of executors. */
final class ArtifactServer implements AutoCloseable {

  private final HttpServer server;
  private final String host;
  private final List<Path> files;

  private ArtifactServer(HttpServer server, String host, List<Path> files) {
    this.server = server;
    this.host = host;
    this.files = files;
  }

  /**
   * Serves {@code files} under their names.
   *
   * @param address what to listen on, and where agents find it; port 0 for any
   * @param fetched is told when somebody fetches one
   * @throws IOException if it cannot listen there
   */
  static ArtifactServer start(HostAndPort address, List<Path> files, Runnable fetched)
      throws IOException {
    HttpServer server = HttpServer.create(address.socketAddress(), 0);
    for (Path file : files) {
      server.createContext(
          "/" + file.getFileName(),
          exchange -> {
            fetched.run();
            serve(exchange, file);
          });
    }
    server.start();
    return new ArtifactServer(server, address.host(), List.copyOf(files));
  }

  private static void serve(HttpExchange exchange, Path file) throws IOException {
    try (exchange) {
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(200, head ? -1 : Files.size(file));
      if (!head) {
        OutputStream body = exchange.getResponseBody();
        Files.copy(file, body);
      }
    }
  }

  /** Where the files are. */
  List<URI> uris() {
    String base = "http://" + host + ":" + server.getAddress().getPort() + "/";
    return files.stream().map(file -> URI.create(base + file.getFileName())).toList();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
