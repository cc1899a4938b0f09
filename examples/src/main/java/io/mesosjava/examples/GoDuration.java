package io.mesosjava.examples;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as mesos-go's flags take them: {@code 1.5h}, {@code 1m30s}, {@code 300ms}. */
final class GoDuration implements ITypeConverter<Duration> {

  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);
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
      BigDecimal unit = BigDecimal.valueOf(NANOS.get(term.group(2)));
      nanos = nanos.add(new BigDecimal(term.group(1)).multiply(unit));
    }
    try {
      return Duration.ofNanos(nanos.longValue());
    } catch (ArithmeticException e) {
      throw new TypeConversionException("'" + text + "' (expected: less than 292 years)");
    }
  }
}
