package io.mesosjava.testkit.api;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import io.mesosjava.testkit.api.JsonValue.Real;
import io.mesosjava.testkit.api.JsonValue.Whole;
import org.jspecify.annotations.Nullable;

/** Numbers for fields, converted as compiled C++ does on x86-64. */
final class JsonNumber {

  private static final double TWO_TO_63 = 0x1p63;

  private JsonNumber() {}

  /** What the words for what JSON has no numbers for mean; null if {@code text} is not one. */
  static @Nullable Double infinite(FieldDescriptor field, String text) {
    JavaType type = field.getJavaType();
    if (type != JavaType.DOUBLE && type != JavaType.FLOAT) {
      return null;
    }
    return switch (text) {
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  /** The number as a value for the field. */
  static Object of(FieldDescriptor field, JsonValue number) {
    return switch (field.getType()) {
      case DOUBLE -> real(number);
      case FLOAT -> (float) real(number);
      case INT32, SINT32, SFIXED32 -> signed32(number);
      case UINT32, FIXED32 -> (int) whole(number);
      case UINT64, FIXED64 -> unsigned64(number);
      default -> whole(number);
    };
  }

  private static double real(JsonValue number) {
    return number instanceof Whole whole ? whole.value() : ((Real) number).value();
  }

  private static long whole(JsonValue number) {
    return number instanceof Whole whole ? whole.value() : truncated(((Real) number).value());
  }

  private static int signed32(JsonValue number) {
    if (number instanceof Whole whole) {
      return (int) whole.value();
    }
    double value = ((Real) number).value();
    boolean fits = value > Integer.MIN_VALUE - 1.0 && value < Integer.MAX_VALUE + 1.0;
    return fits ? (int) value : Integer.MIN_VALUE;
  }

  private static long unsigned64(JsonValue number) {
    return number instanceof Real real && real.value() >= TWO_TO_63
        ? truncated(real.value() - TWO_TO_63) ^ Long.MIN_VALUE
        : whole(number);
  }

  /** What does not fit becomes the smallest number there is. */
  private static long truncated(double value) {
    return value >= -TWO_TO_63 && value < TWO_TO_63 ? (long) value : Long.MIN_VALUE;
  }
}
