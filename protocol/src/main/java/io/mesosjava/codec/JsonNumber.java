package io.mesosjava.codec;

import java.nio.charset.StandardCharsets;

/**
 * A number as it stands in JSON, decimal, to be taken as an integer or a double. One object is used
 * again and again.
 */
final class JsonNumber {

  private static final String INFINITY = "Infinity";

  /** The powers of ten that doubles hold exactly. */
  private static final double[] POWERS = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22
  };

  private static final long EXACT_DOUBLES = 1L << 53;
  private static final double TWO_TO_63 = 0x1p63;

  /** One more digit can be added to what is less. */
  private static final long SURELY_SHORT = 100_000_000_000_000_000L;

  private static final int HUGE_EXPONENT = 100_000;

  private byte[] text = {};
  private int from;
  private int to;
  private boolean negative;
  private boolean infinite;

  /** The digits, unsigned, unless they are {@code tooLong}; the value is times 10^scale. */
  private long digits;

  private int scale;
  private boolean tooLong;

  /**
   * Reads a number.
   *
   * @return where it ends, or the complement (~) of where it stops being a number
   */
  int read(byte[] in, int start, int end) {
    text = in;
    from = start;
    digits = 0;
    scale = 0;
    tooLong = false;
    negative = start < end && in[start] == '-';
    int at = negative ? start + 1 : start;
    infinite = at < end && in[at] == 'I';
    if (infinite) {
      return infinity(at, end);
    }
    int after = digits(at, end);
    if (after == at) {
      return ~at;
    }
    if (in[at] == '0' && after > at + 1) {
      return ~(at + 1);
    }
    if (after < end && in[after] == '.') {
      int fraction = after + 1;
      after = digits(fraction, end);
      if (after == fraction) {
        return ~after;
      }
      scale = fraction - after;
    }
    if (after < end && (in[after] == 'e' || in[after] == 'E')) {
      after = exponent(after + 1, end);
    }
    to = after;
    return after;
  }

  private int infinity(int at, int end) {
    for (int i = 0; i < INFINITY.length(); i++) {
      if (at + i == end || text[at + i] != INFINITY.charAt(i)) {
        return ~(at + i);
      }
    }
    to = at + INFINITY.length();
    return to;
  }

  private int digits(int start, int end) {
    byte[] in = text;
    long value = digits;
    int at = start;
    while (at < end
        && in[at] >= '0'
        && in[at] <= '9'
        && Long.compareUnsigned(value, SURELY_SHORT) < 0) {
      value = value * 10 + (in[at] - '0');
      at++;
    }
    digits = value;
    while (at < end && in[at] >= '0' && in[at] <= '9') {
      add(in[at] - '0');
      at++;
    }
    return at;
  }

  private void add(int digit) {
    long next = digits * 10 + digit;
    // The greatest unsigned number is 18446744073709551615.
    if (digits >= 0 && digits < 1_000_000_000_000_000_000L) {
      digits = next;
    } else if (digits >= 0
        && (digits < 1844674407370955161L || (digits == 1844674407370955161L && digit <= 5))) {
      digits = next;
    } else {
      tooLong = true;
    }
  }

  private int exponent(int start, int end) {
    boolean minus = start < end && text[start] == '-';
    int first = minus || (start < end && text[start] == '+') ? start + 1 : start;
    int at = first;
    int exponent = 0;
    while (at < end && text[at] >= '0' && text[at] <= '9') {
      exponent = Math.min(exponent * 10 + (text[at] - '0'), HUGE_EXPONENT);
      at++;
    }
    scale += minus ? -exponent : exponent;
    return at == first ? ~at : at;
  }

  /** The nearest double; infinite also for a finite number that is too great for a double. */
  double toDouble() {
    if (infinite) {
      return negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (!tooLong && digits >= 0 && digits <= EXACT_DOUBLES && Math.abs(scale) < POWERS.length) {
      // Both operands are exact, so the result is rounded once, as it must be.
      double value = scale < 0 ? digits / POWERS[-scale] : digits * POWERS[scale];
      return negative ? -value : value;
    }
    return Double.parseDouble(new String(text, from, to - from, StandardCharsets.US_ASCII));
  }

  boolean isInfinite() {
    return infinite;
  }

  /**
   * Drops a fraction, as Mesos does.
   *
   * @return whether the number is then in the range of an integer of {@code bits} bits; a negative
   *     number is in the range of an unsigned one if it is in that of a signed one
   */
  boolean truncate(int bits, boolean unsigned) {
    if (infinite || ((scale != 0 || tooLong) && !truncateDouble())) {
      return false;
    }
    long half = 1L << (bits - 1);
    if (negative) {
      return Long.compareUnsigned(digits, half) <= 0;
    }
    return Long.compareUnsigned(digits, unsigned ? half - 1 + half : half - 1) <= 0;
  }

  private boolean truncateDouble() {
    double value = Math.abs(toDouble());
    if (value >= 2 * TWO_TO_63) {
      return false;
    }
    digits = value < TWO_TO_63 ? (long) value : (long) (value - TWO_TO_63) | Long.MIN_VALUE;
    scale = 0;
    return true;
  }

  /** The integer of a number that {@link #truncate} found in range. */
  long toLong() {
    return negative ? -digits : digits;
  }
}
