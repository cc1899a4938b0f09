package io.mesosjava.codec;

import com.google.protobuf.Descriptors.FieldDescriptor;

/** How the ten integer types of protobuf differ. */
final class IntegerForm {

  private static final long LOW_BITS = 0xffff_ffffL;

  private IntegerForm() {}

  static boolean isUnsigned(FieldDescriptor.Type type) {
    return switch (type) {
      case UINT32, UINT64, FIXED32, FIXED64 -> true;
      default -> false;
    };
  }

  static int bits(FieldDescriptor.Type type) {
    return switch (type) {
      case INT32, UINT32, SINT32, FIXED32, SFIXED32 -> Integer.SIZE;
      default -> Long.SIZE;
    };
  }

  /** Writes {@code value}, which is in range, without a tag. */
  static void write(FieldDescriptor.Type type, long value, WireBuffer out) {
    switch (type) {
      case UINT32 -> out.varint(value & LOW_BITS);
      case SINT32, SINT64 -> out.varint((value << 1) ^ (value >> 63));
      case FIXED32, SFIXED32 -> out.fixed(value, Integer.BYTES);
      case FIXED64, SFIXED64 -> out.fixed(value, Long.BYTES);
      default -> out.varint(value);
    }
  }

  /** The number that the varint or the fixed bytes {@code raw} stand for; unsigned ones as bits. */
  static long read(FieldDescriptor.Type type, long raw) {
    return switch (type) {
      case INT32, SFIXED32 -> (int) raw;
      case UINT32, FIXED32 -> raw & LOW_BITS;
      case SINT32, SINT64 -> (raw >>> 1) ^ -(raw & 1);
      default -> raw;
    };
  }
}
