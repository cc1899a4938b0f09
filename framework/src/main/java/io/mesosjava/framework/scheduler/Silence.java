package io.mesosjava.framework.scheduler;

import java.time.Duration;

/** When a master that is not heard of is taken for lost. */
final class Silence {

  /** How many heartbeats may be missing (docs/scheduler-http-api.md: Network partitions). */
  private static final int MISSED_HEARTBEATS = 5;

  /** What a client takes for a timeout; a master may promise anything. */
  private static final double LEAST_SECONDS = 0.1;

  private static final double MOST_SECONDS = 3600;

  private Silence() {}

  /** How long after the last byte, of a master that sends a heartbeat every {@code seconds}. */
  static Duration after(double seconds) {
    double limit = Math.min(Math.max(seconds * MISSED_HEARTBEATS, LEAST_SECONDS), MOST_SECONDS);
    return Duration.ofMillis(Math.round(limit * 1000));
  }
}
