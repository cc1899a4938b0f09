package io.mesosjava.cli;

import io.mesosjava.values.MesosDuration;
import io.mesosjava.values.ValueFormatException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Durations as they are typed: a number of seconds, a number with {@code ms}, {@code s}, {@code m},
 * {@code h} or {@code d}, or in the form of Mesos' flags ({@code 15secs}, {@code 10mins}).
 */
final class Durations implements ITypeConverter<Duration> {

  private static final Pattern SHORT = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|s|m|h|d|)");

  private static final Map<String, Long> NANOS =
      Map.of(
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L,
          "d", 86_400_000_000_000L);

  Durations() {}

  @Override
  public Duration convert(String text) {
    Matcher form = SHORT.matcher(text);
    try {
      if (form.matches()) {
        BigDecimal unit = BigDecimal.valueOf(NANOS.getOrDefault(form.group(2), 1L));
        return Duration.ofNanos(new BigDecimal(form.group(1)).multiply(unit).longValue());
      }
      return MesosDuration.parse(text);
    } catch (ValueFormatException | ArithmeticException e) {
      throw new TypeConversionException(
          "'" + text + "' is no duration (expected: for example 1.5, 500ms, 15s, 10m, 2h, 15secs)");
    }
  }
}
