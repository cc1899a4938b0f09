package io.mesosjava.testkit.stage;

import java.time.Duration;
import java.time.Instant;

/** How a stage's time passes. Implementations are safe for use by any thread. */
public interface StageClock {

  /** The time now; never earlier than an answer given before. */
  Instant now();

  /**
   * Whether {@code moment} has come. A clock that is wound by hand goes on to that moment, if it
   * was wound that far.
   *
   * @param idle whether the stage has nothing else to do: what an event causes at once happens
   *     before a wound clock goes on
   */
  boolean reached(Instant moment, boolean idle);

  /** How long to sleep, in time of the wall, before {@code moment} can have come. */
  Duration untilReached(Instant moment);

  /** The stage has nothing left to do and no timer is due. */
  default void rest() {}

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
