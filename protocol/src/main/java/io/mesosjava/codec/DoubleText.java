package io.mesosjava.codec;

/**
 * Doubles as Mesos prints them: with few digits that tell them from all others, and always with a
 * fraction or an exponent, as {@code 5.0}, {@code 0.1}, {@code 1e30}. Infinite ones are strings.
 */
final class DoubleText {

  /** From here on Mesos writes an exponent. */
  private static final int MAX_INTEGER_DIGITS = 21;

  private static final int MAX_LEADING_ZEROS = 6;

  /** Whole numbers up to here have at most 15 digits, and none fewer would do. */
  private static final double SHORT_WHOLE = 1e15;

  /** Up to here neighbours are closer than a millionth, so no two millionths are one double. */
  private static final double SHORT_FRACTION = 0x1p32;

  private static final long MILLION = 1_000_000;

  private DoubleText() {}

  /** Appends {@code value}. */
  static void write(double value, JsonBuffer out) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException(
          "NaN (expected: a number, which alone has a form in JSON)");
    }
    if (Double.isInfinite(value)) {
      out.ascii(value < 0 ? "\"-Infinity\"" : "\"Infinity\"");
      return;
    }
    if (Double.doubleToRawLongBits(value) < 0) {
      out.put((byte) '-');
    }
    double size = Math.abs(value);
    if (size < SHORT_WHOLE && size == (long) size) {
      out.number((long) size);
      out.put((byte) '.');
      out.put((byte) '0');
    } else if (!millionths(size, out)) {
      int from = out.size;
      layOut(from, Grisu.digits(size, out), out);
    }
  }

  /**
   * Appends a number that has no more than six digits after the point, as times and shares have.
   */
  private static boolean millionths(double value, JsonBuffer out) {
    long count = value < SHORT_FRACTION ? (long) (value * MILLION + 0.5) : 0;
    if (count == 0 || count / (double) MILLION != value) {
      return false;
    }
    out.number(count / MILLION);
    out.put((byte) '.');
    long fraction = count % MILLION;
    int width = 6;
    while (fraction % 10 == 0) {
      fraction /= 10;
      width--;
    }
    out.digits(fraction, width);
    return true;
  }

  /** Puts the point or the exponent to the digits from {@code from} on. */
  private static void layOut(int from, int exponent, JsonBuffer out) {
    int count = out.size - from;
    int point = count + exponent;
    if (exponent >= 0 && point <= MAX_INTEGER_DIGITS) {
      out.zeros(exponent);
      out.ascii(".0");
    } else if (point > 0 && point <= MAX_INTEGER_DIGITS) {
      out.insert(from + point, ".");
    } else if (point > -MAX_LEADING_ZEROS && point <= 0) {
      out.insert(from, "0." + "0".repeat(-point));
    } else {
      if (count > 1) {
        out.insert(from + 1, ".");
      }
      out.put((byte) 'e');
      out.number(point - 1);
    }
  }
}
