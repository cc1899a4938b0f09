package io.mesosjava.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Base64 as Mesos reads and writes it: the standard alphabet, written with padding; read with or
 * without it, up to the first {@code =}, blanks anywhere.
 */
final class Base64Text {

  static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
          .getBytes(StandardCharsets.US_ASCII);

  private static final byte BLANK = -2;
  private static final byte[] VALUES = values();

  private Base64Text() {}

  private static byte[] values() {
    byte[] values = new byte[256];
    Arrays.fill(values, (byte) -1);
    for (int i = 0; i < ALPHABET.length; i++) {
      values[ALPHABET[i]] = (byte) i;
    }
    for (char blank : " \t\n\u000b\f\r".toCharArray()) {
      values[blank] = BLANK;
    }
    return values;
  }

  /**
   * Appends what the bytes from {@code from} to {@code to} stand for.
   *
   * @return where a byte stands that is not base64, or -1 if none does
   */
  static int decode(byte[] in, int from, int to, WireBuffer out) {
    out.reserve((to - from) / 4 * 3 + 3);
    byte[] target = out.bytes;
    int size = out.size;
    int bits = 0;
    int count = 0;
    for (int at = from; at < to && in[at] != '='; at++) {
      byte value = VALUES[in[at] & 0xff];
      if (value >= 0) {
        bits = (bits << 6) | value;
        if (++count == 4) {
          target[size++] = (byte) (bits >> 16);
          target[size++] = (byte) (bits >> 8);
          target[size++] = (byte) bits;
          count = 0;
        }
      } else if (value != BLANK) {
        return at;
      }
    }
    out.size = size;
    if (count >= 2) {
      out.put((byte) (count == 2 ? bits >> 4 : bits >> 10));
    }
    if (count == 3) {
      out.put((byte) (bits >> 2));
    }
    return -1;
  }
}
