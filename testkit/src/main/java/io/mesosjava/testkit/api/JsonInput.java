package io.mesosjava.testkit.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a text in JSON, with the one byte that may be given back. What refusals say depends
 * on which bytes have been taken when the parser gives up, so this counts as Mesos' parser does.
 */
final class JsonInput {

  /** Instead of a byte, at the end. */
  static final int END = -1;

  private final byte[] bytes;
  private int next;
  private int last = END;
  private boolean givenBack;
  private int line = 1;

  JsonInput(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The next byte; a line begins when the byte after its end is taken. */
  int take() {
    if (givenBack) {
      givenBack = false;
      return last;
    }
    if (next == bytes.length) {
      last = END;
      return END;
    }
    if (last == '\n') {
      line++;
    }
    last = bytes[next++] & 0xff;
    return last;
  }

  /** The byte taken last will be taken again; nothing happens at the end. */
  void giveBack() {
    givenBack = last != END;
  }

  private void skipBlanks() {
    int one = take();
    while (one == ' ' || one == '\t' || one == '\n' || one == '\r') {
      one = take();
    }
    giveBack();
  }

  /** The next byte that is not blank. */
  int takeVisible() {
    skipBlanks();
    return take();
  }

  /** Takes the next byte that is not blank if it is {@code wanted}. */
  boolean takeIf(char wanted) {
    boolean found = takeVisible() == wanted;
    if (!found) {
      giveBack();
    }
    return found;
  }

  /** Takes the bytes of {@code word}; stops before the first one that differs. */
  boolean takeAll(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (take() != word.charAt(i)) {
        giveBack();
        return false;
      }
    }
    return true;
  }

  /** What is wrong, told by what is left of the line. */
  JsonException syntaxError() {
    int where = line;
    ByteArrayOutputStream near = new ByteArrayOutputStream();
    for (int one = take(); one != END && one != '\n'; one = take()) {
      if (one >= ' ') {
        near.write(one);
      }
    }
    return new JsonException(
        "syntax error at line " + where + " near: " + near.toString(StandardCharsets.UTF_8));
  }

  /** Nothing but blanks may stand after a value. A byte that was given back counts as taken. */
  void checkRest() throws JsonException {
    int end = bytes.length;
    while (end > 0 && isBlank(bytes[end - 1])) {
      end--;
    }
    if (next == end) {
      return;
    }
    // Past the end only blanks are left, and Mesos then takes them for what trails.
    int to = next < end ? end : bytes.length;
    throw new JsonException(
        "Parsed JSON included non-whitespace trailing characters: "
            + new String(bytes, next, to - next, StandardCharsets.UTF_8));
  }

  private static boolean isBlank(byte one) {
    return one == ' ' || one == '\t' || one == '\n' || one == '\r';
  }
}
