package io.mesosjava.testkit.master;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as C++ writes them to a stream. */
final class Numbers {

  private static final int DIGITS = 6;

  private Numbers() {}

  /** {@code value} in six digits, as Mesos puts it into messages. */
  static String text(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (Double.isNaN(value)) {
      return "nan";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(DIGITS)).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.signum() != 0 && (exponent < -4 || exponent >= DIGITS)
        ? scientific(rounded, exponent)
        : rounded.toPlainString();
  }

  private static String scientific(BigDecimal value, int exponent) {
    BigDecimal mantissa = value.movePointLeft(exponent).stripTrailingZeros();
    return String.format(
        "%se%s%02d", mantissa.toPlainString(), exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /**
   * {@code megabytes} as Mesos writes amounts of memory: in the largest unit without a fraction.
   */
  static String megabytes(double megabytes) {
    long bytes = (long) (megabytes * (1 << 20));
    String[] units = {"B", "KB", "MB", "GB", "TB"};
    int unit = 0;
    while (unit < units.length - 1 && bytes != 0 && bytes % 1024 == 0) {
      bytes /= 1024;
      unit++;
    }
    return bytes + units[unit];
  }
}
