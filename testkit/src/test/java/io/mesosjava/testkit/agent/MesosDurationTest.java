package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MesosDurationTest {

  @ParameterizedTest
  @CsvSource({
    "PT5S, 5secs",
    "PT15M, 15mins",
    "PT90S, 90secs",
    "PT2H, 2hrs",
    "PT24H, 1days",
    "PT168H, 1weeks",
    "PT1.5S, 1500ms",
    "PT0.000002S, 2us",
    "PT0.000000003S, 3ns",
    "PT0S, 0ns"
  })
  void writesTheLargestUnitThatDivides(Duration duration, String text) {
    assertThat(MesosDuration.format(duration)).isEqualTo(text);
  }
}
