package io.mesosjava.values;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations in the text form of Mesos' flags: a number and one of {@code ns us ms secs mins hrs
 * days weeks}, such as {@code 15secs} or {@code 1.5hrs}. Precise to a nanosecond, at most 292
 * years.
 *
 * <p>Mesos: {@code 3rdparty/stout/include/stout/duration.hpp}.
 */
public final class MesosDuration {

  private enum Unit {
    NS(1),
    US(1_000),
    MS(1_000_000),
    SECS(1_000_000_000L),
    MINS(60 * SECS.nanos),
    HRS(60 * MINS.nanos),
    DAYS(24 * HRS.nanos),
    WEEKS(7 * DAYS.nanos);

    private final long nanos;

    Unit(long nanos) {
      this.nanos = nanos;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern FORM = Pattern.compile("(-?)([0-9]+\\.?[0-9]*|\\.[0-9]+)(.*)");

  private MesosDuration() {}

  /**
   * Reads a duration; fractions of a nanosecond are cut off. Unlike Mesos it takes a leading minus,
   * which {@link #text} may print.
   *
   * @throws ValueFormatException if {@code text} is not of that form, or out of range; it names the
   *     column
   */
  public static Duration parse(String text) {
    requireNonNull(text, "text");
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new ValueFormatException("Invalid duration '" + text + "'", 1);
    }
    Unit unit = unit(form.group(3), form.start(3) + 1);
    BigDecimal nanos = new BigDecimal(form.group(2)).multiply(BigDecimal.valueOf(unit.nanos));
    if (nanos.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new ValueFormatException("Argument out of the range that a Duration can represent", 1);
    }
    long whole = nanos.setScale(0, RoundingMode.DOWN).longValueExact();
    return Duration.ofNanos(form.group(1).isEmpty() ? whole : -whole);
  }

  /**
   * {@code duration} in the largest unit of which there is at least one, or in the next smaller one
   * if only that gives a whole number: {@code 90secs}, {@code 10days}, {@code
   * 1.42857142857143weeks}.
   *
   * @throws IllegalArgumentException if it is longer than 292 years
   */
  public static String text(Duration duration) {
    requireNonNull(duration, "duration");
    long nanos;
    try {
      nanos = duration.toNanos();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "duration: " + duration + " (expected: at most 292 years)", e);
    }
    if (nanos < 0) {
      return "-" + text(nanos == Long.MIN_VALUE ? Long.MAX_VALUE : -nanos);
    }
    return text(nanos);
  }

  private static String text(long nanos) {
    Unit[] units = Unit.values();
    int bucket = units.length - 1;
    while (bucket > 0 && nanos < units[bucket].nanos) {
      bucket--;
    }
    if (bucket > 0 && nanos % units[bucket].nanos != 0 && nanos % units[bucket - 1].nanos == 0) {
      bucket--;
    }
    return SignificantDigits.text((double) nanos / units[bucket].nanos) + units[bucket];
  }

  private static Unit unit(String text, int column) {
    for (Unit unit : Unit.values()) {
      if (unit.toString().equals(text)) {
        return unit;
      }
    }
    throw new ValueFormatException(
        "Unknown duration unit '"
            + text
            + "'; supported units are 'ns', 'us', 'ms', 'secs', 'mins', 'hrs', 'days', and"
            + " 'weeks'",
        column);
  }
}
