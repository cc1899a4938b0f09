package io.mesosjava.values;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating-point numbers as C++ streams print them with a precision of 15 digits. */
final class SignificantDigits {

  private static final MathContext PRECISION = new MathContext(15, RoundingMode.HALF_EVEN);

  private SignificantDigits() {}

  /** At most 15 significant digits, no trailing zeros, an exponent from 1e15 on and below 1e-4. */
  static String text(double finite) {
    if (finite == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(finite).round(PRECISION).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < 15) {
      return rounded.toPlainString();
    }
    String mantissa = rounded.movePointLeft(exponent).toPlainString();
    String digits = exponent < -9 || exponent > 9 ? "" : "0";
    return mantissa + (exponent < 0 ? "e-" : "e+") + digits + Math.abs(exponent);
  }
}
