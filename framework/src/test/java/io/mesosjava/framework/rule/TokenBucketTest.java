package io.mesosjava.framework.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  /** Wherever the ticker starts, also where it overflows. */
  @Property
  void neverGivesMoreThanTheBurstAndOneEachInterval(
      @ForAll @IntRange(min = 1, max = 5) int burst,
      @ForAll @LongRange(min = 1, max = 100) long interval,
      @ForAll @Size(max = 200) List<@LongRange(min = 0, max = 150) Long> steps,
      @ForAll long start) {
    TokenBucket bucket = TokenBucket.of(burst, Duration.ofNanos(interval));
    List<Long> taken = new ArrayList<>();
    long elapsed = 0;
    for (long step : steps) {
      elapsed += step;
      if (bucket.nanosUntilToken(start + elapsed) == 0) {
        bucket = bucket.take(start + elapsed);
        taken.add(elapsed);
      }
    }
    for (int from = 0; from < taken.size(); from++) {
      for (int to = from; to < taken.size(); to++) {
        long most = burst + (taken.get(to) - taken.get(from)) / interval;
        assertThat((long) to - from + 1).isLessThanOrEqualTo(most);
      }
    }
  }

  /** Who waits as long as it is told gets a token then, and not before. */
  @Property
  void tellsExactlyWhenTheNextTokenComes(
      @ForAll @IntRange(min = 1, max = 5) int burst,
      @ForAll @LongRange(min = 1, max = 100) long interval,
      @ForAll @IntRange(min = 1, max = 20) int takes,
      @ForAll long start) {
    TokenBucket bucket = TokenBucket.of(burst, Duration.ofNanos(interval));
    for (int i = 0; i < takes; i++) {
      bucket = bucket.take(start);
    }
    long wait = bucket.nanosUntilToken(start);

    assertThat(wait).isEqualTo(Math.max(0, (takes - burst + 1) * interval));
    assertThat(bucket.nanosUntilToken(start + wait)).isZero();
    if (wait > 0) {
      assertThat(bucket.nanosUntilToken(start + wait - 1)).isEqualTo(1);
    }
  }

  @Test
  void refusesWhatMakesNoLimit() {
    assertThatThrownBy(() -> TokenBucket.of(0, Duration.ofSeconds(1)))
        .hasMessage("burst: 0 (expected: >= 1)");
    assertThatThrownBy(() -> TokenBucket.of(1, Duration.ZERO))
        .hasMessageStartingWith("interval: PT0S (expected: > PT0S and <= PT");
    assertThatThrownBy(() -> TokenBucket.of(1_000_000, Duration.ofDays(1)))
        .hasMessageStartingWith("interval: PT24H (expected: > PT0S and <= PT");
  }
}
