package io.mesosjava.testkit.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaledClockTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicLong nanos = new AtomicLong(-5);
  private final ScaledClock clock = new ScaledClock(10, nanos::get, START);

  @Test
  void passesTenTimesAsFast() {
    nanos.addAndGet(1_000_000_000);
    assertThat(clock.now()).isEqualTo(START.plusSeconds(10));
    assertThat(clock.reached(START.plusSeconds(10), true)).isTrue();
    assertThat(clock.reached(START.plusSeconds(10).plusNanos(1), true)).isFalse();
  }

  @Test
  void sleepsATenthAsLong() {
    assertThat(clock.untilReached(START.plusSeconds(10))).isEqualTo(Duration.ofSeconds(1));
    assertThat(clock.untilReached(START.plusNanos(1))).isEqualTo(Duration.ofNanos(1));
    assertThat(clock.untilReached(START.minusSeconds(1))).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesSpeedsThatMakeNoSense(double speed) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StageClock.scaled(speed))
        .withMessageContaining("speed: " + speed);
  }
}
