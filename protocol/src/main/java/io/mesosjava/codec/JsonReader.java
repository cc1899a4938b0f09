package io.mesosjava.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.mesosjava.codec.DecodeException.Problem;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Turns a JSON text into protobuf's binary form, which the generated parser then reads. That is
 * faster than filling messages by reflection, many times over: names are found without making
 * strings, texts are copied as the bytes they are, and what is copied is what the message keeps.
 *
 * <p>The first pass takes it that no key stands twice in an object. A text where one does, or where
 * anything else but the syntax is wrong, is read again with the {@link SupersededKeys} left out.
 */
final class JsonReader {

  private static final int GUESSES = 4;

  private final JsonScanner in;
  private final WireBuffer out;
  private final JsonNumber number = new JsonNumber();
  private final boolean tolerant;

  /** Positions of keys to leave out, ascending; null if they are not known. */
  private final int @Nullable [] superseded;

  /**
   * A bit for each field that has a value, of the messages from the outermost to the one in hand.
   */
  private long[] seen = new long[16];

  private int seenTop;
  private int incompleteAt = -1;

  private JsonReader(
      boolean tolerant, byte[] bytes, int offset, int length, int @Nullable [] superseded) {
    this.in = new JsonScanner(bytes, offset, length);
    this.out = new WireBuffer(length / 2 + 160);
    this.tolerant = tolerant;
    this.superseded = superseded;
  }

  /**
   * Reads a message of {@code shape}.
   *
   * @param tolerant whether names that are not known are taken for values that must be there
   */
  static JsonReader read(MessageShape shape, boolean tolerant, byte[] bytes, int offset, int length)
      throws Malformed {
    try {
      return read(shape, new JsonReader(tolerant, bytes, offset, length, null));
    } catch (Malformed e) {
      if (e.problem() != Problem.WRONG_TYPE && e.problem() != Problem.BAD_VALUE) {
        throw e;
      }
      int[] superseded = SupersededKeys.find(bytes, offset, length);
      if (superseded.length == 0) {
        throw e;
      }
      return read(shape, new JsonReader(tolerant, bytes, offset, length, superseded));
    }
  }

  private static JsonReader read(MessageShape shape, JsonReader reader) throws Malformed {
    reader.message(shape);
    reader.in.finish();
    return reader;
  }

  /** The message in binary form. */
  CodedInputStream wire() {
    // The message keeps the array: then it must not be much larger than what it holds.
    boolean tight = out.size > out.bytes.length / 4 * 3;
    return CodedInputStream.newInstance(tight ? out.bytes : out.toByteArray(), 0, out.size);
  }

  /** Where the first object ends that misses a required field, or -1 if none does. */
  int incompleteAt() {
    return incompleteAt;
  }

  private void message(MessageShape shape) throws Malformed {
    if (in.peek() != '{') {
      throw in.wrongType("an object");
    }
    in.open();
    int base = seenTop;
    int words = shape.required.length;
    enter(words);
    if (!in.isEmpty('}')) {
      members(shape, base);
    }
    for (int i = 0; i < words; i++) {
      if ((shape.required[i] & ~seen[base + i]) != 0 && incompleteAt < 0) {
        incompleteAt = in.position() - 1;
      }
    }
    seenTop = base;
  }

  private void enter(int words) {
    seenTop += words;
    if (seenTop > seen.length) {
      seen = Arrays.copyOf(seen, 2 * seenTop);
    }
    for (int i = seenTop - words; i < seenTop; i++) {
      seen[i] = 0;
    }
  }

  /**
   * Reads members. They mostly come in the order of declaration and without blanks, so that a few
   * names are compared with the text at once, comma, quotes and colon included.
   */
  private void members(MessageShape shape, int base) throws Malformed {
    int comma = 1;
    int expected = 0;
    while (true) {
      int key = in.position() + 1 - comma;
      FieldShape field = guess(shape.fields, expected, comma);
      if (field != null) {
        field(field, base + (field.index >>> 6), key);
        expected = field.index + 1;
      } else if (comma == 1 || in.another('}')) {
        expected = member(shape, base);
      } else {
        return;
      }
      comma = 0;
    }
  }

  /** Takes the key of a likely field, from the comma (0) or what follows it (1) on. */
  private @Nullable FieldShape guess(FieldShape[] fields, int expected, int from) {
    int last = superseded == null ? Math.min(expected + GUESSES, fields.length) : 0;
    long word = in.word();
    int shift = Byte.SIZE * from;
    for (int i = expected; i < last; i++) {
      FieldShape field = fields[i];
      if (((word ^ (field.firstWord >>> shift)) & (field.firstMask >>> shift)) == 0
          && in.takeIf(field.prefix, from)) {
        return field;
      }
    }
    return null;
  }

  /** Reads a key and its value; the index of the field that is likely to be next. */
  private int member(MessageShape shape, int base) throws Malformed {
    if (in.peek() != '"') {
      throw in.noKey();
    }
    int key = in.position();
    FieldShape field = in.name(shape.byName);
    in.take(':');
    if (field == null || isSuperseded(key)) {
      in.skip();
      return 0;
    }
    field(field, base + (field.index >>> 6), key);
    return field.index + 1;
  }

  private boolean isSuperseded(int key) {
    return superseded != null && Arrays.binarySearch(superseded, key) >= 0;
  }

  private void field(FieldShape field, int word, int key) throws Malformed {
    long bit = 1L << field.index;
    if ((seen[word] & bit) != 0) {
      throw in.badValue(key, "a second value for " + field.name, "one");
    }
    try {
      if (field.plainString && in.peek() == '"') {
        // What most values are.
        out.varint(field.tag);
        in.string(out);
        seen[word] |= bit;
      } else if (field.repeated ? values(field) : value(field)) {
        seen[word] |= bit;
      }
    } catch (Malformed e) {
      throw e.within(field.name);
    }
  }

  /** Mesos takes a value that is not in an array as an array of it, and joins arrays in arrays. */
  private boolean values(FieldShape field) throws Malformed {
    if (in.peek() != '[') {
      return value(field);
    }
    in.open();
    if (in.isEmpty(']')) {
      return false;
    }
    boolean any = false;
    int index = 0;
    do {
      try {
        any |= values(field);
      } catch (Malformed e) {
        throw e.within(index);
      }
      index++;
    } while (in.another(']'));
    return any;
  }

  /** Whether there was a value: null is none, nor is the name of an enum's value not known here. */
  private boolean value(FieldShape field) throws Malformed {
    byte first = in.peek();
    if (first == 'n') {
      in.takeWord("null");
      return false;
    }
    switch (field.type) {
      case MESSAGE -> nested(field);
      case STRING -> string(field, first);
      case BYTES -> bytes(field, first);
      case BOOL -> bool(field, first);
      case DOUBLE, FLOAT -> real(field, first);
      case ENUM -> {
        return constant(field, first);
      }
      default -> integer(field, first);
    }
    return true;
  }

  private void nested(FieldShape field) throws Malformed {
    if (field.map) {
      map(field);
      return;
    }
    out.varint(field.tag);
    int mark = out.begin();
    message(field.message());
    out.end(mark);
  }

  private void map(FieldShape field) throws Malformed {
    if (in.peek() != '{') {
      throw in.wrongType("an object");
    }
    in.open();
    if (in.isEmpty('}')) {
      return;
    }
    FieldShape[] entry = field.message().fields;
    do {
      if (in.peek() != '"') {
        throw in.noKey();
      }
      int key = in.position();
      if (isSuperseded(key)) {
        in.skip();
        in.take(':');
        in.skip();
      } else {
        entry(field.tag, entry[0], entry[1]);
      }
    } while (in.another('}'));
  }

  private void entry(int tag, FieldShape key, FieldShape value) throws Malformed {
    out.varint(tag);
    int mark = out.begin();
    out.varint(key.tag);
    int from = out.size;
    mapText();
    int to = out.size;
    try {
      in.take(':');
      entryValue(value);
    } catch (Malformed e) {
      throw e.within("[" + out.text(from, to) + "]");
    }
    out.end(mark);
  }

  private void entryValue(FieldShape field) throws Malformed {
    if (field.type == FieldDescriptor.Type.STRING && in.peek() == '"') {
      out.varint(field.tag);
      mapText();
    } else if (!value(field) && field.type == FieldDescriptor.Type.MESSAGE) {
      unsetValue(field.message());
    }
  }

  /** Unlike other texts those in maps must be UTF-8: the generated parser makes strings of them. */
  private void mapText() throws Malformed {
    int at = in.position();
    int from = out.size;
    in.string(out);
    if (!out.isUtf8(from)) {
      throw in.badValue(at, "a string in a map that is not UTF-8", "UTF-8");
    }
  }

  /** A key without a value has an empty one, which must not miss anything. */
  private void unsetValue(MessageShape shape) {
    for (long required : shape.required) {
      if (required != 0 && incompleteAt < 0) {
        incompleteAt = in.position() - 1;
      }
    }
  }

  private void string(FieldShape field, byte first) throws Malformed {
    if (first != '"') {
      throw in.wrongType("a string");
    }
    out.varint(field.tag);
    in.string(out);
  }

  private void bytes(FieldShape field, byte first) throws Malformed {
    if (first != '"') {
      throw in.wrongType("a string of base64");
    }
    out.varint(field.tag);
    in.base64(out);
  }

  private boolean constant(FieldShape field, byte first) throws Malformed {
    if (first != '"') {
      throw in.wrongType("a string, the name of an enum's value");
    }
    int at = in.position();
    Integer value = in.name(field.numbers);
    if (value != null) {
      out.varint(field.tag);
      out.varint(value);
      return true;
    }
    if (field.required && !tolerant) {
      throw in.badValue(at, "an unknown name of an enum's value", "a known one");
    }
    if (field.required) {
      in.returnTo(at);
      out.varint(field.unknownTag());
      in.string(out);
    }
    return field.required;
  }

  private void bool(FieldShape field, byte first) throws Malformed {
    String expected = "true or false";
    if (first != 't' && first != 'f' && first != '"') {
      throw in.wrongType(expected);
    }
    boolean value = first == 't';
    if (first == '"') {
      in.take('"');
      value = quotedBool(expected);
    } else {
      in.takeWord(value ? "true" : "false");
    }
    out.varint(field.tag);
    out.put((byte) (value ? 1 : 0));
  }

  private boolean quotedBool(String expected) throws Malformed {
    in.skipSpaces();
    boolean value = in.word("true");
    if (!value && !in.word("false")) {
      throw in.malformed(Problem.BAD_VALUE, "another string", expected);
    }
    in.closeQuote(expected);
    return value;
  }

  private void real(FieldShape field, byte first) throws Malformed {
    int at = number(first);
    double value = number.toDouble();
    if (Double.isInfinite(value) && !number.isInfinite()) {
      throw in.badValue(at, "a number out of range", "a double");
    }
    out.varint(field.tag);
    if (field.type == FieldDescriptor.Type.DOUBLE) {
      out.fixed(Double.doubleToRawLongBits(value), Double.BYTES);
    } else {
      out.fixed(Float.floatToRawIntBits((float) value), Float.BYTES);
    }
  }

  private void integer(FieldShape field, byte first) throws Malformed {
    int at = number(first);
    boolean unsigned = IntegerForm.isUnsigned(field.type);
    int bits = IntegerForm.bits(field.type);
    if (!number.truncate(bits, unsigned)) {
      throw in.badValue(
          at,
          "a number out of range",
          (unsigned ? "an unsigned" : "a signed") + " integer of " + bits + " bits");
    }
    out.varint(field.tag);
    IntegerForm.write(field.type, number.toLong(), out);
  }

  /** Takes a number, or a string with a number in it; where it starts. */
  private int number(byte first) throws Malformed {
    int at = in.position();
    if (first == '"') {
      in.take('"');
      in.quotedNumber(number);
    } else if (first == '-' || first == 'I' || (first >= '0' && first <= '9')) {
      in.number(number);
    } else {
      throw in.wrongType("a number");
    }
    return at;
  }
}
