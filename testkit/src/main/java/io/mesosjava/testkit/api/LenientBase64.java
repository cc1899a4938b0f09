package io.mesosjava.testkit.api;

import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Base64 as stout reads it: blanks do not count, all ends at the first {@code =}. */
public final class LenientBase64 {

  private static final String DIGITS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

  private LenientBase64() {}

  /** The first byte that may not be there, as text: one of a longer character is none by itself. */
  public static Optional<Character> stranger(String text) {
    return significant(text)
        .chars()
        .filter(c -> DIGITS.indexOf(c) < 0)
        .mapToObj(c -> c < 0x80 ? (char) c : '\ufffd')
        .findFirst();
  }

  /** The bytes; what is less than a byte at the end is dropped. */
  public static byte[] decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int bits = 0;
    int count = 0;
    for (char c : significant(text).toCharArray()) {
      bits = bits << 6 | DIGITS.indexOf(c);
      count += 6;
      if (count >= 8) {
        count -= 8;
        bytes.write(bits >> count);
      }
    }
    return bytes.toByteArray();
  }

  private static String significant(String text) {
    int padding = text.indexOf('=');
    return (padding < 0 ? text : text.substring(0, padding)).replaceAll("[ \\t\\n\\x0B\\f\\r]", "");
  }
}
