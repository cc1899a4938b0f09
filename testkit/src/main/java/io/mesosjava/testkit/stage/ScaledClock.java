package io.mesosjava.testkit.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** Time derived from a ticker of nanoseconds that never runs backwards. */
final class ScaledClock implements StageClock {

  private final double speed;
  private final LongSupplier ticker;
  private final Instant start;
  private final long startTick;

  ScaledClock(double speed, LongSupplier ticker, Instant start) {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("speed: " + speed + " (expected: > 0 and finite)");
    }
    this.speed = speed;
    this.ticker = ticker;
    this.start = start;
    this.startTick = ticker.getAsLong();
  }

  @Override
  public Instant now() {
    return start.plusNanos((long) ((ticker.getAsLong() - startTick) * speed));
  }

  @Override
  public boolean reached(Instant moment, boolean idle) {
    return !moment.isAfter(now());
  }

  @Override
  public Duration untilReached(Instant moment) {
    Duration left = Duration.between(now(), moment);
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    // Rounded up: waking a nanosecond early would spin.
    return Duration.ofNanos((long) Math.ceil(left.toNanos() / speed));
  }
}
