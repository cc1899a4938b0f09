package io.mesosjava.values;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The fixed-point arithmetic of scalars: a quantity is a whole number of thousandths, held in a
 * {@code long}. Mesos compares, adds and subtracts scalars only in this form, so 0.1 + 0.2 is 0.3.
 *
 * <p>Mesos: {@code convertToFixed} and {@code convertToFloating} in {@code src/v1/values.cpp}.
 */
public final class Thousandths {

  /** What a number becomes that has no fixed-point form: NaN, infinite, or 2^63 thousandths up. */
  public static final long UNREPRESENTABLE = Long.MIN_VALUE;

  private static final double LIMIT = 0x1p63;
  private static final long FIFTEEN_DIGITS = 1_000_000_000_000_000L;

  private Thousandths() {}

  /**
   * The thousandths nearest to {@code value}, halves away from zero.
   *
   * @return {@link #UNREPRESENTABLE} for NaN, infinities and magnitudes from 2^63 thousandths
   */
  public static long of(double value) {
    double scaled = value * 1000;
    if (!(Math.abs(scaled) < LIMIT)) {
      return UNREPRESENTABLE;
    }
    long whole = (long) scaled;
    double rest = scaled - whole;
    if (rest >= 0.5) {
      return whole + 1;
    }
    return rest <= -0.5 ? whole - 1 : whole;
  }

  /** The floating-point number that Mesos sends for {@code thousandths}. */
  public static double toDouble(long thousandths) {
    long whole = thousandths / 1000;
    return whole + (thousandths % 1000) / 1000.0;
  }

  /**
   * The text of Mesos: at most 15 significant digits, no trailing zeros, an exponent from 1e15 on.
   * For example {@code 0.1}, {@code 16000}, {@code -9.22337203685478e+15}.
   */
  public static String text(long thousandths) {
    if (thousandths > -FIFTEEN_DIGITS && thousandths < FIFTEEN_DIGITS) {
      return plain(thousandths);
    }
    return SignificantDigits.text(toDouble(thousandths));
  }

  /** The floating-point number nearest to {@code thousandths}, which may be beyond a long. */
  public static double toDouble(BigInteger thousandths) {
    requireNonNull(thousandths, "thousandths");
    return thousandths.bitLength() < Long.SIZE
        ? toDouble(thousandths.longValue())
        : new BigDecimal(thousandths).movePointLeft(3).doubleValue();
  }

  /** The text of Mesos for {@code thousandths}, which may be beyond a long. */
  public static String text(BigInteger thousandths) {
    requireNonNull(thousandths, "thousandths");
    return thousandths.bitLength() < Long.SIZE
        ? text(thousandths.longValue())
        : SignificantDigits.text(toDouble(thousandths));
  }

  private static String plain(long thousandths) {
    long fraction = Math.abs(thousandths % 1000);
    if (fraction == 0) {
      return Long.toString(thousandths / 1000);
    }
    String digits = Long.toString(1000 + fraction).substring(1);
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    String sign = thousandths < 0 ? "-" : "";
    return sign + Math.abs(thousandths / 1000) + "." + digits.substring(0, end);
  }
}
