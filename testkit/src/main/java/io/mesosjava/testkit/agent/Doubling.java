package io.mesosjava.testkit.agent;

import java.time.Duration;

/**
 * Delays that double until they have reached a limit.
 *
 * @param first the shortest
 * @param limit the longest
 */
public record Doubling(Duration first, Duration limit) {

  /** Checks that the delays are positive and in order. */
  public Doubling {
    if (first.isNegative() || first.isZero() || limit.compareTo(first) < 0) {
      throw new IllegalArgumentException(
          "delays: " + first + " to " + limit + " (expected: > 0 and ascending)");
    }
  }

  /** The delay after {@code delay}. */
  Duration after(Duration delay) {
    Duration doubled = delay.multipliedBy(2);
    return doubled.compareTo(limit) > 0 ? limit : doubled;
  }
}
