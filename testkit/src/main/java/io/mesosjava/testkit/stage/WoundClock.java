package io.mesosjava.testkit.stage;

import java.time.Duration;
import java.time.Instant;

/**
 * Time that stands still but when it is wound, and then jumps from timer to timer: the same events
 * fall at the same instants however fast the machine is.
 */
public final class WoundClock implements StageClock {

  private static final Duration FOR_EVER = Duration.ofDays(365);

  // Both guarded by this.
  private Instant now;
  private Instant target;

  /** A clock that stands at {@code start}. */
  public WoundClock(Instant start) {
    now = start;
    target = start;
  }

  /** Lets time pass up to {@code duration} after the moment to which it was wound last. */
  synchronized void wind(Duration duration) {
    target = target.plus(duration);
  }

  @Override
  public synchronized Instant now() {
    return now;
  }

  @Override
  public synchronized boolean reached(Instant moment, boolean idle) {
    if (!moment.isAfter(now)) {
      return true;
    }
    if (!idle || moment.isAfter(target)) {
      return false;
    }
    now = moment;
    return true;
  }

  @Override
  public Duration untilReached(Instant moment) {
    return FOR_EVER;
  }

  @Override
  public synchronized void rest() {
    now = target;
  }
}
