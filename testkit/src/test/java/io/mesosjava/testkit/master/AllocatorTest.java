package io.mesosjava.testkit.master;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllocatorTest {

  @ParameterizedTest
  @CsvSource({"0, 1000", "1, 999", "999, 1", "1000, 1000", "3250, 750"})
  void countsIntervalsFromTheStartOfTheProcess(long age, long left) {
    assertThat(Allocator.untilNext(Duration.ofMillis(age), Duration.ofSeconds(1)))
        .isEqualTo(Duration.ofMillis(left));
  }
}
