package io.mesosjava.codec;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What reading and writing JSON needs to know of a field, worked out once. */
final class FieldShape {

  /** In the order of declaration, from 0. */
  final int index;

  final String name;
  final FieldDescriptor.Type type;
  final boolean repeated;

  /** Whether the type is string and the field is not repeated. */
  final boolean plainString;

  final boolean required;
  final boolean map;

  /** The wire type of one value. */
  final int wireType;

  /** The tag that precedes one value on the wire. */
  final int tag;

  /** The tag that precedes all values at once; 0 for a field that has none such. */
  final int packedTag;

  /** {@code ,"name":} and eight bytes more, as {@link JsonBuffer#words} wants it. */
  final byte[] prefix;

  /** The first word of {@link #prefix}, or as much of one as there is, and which bits that is. */
  final long firstWord;

  final long firstMask;

  /** {@code ,"name":value}, padded, for a field that Mesos writes even when it is not set. */
  final byte @Nullable [] unset;

  /** The numbers of an enum's names; empty for another type. */
  final NameTable<Integer> numbers;

  private static final int DENSE_NUMBERS = 1023;

  private final Map<Integer, byte[]> enumNames = new HashMap<>();

  /** The enum names of the numbers from 0 on. */
  private final byte[] @Nullable [] denseNames;

  private @Nullable MessageShape message;

  FieldShape(FieldDescriptor field) {
    this.index = field.getIndex();
    this.name = field.getName();
    this.type = field.getType();
    this.repeated = field.isRepeated();
    this.plainString = !repeated && type == FieldDescriptor.Type.STRING;
    this.required = field.isRequired();
    this.map = field.isMapField();
    this.wireType = wireType(type);
    this.tag = (field.getNumber() << 3) | wireType;
    boolean packable = repeated && wireType != WireFormat.WIRETYPE_LENGTH_DELIMITED;
    this.packedTag = packable ? (field.getNumber() << 3) | WireFormat.WIRETYPE_LENGTH_DELIMITED : 0;
    this.prefix = padded(",\"" + name + "\":");
    this.firstMask =
        prefix.length >= 2 * Long.BYTES ? -1 : Words.head(-1, prefix.length - Long.BYTES);
    this.firstWord = Words.get(prefix, 0) & firstMask;
    this.numbers = new NameTable<>(enumNumbers(field));
    this.denseNames = new byte[denseNumbers()][];
    Arrays.setAll(denseNames, enumNames::get);
    this.unset = unset(field);
  }

  private int denseNumbers() {
    int highest = enumNames.keySet().stream().mapToInt(number -> number).max().orElse(-1);
    return Math.max(0, Math.min(highest, DENSE_NUMBERS) + 1);
  }

  private Map<String, Integer> enumNumbers(FieldDescriptor field) {
    Map<String, Integer> byName = new HashMap<>();
    if (type == FieldDescriptor.Type.ENUM) {
      for (EnumValueDescriptor value : field.getEnumType().getValues()) {
        byName.put(value.getName(), value.getNumber());
        enumNames.putIfAbsent(value.getNumber(), padded('"' + value.getName() + '"'));
      }
    }
    return byName;
  }

  private byte @Nullable [] unset(FieldDescriptor field) {
    if (repeated || !field.hasDefaultValue() || field.getOptions().getDeprecated()) {
      return null;
    }
    JsonBuffer out = new JsonBuffer(64);
    out.words(prefix, 0);
    Object value = field.getDefaultValue();
    if (value instanceof EnumValueDescriptor constant) {
      out.ascii('"' + constant.getName() + '"');
    } else if (value instanceof Double number) {
      DoubleText.write(number, out);
    } else if (value instanceof Float number) {
      DoubleText.write(number, out);
    } else if (value instanceof String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      out.string(bytes, 0, bytes.length);
    } else {
      out.ascii(value.toString());
    }
    return Arrays.copyOf(out.bytes, out.size + Long.BYTES);
  }

  private static byte[] padded(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(bytes, bytes.length + Long.BYTES);
  }

  private static int wireType(FieldDescriptor.Type type) {
    return switch (type) {
      case DOUBLE, FIXED64, SFIXED64 -> WireFormat.WIRETYPE_FIXED64;
      case FLOAT, FIXED32, SFIXED32 -> WireFormat.WIRETYPE_FIXED32;
      case STRING, BYTES, MESSAGE -> WireFormat.WIRETYPE_LENGTH_DELIMITED;
      case GROUP -> WireFormat.WIRETYPE_START_GROUP;
      default -> WireFormat.WIRETYPE_VARINT;
    };
  }

  /** The quoted name of an enum's value, or null for a number that has none. */
  byte @Nullable [] enumName(int number) {
    boolean dense = number >= 0 && number < denseNames.length;
    return dense ? denseNames[number] : enumNames.get(number);
  }

  /**
   * The tag of the name of an enum's value whose number is not known, where there must be one;
   * parsers keep what it tags. The tag itself for other fields.
   */
  int unknownTag() {
    boolean enumeration = required && type == FieldDescriptor.Type.ENUM;
    return enumeration ? (tag & ~7) | WireFormat.WIRETYPE_LENGTH_DELIMITED : tag;
  }

  void setMessage(MessageShape shape) {
    message = shape;
  }

  /** The shape of a message field's type. */
  MessageShape message() {
    if (message == null) {
      throw new IllegalStateException(name + ": a " + type + " (expected: a message)");
    }
    return message;
  }
}
