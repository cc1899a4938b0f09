package io.mesosjava.framework.rule;

import java.time.Duration;
import java.util.Objects;

/**
 * How often something may happen: {@code burst} times at once, and then once per {@code interval}
 * in the long run. An immutable value over a ticker of nanoseconds that never runs backwards, such
 * as {@code System.nanoTime()}; {@link RateLimit} is one that threads share.
 *
 * <p>Inside there is one number, the moment at which the bucket will be full again.
 */
public final class TokenBucket {

  private static final long LONGEST = Long.MAX_VALUE / 4;

  private final long burst;
  private final long interval;
  private final boolean full;
  private final long fullAt;

  private TokenBucket(long burst, long interval, boolean full, long fullAt) {
    this.burst = burst;
    this.interval = interval;
    this.full = full;
    this.fullAt = fullAt;
  }

  /**
   * A full bucket.
   *
   * @param burst how many tokens it holds
   * @param interval how long one takes to come back
   * @throws IllegalArgumentException if {@code burst} is below 1, {@code interval} is not positive,
   *     or filling takes more than 70 years
   */
  public static TokenBucket of(int burst, Duration interval) {
    Objects.requireNonNull(interval, "interval");
    if (burst < 1) {
      throw new IllegalArgumentException("burst: " + burst + " (expected: >= 1)");
    }
    Duration longest = Duration.ofNanos(LONGEST / burst);
    if (interval.isNegative() || interval.isZero() || interval.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "interval: " + interval + " (expected: > PT0S and <= " + longest + ")");
    }
    return new TokenBucket(burst, interval.toNanos(), true, 0);
  }

  /** How long after {@code now}, in nanoseconds, there is a token; 0 if there is one. */
  public long nanosUntilToken(long now) {
    return full ? 0 : Math.max(0, fullAt - now - (burst - 1) * interval);
  }

  /**
   * This bucket without a token. If there is none, the next one is taken in advance: ask {@link
   * #nanosUntilToken} first, and wait that long.
   */
  public TokenBucket take(long now) {
    long from = full || fullAt - now < 0 ? now : fullAt;
    return new TokenBucket(burst, interval, false, from + interval);
  }
}
