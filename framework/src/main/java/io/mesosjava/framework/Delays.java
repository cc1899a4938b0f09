package io.mesosjava.framework;

import java.time.Duration;

/** Arithmetic of waiting. */
final class Delays {

  private static final Duration LONGEST = Duration.ofDays(1);

  private Delays() {}

  static void check(Duration delay) {
    if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("delay: " + delay + " (expected: 0 to 1 day)");
    }
  }

  static void check(Duration first, Duration longest) {
    if (first.isZero() || first.isNegative()) {
      throw new IllegalArgumentException("first: " + first + " (expected: > 0)");
    }
    if (longest.compareTo(first) < 0 || longest.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "longest: " + longest + " (expected: " + first + " to 1 day)");
    }
  }

  /** {@code first} times two to the power of {@code failures - 1}, at most {@code longest}. */
  static Duration doubled(Duration first, Duration longest, int failures) {
    if (failures < 1) {
      throw new IllegalArgumentException("failures: " + failures + " (expected: >= 1)");
    }
    long nanos = first.toNanos();
    for (int i = 1; i < failures && nanos < longest.toNanos(); i++) {
      nanos *= 2; // at most twice a day: no overflow
    }
    return Duration.ofNanos(Math.min(nanos, longest.toNanos()));
  }
}
