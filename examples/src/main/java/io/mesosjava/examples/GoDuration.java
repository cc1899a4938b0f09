package io.mesosjava.examples;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as mesos-go's flags take them: {@code 1.5h}, {@code 1m30s}, {@code 300ms}. */
final class GoDuration implements ITypeConverter<Duration> {

  private static final String TERM = "(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)";
  private static final Pattern TERMS = Pattern.compile(TERM);
  private static final Pattern WHOLE = Pattern.compile("0|(?:" + TERM + ")+");

  @Override
  public Duration convert(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new TypeConversionException("'" + text + "' (expected: for example 300ms, 20s, 1h30m)");
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher term = TERMS.matcher(text);
    while (term.find()) {
      nanos = nanos.add(new BigDecimal(term.group(1)).multiply(nanosOf(term.group(2))));
    }
    try {
      return Duration.ofNanos(nanos.setScale(0, RoundingMode.HALF_UP).longValueExact());
    } catch (ArithmeticException e) {
      throw new TypeConversionException("'" + text + "' (expected: less than 292 years)");
    }
  }

  private static BigDecimal nanosOf(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ns" -> 1L;
          case "us" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          default -> 3_600_000_000_000L; // h: the pattern lets no other pass
        });
  }
}
