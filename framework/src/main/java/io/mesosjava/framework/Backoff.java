package io.mesosjava.framework;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again.
 *
 * <pre>{@code
 * Backoff.exponential(Duration.ofMillis(500), Duration.ofSeconds(15)).withJitter(0.2)
 * }</pre>
 *
 * <p>A back-off has no state: the caller counts the attempts, and starts anew after a success.
 * Implementations are safe for use by several threads.
 */
@FunctionalInterface
public interface Backoff {

  /**
   * How long to wait.
   *
   * @param failures how many attempts in a row have failed, from 1 on
   * @param chance what decides, where anything is left to chance
   * @return zero or more
   */
  Duration delay(int failures, RandomGenerator chance);

  /**
   * Waits {@code first} after the first failure, and twice as long after each further one, but
   * never longer than {@code longest}.
   *
   * @throws IllegalArgumentException unless 0 &lt; first &le; longest &le; 1 day
   */
  static Backoff exponential(Duration first, Duration longest) {
    Delays.check(first, longest);
    return (failures, chance) -> Delays.doubled(first, longest, failures);
  }

  /** Always waits {@code delay}; not negative, and no longer than 1 day. */
  static Backoff constant(Duration delay) {
    Delays.check(delay);
    return (failures, chance) -> delay;
  }

  /**
   * Waits as long as this back-off, give or take: {@code share} of the time is left to chance,
   * evenly spread on both sides. With 0.2, 10 s become 8 to 12 s. Many frameworks that lost the
   * same master then do not return at the same moment.
   *
   * @param share 0 to 1
   */
  default Backoff withJitter(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share: " + share + " (expected: 0 to 1)");
    }
    return (failures, chance) -> {
      Objects.requireNonNull(chance, "chance");
      double factor = 1 + share * (2 * chance.nextDouble() - 1);
      return Duration.ofNanos(Math.round(delay(failures, chance).toNanos() * factor));
    };
  }
}
