package io.mesosjava.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.mesosjava.codec.DecodeException.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Walks over JSON text as it came, in bytes.
 *
 * <p>It takes what Mesos' parser takes: RFC 8259, but bytes in strings that are not UTF-8 pass as
 * they are; and what is not JSON but some servers write: the bare numbers {@code Infinity} and
 * {@code -Infinity}.
 */
final class JsonScanner {

  /** Arrays and objects within each other, the outermost included. */
  static final int MAX_DEPTH = 200;

  /** Their length takes one byte. */
  private static final int SHORT_STRING = 120;

  private static final int SURROGATES = 0xd800;
  private static final int LOW_SURROGATES = 0xdc00;
  private static final int AFTER_SURROGATES = 0xe000;

  private final byte[] in;
  private final int start;
  private final int end;
  private int position;
  private int depth;
  private @Nullable WireBuffer scrap;

  JsonScanner(byte[] bytes, int offset, int length) {
    in = bytes;
    start = offset;
    position = offset;
    end = offset + length;
  }

  /** Where the next byte is, from the start of the text. */
  int position() {
    return position - start;
  }

  /** Goes back to {@code earlier}, a {@link #position}. */
  void returnTo(int earlier) {
    position = start + earlier;
  }

  /** The first byte of the next token, which stays the next. */
  byte peek() throws Malformed {
    if (position < end && in[position] > ' ') {
      return in[position];
    }
    skipBlanks();
    if (position == end) {
      throw truncated();
    }
    return in[position];
  }

  private void skipBlanks() {
    while (position < end && isBlank(in[position])) {
      position++;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\t' || b == '\r';
  }

  /** Takes {@code token}, which must be next. */
  void take(char token) throws Malformed {
    if (peek() != token) {
      throw unexpected("'" + token + "'");
    }
    position++;
  }

  /** Takes {@code token} if it is next. */
  boolean takeIf(char token) throws Malformed {
    if (peek() != token) {
      return false;
    }
    position++;
    return true;
  }

  /** Takes the brace or bracket that is next. */
  void open() throws Malformed {
    if (depth == MAX_DEPTH) {
      throw malformed(
          Problem.TOO_DEEP,
          "a nesting of more than " + MAX_DEPTH,
          "at most " + MAX_DEPTH + " arrays and objects within each other");
    }
    position++;
    depth++;
  }

  /** Whether the object or array that was just opened ends right here; then its end is taken. */
  boolean isEmpty(char token) throws Malformed {
    if (takeIf(token)) {
      depth--;
      return true;
    }
    return false;
  }

  /** Takes the comma before a further member, or the end of the object or array. */
  boolean another(char token) throws Malformed {
    byte next = peek();
    if (next != ',' && next != token) {
      throw unexpected("',' or '" + token + "'");
    }
    position++;
    if (next == token) {
      depth--;
    }
    return next == ',';
  }

  /** The end of the text: nothing but blanks may be left. */
  void finish() throws Malformed {
    skipBlanks();
    if (position < end) {
      throw malformed(Problem.TRAILING_CONTENT, token(), "the end of the text");
    }
  }

  /** Takes {@code word} if the text goes on with it. */
  boolean word(String word) {
    if (end - position < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (in[position + i] != word.charAt(i)) {
        return false;
      }
    }
    position += word.length();
    return true;
  }

  /** Takes {@code word}, which must be next. */
  void takeWord(String word) throws Malformed {
    if (!word(word)) {
      String rest = new String(in, position, Math.min(end - position, word.length()), ISO_8859_1);
      throw word.startsWith(rest) ? truncated() : unexpected("'" + word + "'");
    }
  }

  /** Takes a number, which must be next. */
  void number(JsonNumber number) throws Malformed {
    int next = number.read(in, position, end);
    if (next < 0) {
      position = ~next;
      throw position == end ? truncated() : unexpected("a number");
    }
    position = next;
  }

  /** Takes a number in a string, whose quote has been taken, up to the end of the string. */
  void quotedNumber(JsonNumber number) throws Malformed {
    skipSpaces();
    int next = number.read(in, position, end);
    if (next < 0) {
      throw malformed(Problem.BAD_VALUE, "another string", "a number");
    }
    position = next;
    closeQuote("a number");
  }

  /** Skips blanks in a string. */
  void skipSpaces() {
    while (position < end && in[position] == ' ') {
      position++;
    }
  }

  /** Takes the end of a string that holds nothing but what has been read. */
  void closeQuote(String expected) throws Malformed {
    skipSpaces();
    if (!word("\"")) {
      throw malformed(Problem.BAD_VALUE, "another string", expected);
    }
  }

  /** The next eight bytes, or 0 near the end of the text. */
  long word() {
    return position <= end - Long.BYTES ? Words.get(in, position) : 0;
  }

  /** Takes {@code prefix} from its byte {@code from} on, which is padded, if just that is next. */
  boolean takeIf(byte[] prefix, int from) {
    int length = prefix.length - Long.BYTES - from;
    if (length > end - position - Long.BYTES) {
      return false;
    }
    int at = 0;
    for (; at <= length - Long.BYTES; at += Long.BYTES) {
      if (Words.get(in, position + at) != Words.get(prefix, from + at)) {
        return false;
      }
    }
    long difference = Words.get(in, position + at) ^ Words.get(prefix, from + at);
    if (Words.head(difference, length - at) != 0) {
      return false;
    }
    position += length;
    return true;
  }

  /** Takes the string that is next; what {@code names} has under it, or null. */
  <T> @Nullable T name(NameTable<T> names) throws Malformed {
    position++;
    int from = position;
    long hash = 0;
    for (int at = from; at <= end - Long.BYTES; at += Long.BYTES) {
      long word = Words.get(in, at);
      long stops = Words.stops(word);
      if (stops != 0) {
        int count = Words.first(stops);
        if (in[at + count] != '"') {
          break;
        }
        position = at + count + 1;
        return names.find(in, from, at + count, NameTable.hash(hash, Words.head(word, count)));
      }
      hash = NameTable.hash(hash, word);
    }
    WireBuffer name = unescaped();
    return names.find(name.bytes, 0, name.size, NameTable.hash(name.bytes, name.size));
  }

  /** Takes the string that is next, appending its length and bytes to {@code out}. */
  void string(WireBuffer out) throws Malformed {
    position++;
    if (!shortString(out)) {
      int mark = out.begin();
      unescape(out);
      out.end(mark);
    }
  }

  /** Copies while it looks for the end; gives up on an escape, a long string, and near the end. */
  private boolean shortString(WireBuffer out) {
    int from = position;
    out.reserve(1 + SHORT_STRING);
    byte[] target = out.bytes;
    int to = out.size + 1;
    int last = Math.min(SHORT_STRING, end - from) - Long.BYTES;
    for (int at = 0; at <= last; at += Long.BYTES) {
      long word = Words.get(in, from + at);
      Words.set(target, to + at, word);
      long stops = Words.stops(word);
      if (stops != 0) {
        int length = at + Words.first(stops);
        if (in[from + length] != '"') {
          return false;
        }
        target[to - 1] = (byte) length;
        out.size = to + length;
        position = from + length + 1;
        return true;
      }
    }
    return false;
  }

  /** Takes the string of base64 that is next, appending the length and the bytes of it. */
  void base64(WireBuffer out) throws Malformed {
    position++;
    int from = position;
    int to = Words.plainEnd(in, from, end);
    int mark = out.begin();
    int bad;
    if (to < end && in[to] == '"') {
      position = to + 1;
      bad = Base64Text.decode(in, from, to, out);
    } else {
      WireBuffer text = unescaped();
      bad = Base64Text.decode(text.bytes, 0, text.size, out);
    }
    if (bad >= 0) {
      // Escapes make the place in the text unknown: then the string's start must do.
      position = to < end && in[to] == '"' ? bad : from;
      throw malformed(Problem.BAD_VALUE, token() + " in a string of base64", "base64");
    }
    out.end(mark);
  }

  /** Takes a string's rest; its bytes are good until the next call. */
  WireBuffer unescaped() throws Malformed {
    if (scrap == null) {
      scrap = new WireBuffer(64);
    }
    scrap.truncate(0);
    unescape(scrap);
    return scrap;
  }

  /** Takes a value of any kind. */
  void skip() throws Malformed {
    switch (peek()) {
      case '{' -> skipObject();
      case '[' -> skipArray();
      case '"' -> skipString();
      case 't' -> takeWord("true");
      case 'f' -> takeWord("false");
      case 'n' -> takeWord("null");
      default -> skipNumber();
    }
  }

  private void skipNumber() throws Malformed {
    if (kind() == null) {
      throw unexpected("a value");
    }
    number(new JsonNumber());
  }

  private void skipObject() throws Malformed {
    open();
    if (isEmpty('}')) {
      return;
    }
    do {
      peek();
      skipString();
      take(':');
      skip();
    } while (another('}'));
  }

  private void skipArray() throws Malformed {
    open();
    if (isEmpty(']')) {
      return;
    }
    do {
      skip();
    } while (another(']'));
  }

  private void skipString() throws Malformed {
    take('"');
    int to = Words.plainEnd(in, position, end);
    if (to < end && in[to] == '"') {
      position = to + 1;
    } else {
      unescaped();
    }
  }

  private void unescape(WireBuffer out) throws Malformed {
    while (true) {
      int to = Words.plainEnd(in, position, end);
      out.put(in, position, to);
      position = to;
      if (to == end) {
        throw truncated();
      }
      if (in[to] == '"') {
        position++;
        return;
      }
      if (in[to] != '\\') {
        throw unexpected("an escape for a control character in a string");
      }
      escape(out);
    }
  }

  private void escape(WireBuffer out) throws Malformed {
    position++;
    if (position == end) {
      throw truncated();
    }
    switch (in[position]) {
      case '"', '\\', '/' -> out.put(in[position]);
      case 'b' -> out.put((byte) '\b');
      case 'f' -> out.put((byte) '\f');
      case 'n' -> out.put((byte) '\n');
      case 'r' -> out.put((byte) '\r');
      case 't' -> out.put((byte) '\t');
      case 'u' -> {
        unicode(out);
        return;
      }
      default -> throw unexpected("one of \"\\/bfnrtu after a backslash");
    }
    position++;
  }

  private void unicode(WireBuffer out) throws Malformed {
    int unit = hex();
    if (unit < SURROGATES || unit >= AFTER_SURROGATES) {
      utf8(unit, out);
      return;
    }
    int at = position;
    if (unit < LOW_SURROGATES && word("\\") && position < end && in[position] == 'u') {
      int low = hex();
      if (low >= LOW_SURROGATES && low < AFTER_SURROGATES) {
        utf8(Character.toCodePoint((char) unit, (char) low), out);
        return;
      }
    }
    position = at;
    throw position == end
        ? truncated()
        : malformed(Problem.SYNTAX, "half of a surrogate pair", "both halves");
  }

  /** Takes {@code uXXXX}. */
  private int hex() throws Malformed {
    position++;
    int unit = 0;
    for (int i = 0; i < 4; i++, position++) {
      if (position == end) {
        throw truncated();
      }
      int digit = in[position] < 0 ? -1 : Character.digit(in[position], 16);
      if (digit < 0) {
        throw unexpected("four hexadecimal digits after \\u");
      }
      unit = (unit << 4) | digit;
    }
    return unit;
  }

  private static void utf8(int point, WireBuffer out) {
    if (point < 0x80) {
      out.put((byte) point);
      return;
    }
    if (point < 0x800) {
      out.put((byte) (0xc0 | (point >> 6)));
    } else {
      if (point < 0x10000) {
        out.put((byte) (0xe0 | (point >> 12)));
      } else {
        out.put((byte) (0xf0 | (point >> 18)));
        out.put((byte) (0x80 | ((point >> 12) & 0x3f)));
      }
      out.put((byte) (0x80 | ((point >> 6) & 0x3f)));
    }
    out.put((byte) (0x80 | (point & 0x3f)));
  }

  /** What the value that is next is, in words, or null if it is none. */
  @Nullable String kind() throws Malformed {
    return switch (peek()) {
      case '{' -> "an object";
      case '[' -> "an array";
      case '"' -> "a string";
      case 't', 'f' -> "a boolean";
      case 'n' -> "null";
      case '-', 'I', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
      default -> null;
    };
  }

  /** The error that a value of another kind than {@code expected} is next. */
  Malformed wrongType(String expected) throws Malformed {
    String kind = kind();
    return kind == null ? unexpected(expected) : malformed(Problem.WRONG_TYPE, kind, expected);
  }

  /** An error at the next byte. */
  Malformed malformed(Problem problem, String found, String expected) {
    return new Malformed(problem, position(), found, expected);
  }

  /** An error at {@code at}, counted as {@link #position()}. */
  Malformed badValue(int at, String found, String expected) {
    return new Malformed(Problem.BAD_VALUE, at, found, expected);
  }

  /** The error that no key is next. */
  Malformed noKey() {
    return unexpected("'\"' of a key");
  }

  private Malformed unexpected(String expected) {
    return position == end ? truncated() : malformed(Problem.SYNTAX, token(), expected);
  }

  private Malformed truncated() {
    position = end;
    return malformed(Problem.TRUNCATED, "the end of the text", "more");
  }

  private String token() {
    byte next = in[position];
    return next > ' ' && next < 0x7f ? "'" + (char) next + "'" : String.format("0x%02x", next);
  }
}
