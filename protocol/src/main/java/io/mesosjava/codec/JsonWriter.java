package io.mesosjava.codec;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns protobuf's binary form, as a message writes it, into JSON: the reverse of {@link
 * JsonReader}. The binary form has a message's fields by number, Mesos writes them in the order of
 * declaration; so of each message all places are noted first.
 */
final class JsonWriter {

  private final byte[] wire;
  private final JsonBuffer out;

  /** Where each field starts, plus 1, of the messages from the outermost to the one in hand. */
  private int[] starts = new int[64];

  private int startsTop;

  /** Where reading goes on; the result of the last varint starts there. */
  private int position;

  private JsonWriter(byte[] wire) {
    this.wire = wire;
    this.out = new JsonBuffer(Math.max(64, 3 * (wire.length / 8) * 8));
  }

  /** The JSON of the message of {@code shape} that {@code wire} holds. */
  static byte[] write(MessageShape shape, byte[] wire) {
    JsonWriter writer = new JsonWriter(wire);
    writer.message(shape, 0, wire.length);
    return writer.out.toByteArray();
  }

  private void message(MessageShape shape, int from, int to) {
    int base = startsTop;
    locate(shape, from, to);
    out.put((byte) '{');
    int first = out.size;
    for (FieldShape field : shape.fields) {
      int start = starts[base + field.index] - 1;
      if (start >= 0) {
        member(field, start, to, out.size == first);
      } else if (field.unset != null) {
        prefix(field.unset, out.size == first);
      }
    }
    out.put((byte) '}');
    startsTop = base;
    position = to;
  }

  /** Notes where the first value of each field starts. */
  private void locate(MessageShape shape, int from, int to) {
    int base = startsTop;
    startsTop += shape.fields.length;
    if (startsTop > starts.length) {
      starts = Arrays.copyOf(starts, 2 * startsTop);
    }
    Arrays.fill(starts, base, startsTop, 0);
    position = from;
    while (position < to) {
      int start = position;
      int tag = (int) varint();
      FieldShape field = shape.byNumber(tag >>> 3);
      if (field != null && starts[base + field.index] == 0 && isValue(field, tag)) {
        starts[base + field.index] = start + 1;
      }
      skip(tag);
    }
  }

  /** Whether a value of {@code field} follows: an enum's unknown number is none. */
  private boolean isValue(FieldShape field, int tag) {
    if (tag != field.tag) {
      return tag == field.packedTag || tag == field.unknownTag();
    }
    if (field.type != FieldDescriptor.Type.ENUM) {
      return true;
    }
    int before = position;
    boolean known = field.enumName((int) varint()) != null;
    position = before;
    return known;
  }

  /** The first comma falls away. */
  private void prefix(byte[] prefix, boolean first) {
    out.words(prefix, first ? 1 : 0);
  }

  private void member(FieldShape field, int start, int to, boolean first) {
    prefix(field.prefix, first);
    position = start;
    if (field.map) {
      map(field, to);
    } else if (field.repeated) {
      array(field, to);
    } else {
      boolean known = (int) varint() == field.tag;
      if (known) {
        value(field);
      } else {
        text();
      }
    }
  }

  /** All values of a field stand together, each with its tag or all in one packed run. */
  private void array(FieldShape field, int to) {
    out.put((byte) '[');
    int first = out.size;
    while (position < to) {
      int start = position;
      int tag = (int) varint();
      if (tag == field.packedTag) {
        int end = (int) varint();
        end += position;
        while (position < end) {
          element(field, first);
        }
      } else if (tag == field.tag) {
        element(field, first);
      } else {
        position = start;
        break;
      }
    }
    out.put((byte) ']');
  }

  private void element(FieldShape field, int first) {
    if (field.type == FieldDescriptor.Type.ENUM && !isKnown(field)) {
      varint();
      return;
    }
    if (out.size > first) {
      out.put((byte) ',');
    }
    value(field);
  }

  private boolean isKnown(FieldShape field) {
    int before = position;
    boolean known = field.enumName((int) varint()) != null;
    position = before;
    return known;
  }

  private void map(FieldShape field, int to) {
    out.put((byte) '{');
    int first = out.size;
    while (position < to) {
      int start = position;
      if ((int) varint() != field.tag) {
        position = start;
        break;
      }
      if (out.size > first) {
        out.put((byte) ',');
      }
      int length = (int) varint();
      entry(field.message(), position + length);
    }
    out.put((byte) '}');
  }

  /** An entry always has a key and a value, in this order. */
  private void entry(MessageShape shape, int to) {
    varint();
    value(shape.fields[0]);
    out.put((byte) ':');
    varint();
    value(shape.fields[1]);
    position = to;
  }

  private void value(FieldShape field) {
    switch (field.type) {
      case STRING -> text();
      case MESSAGE -> {
        int to = endOfBytes();
        message(field.message(), position, to);
      }
      case BYTES -> {
        int to = endOfBytes();
        out.base64(wire, position, to);
        position = to;
      }
      case DOUBLE -> DoubleText.write(Double.longBitsToDouble(fixed(Double.BYTES)), out);
      case FLOAT -> DoubleText.write(Float.intBitsToFloat((int) fixed(Float.BYTES)), out);
      case BOOL -> out.ascii(varint() != 0 ? "true" : "false");
      case ENUM -> constant(field, (int) varint());
      default -> integer(field);
    }
  }

  private void text() {
    int to = endOfBytes();
    out.string(wire, position, to);
    position = to;
  }

  private void constant(FieldShape field, int number) {
    byte @Nullable [] name = field.enumName(number);
    if (name != null) {
      out.words(name, 0);
    } else {
      out.ascii("null");
    }
  }

  private void integer(FieldShape field) {
    long raw =
        switch (field.wireType) {
          case WireFormat.WIRETYPE_FIXED64 -> fixed(Long.BYTES);
          case WireFormat.WIRETYPE_FIXED32 -> fixed(Integer.BYTES);
          default -> varint();
        };
    long value = IntegerForm.read(field.type, raw);
    if (IntegerForm.isUnsigned(field.type)) {
      out.unsigned(value);
    } else {
      out.number(value);
    }
  }

  /** Reads a length; where what is so long ends. */
  private int endOfBytes() {
    int length = (int) varint();
    return position + length;
  }

  private long fixed(int count) {
    long value = 0;
    for (int i = 0; i < count; i++) {
      value |= (wire[position + i] & 0xffL) << (8 * i);
    }
    position += count;
    return value;
  }

  private long varint() {
    long value = wire[position++];
    if (value >= 0) {
      return value;
    }
    value &= 0x7f;
    for (int shift = 7; ; shift += 7) {
      long next = wire[position++];
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private void skip(int tag) {
    switch (tag & 7) {
      case WireFormat.WIRETYPE_VARINT -> varint();
      case WireFormat.WIRETYPE_FIXED64 -> position += Long.BYTES;
      case WireFormat.WIRETYPE_FIXED32 -> position += Integer.BYTES;
      case WireFormat.WIRETYPE_LENGTH_DELIMITED -> position = endOfBytes();
      default -> skipGroup();
    }
  }

  /** An unknown field can be a group: all up to the end tag of the same number. */
  private void skipGroup() {
    while (true) {
      int tag = (int) varint();
      if ((tag & 7) == WireFormat.WIRETYPE_END_GROUP) {
        return;
      }
      skip(tag);
    }
  }
}
