package io.mesosjava.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Takes the commands of {@link Control} by HTTP on the loopback interface, one at a time: a POST
 * with a command in its body or in its path, as {@code /kill-agent/1}; a GET for what only looks.
 * Answers are text: 200, 400 for a command that makes no sense, 409 for one that is not possible
 * now.
 */
final class ControlServer implements AutoCloseable {

  private static final Set<String> LOOKING = Set.of("status", "timeline", "calls", "help");
  private static final int MAX_COMMAND = 4096;

  private final Control control;
  private final HttpServer server;

  private ControlServer(Control control, HttpServer server) {
    this.control = control;
    this.server = server;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any that is free
   * @throws IOException if the port cannot be had
   */
  static ControlServer start(Control control, int port) throws IOException {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("--control-port: " + port + " (expected: 0 to 65535)");
    }
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    } catch (BindException e) {
      throw new IOException("--control-port: cannot listen on 127.0.0.1:" + port + ": in use", e);
    }
    ControlServer started = new ControlServer(control, server);
    server.createContext("/", started::handle);
    server.start();
    return started;
  }

  String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestHeaders().containsKey("Origin")) {
        // A page in somebody's browser is not who we listen to.
        answer(exchange, 403, "no commands from web pages\n");
        return;
      }
      List<String> words = words(exchange);
      String method = exchange.getRequestMethod();
      boolean looks = LOOKING.contains(words.get(0));
      if (!method.equals("POST") && !(method.equals("GET") && looks)) {
        answer(exchange, 405, words.get(0) + ": " + method + " (expected: POST)\n");
        return;
      }
      Control.Answer done = control.run(words.toArray(new String[0]));
      int status =
          switch (done.outcome()) {
            case DONE -> 200;
            case MISUSED -> 400;
            case IMPOSSIBLE -> 409;
          };
      answer(exchange, status, done.text());
    }
  }

  /** The words of the path, then those of the body. */
  private static List<String> words(HttpExchange exchange) throws IOException {
    List<String> words = new ArrayList<>();
    addWords(words, exchange.getRequestURI().getPath(), "/");
    byte[] body = exchange.getRequestBody().readNBytes(MAX_COMMAND);
    addWords(words, new String(body, StandardCharsets.UTF_8), "\\s+");
    if (words.isEmpty()) {
      words.add("help");
    }
    return words;
  }

  private static void addWords(List<String> words, String text, String between) {
    Arrays.stream(text.split(between)).filter(word -> !word.isEmpty()).forEach(words::add);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  /** What is being answered is answered first, for a moment. */
  @Override
  public void close() {
    server.stop(1);
  }
}
