package io.mesosjava.testkit.master;

import java.time.Duration;

/**
 * So many in so much time, evenly spread.
 *
 * @param permits how many
 * @param per in this time
 */
public record RateLimit(int permits, Duration per) {

  Duration between() {
    return per.dividedBy(permits);
  }
}
