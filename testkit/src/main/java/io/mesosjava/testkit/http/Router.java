package io.mesosjava.testkit.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handler of a path: the longest route that is the path or ends at one of its slashes.
 * Slashes at the end or in a row do not count; case and escapes do.
 */
public final class Router implements RequestHandler {

  private final Map<String, RequestHandler> routes = new HashMap<>();

  /** Sends requests for {@code path} and all below it to {@code handler}. */
  public Router route(String path, RequestHandler handler) {
    routes.put(path, handler);
    return this;
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

  private static String tidy(String path) {
    return Arrays.stream(path.split("/"))
        .filter(part -> !part.isEmpty())
        .map(part -> "/" + part)
        .collect(Collectors.joining());
  }
}
