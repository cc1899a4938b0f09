package io.mesosjava.testkit.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler of a path: the longest route that is the path or ends at one of its slashes.
 * Slashes at both ends do not count; case does, and so do escapes, but in the name of a process.
 */
public final class Router implements RequestHandler {

  /** The processes of masters and agents that can be named in a path. */
  private static final Set<String> PROCESSES =
      Set.of("master", "slave(1)", "files", "metrics", "logging");

  private final Map<String, RequestHandler> routes = new HashMap<>();

  /** Sends requests for {@code path} and all below it to {@code handler}. */
  public Router route(String path, RequestHandler handler) {
    routes.put(path, handler);
    return this;
  }

  /** The handler that {@code path} was given. */
  public RequestHandler at(String path) {
    return Objects.requireNonNull(routes.get(path), path);
  }

  @Override
  public void handle(Exchange exchange) {
    String asked = exchange.request().path();
    if (!asked.startsWith("/")) {
      exchange.respond(Response.text(400, "Request URL path must start with '/'"));
      return;
    }
    RequestHandler exact = routes.get(asked);
    RequestHandler handler = exact == null ? find(tidy(asked)) : exact;
    if (handler == null) {
      exchange.respond(Response.text(404, "404 Not Found."));
    } else {
      handler.handle(exchange);
    }
  }

  private @Nullable RequestHandler find(String path) {
    if (path.contains("/..")) {
      return null;
    }
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      RequestHandler handler = routes.get(path.substring(0, end));
      if (handler != null) {
        return handler;
      }
    }
    return path.isEmpty() ? routes.get("/") : null;
  }

  /**
   * The name of a process may be escaped, and slashes may follow it. Any number of slashes may
   * stand before what is no process' own, and at the end.
   */
  private static String tidy(String path) {
    int end = path.indexOf('/', 1);
    String process = decoded(end < 0 ? path.substring(1) : path.substring(1, end));
    if (PROCESSES.contains(process)) {
      return "/" + process + (end < 0 ? "" : trimmed(path.substring(end)));
    }
    String other = trimmed(path);
    int second = other.indexOf('/', 1);
    boolean hidden = PROCESSES.contains(second < 0 ? other : other.substring(1, second));
    return hidden ? path : other;
  }

  /** One slash before it and none after it; nothing if it is nothing but slashes. */
  private static String trimmed(String path) {
    int begin = 0;
    int end = path.length();
    while (begin < end && path.charAt(begin) == '/') {
      begin++;
    }
    while (end > begin && path.charAt(end - 1) == '/') {
      end--;
    }
    return begin == end ? "" : "/" + path.substring(begin, end);
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return name;
    }
  }
}
