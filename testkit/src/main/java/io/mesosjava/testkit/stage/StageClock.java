package io.mesosjava.testkit.stage;

import java.time.Duration;
import java.time.Instant;

/** How a stage's time passes. Implementations are safe for use by any thread. */
public interface StageClock {

  /** The time now; never earlier than an answer given before. */
  Instant now();

  /** How long to sleep, in time of the wall, before {@code moment} can have come. */
  Duration untilReached(Instant moment);

  /** Time as it passes outside. */
  static StageClock real() {
    return scaled(1);
  }

  /**
   * Time that starts as the time outside and passes {@code speed} times as fast.
   *
   * @throws IllegalArgumentException if {@code speed} is not a positive number
   */
  static StageClock scaled(double speed) {
    return new ScaledClock(speed, System::nanoTime, Instant.now());
  }
}
