package io.mesosjava.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MesosDurationTest {

  @ParameterizedTest
  @CsvSource({
    "0ns, PT0S",
    "15secs, PT15S",
    "1.5hrs, PT1H30M",
    ".5ms, PT0.0005S",
    "5.ns, PT0.000000005S",
    "2weeks, PT336H",
    "0.1ns, PT0S",
    "-3mins, PT-3M",
  })
  void reads(String text, Duration expected) {
    assertThat(MesosDuration.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "secs", "1", "1.2.3secs", "1 secs", "1hours", "99999999weeks", "+1ns"})
  void refuses(String text) {
    assertThatThrownBy(() -> MesosDuration.parse(text)).isInstanceOf(ValueFormatException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0ns",
    "999, 999ns",
    "1000, 1us",
    "1001, 1001ns",
    "1500000, 1500us",
    "1500001, 1.500001ms",
    "90000000000, 90secs",
    "5400000000000, 90mins",
    "3600000000000, 1hrs",
    "864000000000000, 10days",
    "604800000000000, 1weeks",
    "86400000000001, 1.00000000000001days",
    "-15000000000, -15secs",
    "864000000000001, 1.42857142857143weeks",
    "-9223372036854775808, -15250.2844524715weeks",
  })
  void printsTheBestUnit(long nanos, String expected) {
    assertThat(MesosDuration.text(Duration.ofNanos(nanos))).isEqualTo(expected);
  }

  @Test
  void namesTheUnitsItKnows() {
    assertThatThrownBy(() -> MesosDuration.parse("10s"))
        .hasMessageContaining("Unknown duration unit 's'")
        .hasMessageContaining("'hrs', 'days', and 'weeks' (column 3)");
  }

  @Property
  void readsWhatItPrints(@ForAll int seconds) {
    Duration duration = Duration.ofSeconds(seconds);

    assertThat(MesosDuration.parse(MesosDuration.text(duration)).minus(duration).abs())
        .isLessThanOrEqualTo(Duration.ofMillis(1));
  }

  @Test
  void refusesWhatIsTooLong() {
    assertThatThrownBy(() -> MesosDuration.text(Duration.ofDays(200_000)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected: at most");
  }
}
