package io.mesosjava.client;

import java.nio.charset.StandardCharsets;

/** The beginning of foreign bytes, fit to be shown in one line of an error. */
final class Excerpt {

  private static final int MAX_CHARS = 256;

  private Excerpt() {}

  /** {@code bytes} in quotes; what is not printable ASCII is written {@code \xNN}. */
  static String of(byte[] bytes) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < bytes.length; i++) {
      if (text.length() > MAX_CHARS) {
        return text.append("\"...").toString();
      }
      append(text, bytes[i]);
    }
    return text.append('"').toString();
  }

  /** As {@link #of(byte[])} of the text's UTF-8 bytes. */
  static String of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void append(StringBuilder text, byte next) {
    switch (next) {
      case '\n' -> text.append("\\n");
      case '\r' -> text.append("\\r");
      case '\t' -> text.append("\\t");
      case '"', '\\' -> text.append('\\').append((char) next);
      default -> {
        if (next < ' ' || next == 0x7f) {
          text.append(String.format("\\x%02x", next));
        } else {
          text.append((char) next);
        }
      }
    }
  }
}
