package io.mesosjava.testkit.api;

import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.Request;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.testkit.http.Router;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A question to one of the endpoints that are older than the v1 API: whatever its method, its
 * parameters are in the query.
 */
public record PlainQuery(Request request) {

  /** Answers questions. */
  @FunctionalInterface
  public interface Answerer {

    /** The answer, as {@link PlainJson} takes it. */
    Object answer(PlainQuery query) throws Refusal;
  }

  /** Answers questions, at once or later. */
  @FunctionalInterface
  public interface LateAnswerer {

    /** Gives the answer, as {@link PlainJson} takes it, to {@code taker}, on any thread. */
    void answer(PlainQuery query, Consumer<Object> taker) throws Refusal;
  }

  /** Routes {@code path}, with and without the prefix of the process, to what answers in JSON. */
  public static void route(Router routes, String prefix, String path, Answerer answerer) {
    routeLate(routes, prefix, path, (query, taker) -> taker.accept(answerer.answer(query)));
  }

  /** As {@link #route}, for answers that take time. */
  public static void routeLate(Router routes, String prefix, String path, LateAnswerer answerer) {
    RequestHandler handler = exchange -> answer(exchange, answerer);
    routes.route(path, handler);
    routes.route(prefix + path, handler);
  }

  private static void answer(Exchange exchange, LateAnswerer answerer) {
    PlainQuery query = new PlainQuery(exchange.request());
    try {
      answerer.answer(query, answer -> exchange.respond(query.response(answer)));
    } catch (Refusal refusal) {
      exchange.respond(refusal.response());
    }
  }

  /** The answer in JSON, or in JavaScript where the query names a function for it. */
  public Response response(Object answer) {
    byte[] json = PlainJson.encode(answer);
    return parameter("jsonp")
        .map(function -> script(function, json))
        .orElseGet(() -> Response.body("application/json", json));
  }

  private static Response script(String function, byte[] json) {
    String call = function + "(" + new String(json, StandardCharsets.UTF_8) + ")";
    return Response.body("text/javascript", call.getBytes(StandardCharsets.UTF_8));
  }

  /** A parameter of the query. */
  public Optional<String> parameter(String name) {
    return parameter(request.query(), name);
  }

  /** A parameter of a form in the request's body. */
  public Optional<String> field(String name) {
    return parameter(new String(request.body(), StandardCharsets.UTF_8), name);
  }

  private static Optional<String> parameter(String text, String name) {
    for (String pair : text.split("[;&]", -1)) {
      String[] parts = pair.split("=", 2);
      if (decoded(parts[0]).equals(name) && !pair.isEmpty()) {
        return Optional.of(parts.length > 1 ? decoded(parts[1]) : "");
      }
    }
    return Optional.empty();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
