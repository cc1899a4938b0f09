package io.mesosjava.testkit.agent;

import java.time.Duration;

/** Durations as Mesos writes them: {@code 5secs}, {@code 15mins}, {@code 1500ms}. */
final class MesosDuration {

  private enum Unit {
    WEEKS("weeks", Duration.ofDays(7)),
    DAYS("days", Duration.ofDays(1)),
    HOURS("hrs", Duration.ofHours(1)),
    MINUTES("mins", Duration.ofMinutes(1)),
    SECONDS("secs", Duration.ofSeconds(1)),
    MILLISECONDS("ms", Duration.ofMillis(1)),
    MICROSECONDS("us", Duration.ofNanos(1_000)),
    NANOSECONDS("ns", Duration.ofNanos(1));

    private final String name;
    private final long nanos;

    Unit(String name, Duration length) {
      this.name = name;
      this.nanos = length.toNanos();
    }
  }

  private MesosDuration() {}

  /** In the largest unit of which it is a multiple. */
  static String format(Duration duration) {
    long nanos = duration.toNanos();
    for (Unit unit : Unit.values()) {
      if (nanos != 0 && nanos % unit.nanos == 0) {
        return nanos / unit.nanos + unit.name;
      }
    }
    return "0ns";
  }
}
