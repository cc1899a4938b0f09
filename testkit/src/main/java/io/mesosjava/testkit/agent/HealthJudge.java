package io.mesosjava.testkit.agent;

import io.mesosjava.v1.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the results of a health check say of a task, by the rules of {@code health_checker.cpp}.
 * Decides, and does nothing.
 *
 * <p>Until the first success, failures within the grace period do not count. A success is news if
 * it is the first or follows failures; each failure that counts is.
 */
final class HealthJudge {

  /**
   * What is to be told.
   *
   * @param kill whether the task has failed often enough to be killed
   */
  record Verdict(boolean healthy, boolean kill) {}

  private final int limit;
  private final Duration grace;
  private final Instant start;
  private boolean initializing = true;
  private int failures;

  /** Judges a task that was started at {@code start}. */
  HealthJudge(HealthCheck check, Instant start) {
    this.limit = check.getConsecutiveFailures();
    this.grace = Probe.seconds(check.getGracePeriodSeconds());
    this.start = start;
  }

  /** The task was well, or not. */
  Optional<Verdict> hear(boolean success, Instant now) {
    if (success) {
      boolean news = initializing || failures > 0;
      initializing = false;
      failures = 0;
      return news ? Optional.of(new Verdict(true, false)) : Optional.empty();
    }
    if (initializing && !grace.isZero() && !now.isAfter(start.plus(grace))) {
      return Optional.empty();
    }
    failures++;
    return Optional.of(new Verdict(false, failures >= limit));
  }
}
