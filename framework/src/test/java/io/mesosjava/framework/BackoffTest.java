package io.mesosjava.framework;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final RandomGenerator chance = new Random(6);

  @Test
  void doublesUntilTheLongest() {
    Backoff backoff = Backoff.exponential(ofMillis(500), ofSeconds(15));
    assertThat(IntStream.rangeClosed(1, 8).mapToObj(n -> backoff.delay(n, chance)))
        .containsExactly(
            ofMillis(500),
            ofSeconds(1),
            ofSeconds(2),
            ofSeconds(4),
            ofSeconds(8),
            ofSeconds(15),
            ofSeconds(15),
            ofSeconds(15));
    assertThat(backoff.delay(Integer.MAX_VALUE, chance)).isEqualTo(ofSeconds(15));
  }

  @Test
  void doublesUpToADayWithoutOverflow() {
    Backoff backoff = Backoff.exponential(Duration.ofNanos(1), ofDays(1));
    assertThat(backoff.delay(1_000_000, chance)).isEqualTo(ofDays(1));
  }

  @Test
  void jitterSpreadsToBothSidesAndNoFurther() {
    Backoff backoff = Backoff.constant(ofSeconds(10)).withJitter(0.2);
    Duration[] delays =
        IntStream.range(0, 1000)
            .mapToObj(n -> backoff.delay(1, chance))
            .sorted()
            .toArray(Duration[]::new);
    assertThat(delays[0]).isBetween(ofSeconds(8), ofMillis(8_200));
    assertThat(delays[999]).isBetween(ofMillis(11_800), ofSeconds(12));
    assertThat(delays[500]).isBetween(ofMillis(9_500), ofMillis(10_500));
  }

  @Test
  void refusesWhatIsNoDelay() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backoff.exponential(Duration.ZERO, ofSeconds(1)))
        .withMessage("first: PT0S (expected: > 0)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backoff.exponential(ofSeconds(2), ofSeconds(1)))
        .withMessage("longest: PT1S (expected: PT2S to 1 day)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backoff.constant(ofSeconds(-1)))
        .withMessage("delay: PT-1S (expected: 0 to 1 day)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backoff.constant(ofSeconds(1)).withJitter(Double.NaN))
        .withMessage("share: NaN (expected: 0 to 1)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Backoff.exponential(ofSeconds(1), ofSeconds(1)).delay(0, chance))
        .withMessage("failures: 0 (expected: >= 1)");
  }
}
