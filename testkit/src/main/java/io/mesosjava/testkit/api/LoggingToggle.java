package io.mesosjava.testkit.api;

import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.testkit.http.Router;
import java.time.Duration;
import java.util.Optional;

/** {@code /logging/toggle}, the same of masters and agents: tells the level, or changes it. */
public final class LoggingToggle {

  private LoggingToggle() {}

  /** Adds it. */
  public static void addTo(Router routes, Verbosity verbosity) {
    routes.route("/logging/toggle", exchange -> answer(exchange, verbosity));
  }

  private static void answer(Exchange exchange, Verbosity verbosity) {
    PlainQuery query = new PlainQuery(exchange.request());
    try {
      exchange.respond(answer(query, verbosity));
    } catch (Refusal refusal) {
      exchange.respond(refusal.response());
    }
  }

  private static Response answer(PlainQuery query, Verbosity verbosity) throws Refusal {
    Optional<String> level = query.parameter("level");
    Optional<String> duration = query.parameter("duration");
    if (level.isEmpty() && duration.isEmpty()) {
      return Response.text(200, verbosity.level() + "\n");
    }
    int changed = level(level.orElseThrow(() -> missing("level")));
    Duration time = QueryDuration.parse(duration.orElseThrow(() -> missing("duration")), "");
    if (changed < 0) {
      throw Refusal.badRequest("Invalid level '" + changed + "'.\n");
    }
    verbosity.set(changed, time);
    return Response.of(200);
  }

  private static Refusal missing(String name) {
    return Refusal.badRequest("Expecting '" + name + "=value' in query.\n");
  }

  private static int level(String text) throws Refusal {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw Refusal.badRequest("Failed to convert '" + text + "' to number.\n");
    }
  }
}
