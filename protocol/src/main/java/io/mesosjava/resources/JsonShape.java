package io.mesosjava.resources;

import io.mesosjava.values.ValueFormatException;

/**
 * Whether a text has the outline of one JSON array of objects and nothing else, so that it can be
 * put into a message without getting out of its field. What is inside the objects is left to the
 * codec.
 */
final class JsonShape {

  private final String text;
  private int at;

  private JsonShape(String text) {
    this.text = text;
  }

  /**
   * Passes arrays of objects only.
   *
   * @throws ValueFormatException if {@code text} is something else; it names the column
   */
  static void checkObjects(String text) {
    JsonShape shape = new JsonShape(text);
    shape.expect('[');
    if (!shape.accept(']')) {
      do {
        shape.object();
      } while (shape.accept(','));
      shape.expect(']');
    }
    shape.skipBlanks();
    if (shape.at < text.length()) {
      throw shape.error("unexpected text after the array");
    }
  }

  private void object() {
    expect('{');
    for (int depth = 1; depth > 0; at++) {
      if (at >= text.length()) {
        throw error("expected '}'");
      }
      switch (text.charAt(at)) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> skipString();
        default -> {}
      }
    }
  }

  /** Goes to the quote that ends the string. */
  private void skipString() {
    at++;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
  }

  private boolean accept(char c) {
    skipBlanks();
    boolean found = at < text.length() && text.charAt(at) == c;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw error("expected '" + c + "'");
    }
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private ValueFormatException error(String problem) {
    return new ValueFormatException(problem, Math.min(at, text.length()) + 1);
  }
}
