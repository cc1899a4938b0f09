package io.mesosjava.testkit.api;

import io.mesosjava.values.MesosDuration;
import io.mesosjava.values.ValueFormatException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations in queries, refused in Mesos' words. */
public final class QueryDuration {

  private static final Pattern PARTS = Pattern.compile("([0-9.]*)(.*)", Pattern.DOTALL);

  private QueryDuration() {}

  /**
   * The duration that a text means.
   *
   * @param start what a refusal begins with
   */
  public static Duration parse(String text, String start) throws Refusal {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches() || parts.group(2).isEmpty()) {
      throw refusal(start, "Invalid duration '" + text + "'");
    }
    if (!parts.group(1).matches("[0-9]+\\.?[0-9]*|\\.[0-9]+")) {
      throw refusal(start, "Failed to convert '" + parts.group(1) + "' to number");
    }
    try {
      return MesosDuration.parse(text);
    } catch (ValueFormatException e) {
      throw refusal(start, String.valueOf(e.getMessage()));
    }
  }

  /** Refuses a query whose {@code timeout} is none. Nothing here takes so long. */
  public static void checkTimeout(PlainQuery query) throws Refusal {
    Optional<String> timeout = query.parameter("timeout");
    if (timeout.isPresent()) {
      Duration unused = parse(timeout.get(), "Invalid timeout '" + timeout.get() + "': ");
    }
  }

  private static Refusal refusal(String start, String problem) {
    return Refusal.badRequest(start + problem + ".\n");
  }
}
