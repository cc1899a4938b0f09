package io.mesosjava.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class GoDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0,PT0S",
    "20s,PT20S",
    "1.5h,PT1H30M",
    "1m30s,PT1M30S",
    "300ms,PT0.3S",
    "1000h,PT1000H"
  })
  void readsGoDurations(String text, Duration expected) {
    assertThat(new GoDuration().convert(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "-1s", "1 s", "1d", "1h x", "9999999h"})
  void refusesEverythingElseWithAnExample(String text) {
    assertThatThrownBy(() -> new GoDuration().convert(text))
        .isInstanceOf(TypeConversionException.class)
        .hasMessageContaining("'" + text + "'")
        .hasMessageContaining("expected");
  }
}
