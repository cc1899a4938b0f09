package io.mesosjava.examples;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** Serves a text that is made anew for each request. */
final class MetricsServer implements AutoCloseable {

  private final HttpServer server;
  private final URI uri;

  private MetricsServer(HttpServer server, URI uri) {
    this.server = server;
    this.uri = uri;
  }

  /**
   * Serves {@code text} at {@code address}.
   *
   * @throws IOException if it cannot listen there
   */
  static MetricsServer start(HostAndPort address, String path, Supplier<String> text)
      throws IOException {
    HttpServer server = HttpServer.create(address.socketAddress(), 0);
    server.createContext(path, exchange -> serve(exchange, text.get()));
    server.start();
    String found = "http://" + address.host() + ":" + server.getAddress().getPort() + path;
    return new MetricsServer(server, URI.create(found));
  }

  private static void serve(HttpExchange exchange, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(200, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  URI uri() {
    return uri;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  /** Where it is. */
  @Override
  public String toString() {
    return uri.toString();
  }
}
