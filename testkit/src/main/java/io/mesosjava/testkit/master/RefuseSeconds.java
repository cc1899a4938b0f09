package io.mesosjava.testkit.master;

import io.mesosjava.v1.Filters;
import java.time.Duration;

/** For how long a refusal holds. */
final class RefuseSeconds {

  private static final Duration DEFAULT = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofDays(365);

  private RefuseSeconds() {}

  static Duration of(Filters filters) {
    double seconds = filters.getRefuseSeconds();
    if (Double.isNaN(seconds) || seconds < 0) {
      return DEFAULT;
    }
    return seconds > LONGEST.toSeconds() ? LONGEST : Duration.ofNanos((long) (seconds * 1e9));
  }
}
