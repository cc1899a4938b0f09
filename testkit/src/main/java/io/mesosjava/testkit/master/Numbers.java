package io.mesosjava.testkit.master;

import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import io.mesosjava.values.Thousandths;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Pattern;

/** Numbers as C++ writes them to a stream. */
final class Numbers {

  private static final int DIGITS = 6;

  /** A line of a message's text form that holds a number with a point. */
  private static final Pattern FRACTION = Pattern.compile("(?m)(?<=: )-?\\d+\\.\\d+(E-?\\d+)?$");

  private Numbers() {}

  /** The text form of {@code message} with its numbers as C++ writes them. */
  static String inMessage(Message message) {
    return FRACTION
        .matcher(TextFormat.printer().printToString(message))
        .replaceAll(match -> text(Double.parseDouble(match.group())));
  }

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

  /** {@code value} as Mesos writes the amounts of resources. */
  static String scalar(double value) {
    return Thousandths.text(Thousandths.of(value));
  }
}
