package io.mesosjava.codec;

import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;

/** JSON text as Mesos writes it, as it grows. */
final class JsonBuffer extends GrowingBytes {

  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LOWEST = "-9223372036854775808".getBytes(StandardCharsets.US_ASCII);

  /** 10^0 to 10^18. */
  private static final long[] POWERS =
      LongStream.iterate(1, power -> power * 10).limit(19).toArray();

  JsonBuffer(int capacity) {
    super(capacity);
  }

  /** The bytes of {@code text}, which is ASCII and needs no escapes. */
  void ascii(String text) {
    byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
    put(ascii, 0, ascii.length);
  }

  /** {@code count} zeros. */
  void zeros(int count) {
    for (int i = 0; i < count; i++) {
      put((byte) '0');
    }
  }

  /** Puts {@code text}, which is ASCII, before what stands at {@code at}. */
  void insert(int at, String text) {
    int length = text.length();
    reserve(length);
    System.arraycopy(bytes, at, bytes, at + length, size - at);
    for (int i = 0; i < length; i++) {
      bytes[at + i] = (byte) text.charAt(i);
    }
    size += length;
  }

  /** A string of the bytes of UTF-8 between {@code from} and {@code to}. */
  void string(byte[] text, int from, int to) {
    put((byte) '"');
    int at = copyPlain(text, from, to);
    while (at < to) {
      escape(text[at]);
      at = copyPlain(text, at + 1, to);
    }
    put((byte) '"');
  }

  /** Copies up to the first byte that is not plain; where that is. */
  private int copyPlain(byte[] text, int from, int to) {
    reserve(to - from + Long.BYTES);
    int at = from;
    while (at < to && at <= text.length - Long.BYTES) {
      long word = Words.get(text, at);
      Words.set(bytes, size, word);
      long stops = Words.stops(word);
      int plain = stops == 0 ? Long.BYTES : Words.first(stops);
      int count = Math.min(plain, to - at);
      size += count;
      at += count;
      if (count < Long.BYTES) {
        return at;
      }
    }
    int end = Words.plainEnd(text, at, to);
    put(text, at, end);
    return end;
  }

  /** The bytes from {@code from} of {@code padded}, which has eight more at its end. */
  void words(byte[] padded, int from) {
    int count = padded.length - Long.BYTES - from;
    reserve(padded.length);
    for (int at = 0; at < count; at += Long.BYTES) {
      Words.set(bytes, size + at, Words.get(padded, from + at));
    }
    size += count;
  }

  private void escape(byte special) {
    put((byte) '\\');
    switch (special) {
      case '"', '\\' -> put(special);
      case '\b' -> put((byte) 'b');
      case '\f' -> put((byte) 'f');
      case '\n' -> put((byte) 'n');
      case '\r' -> put((byte) 'r');
      case '\t' -> put((byte) 't');
      default -> {
        ascii("u00");
        put(HEX[special >> 4]);
        put(HEX[special & 0xf]);
      }
    }
  }

  void number(long value) {
    if (value >= 0) {
      digits(value, 1);
    } else if (value == Long.MIN_VALUE) {
      put(LOWEST, 0, LOWEST.length);
    } else {
      put((byte) '-');
      digits(-value, 1);
    }
  }

  void unsigned(long value) {
    if (value >= 0) {
      digits(value, 1);
    } else {
      ascii(Long.toUnsignedString(value));
    }
  }

  /** {@code value}, which is not negative, with zeros before it to make it {@code least} digits. */
  void digits(long value, int least) {
    int count = Math.max(least, width(value));
    reserve(count);
    long rest = value;
    for (int at = size + count - 1; at >= size; at--) {
      long next = rest / 10;
      bytes[at] = (byte) ('0' + (rest - next * 10));
      rest = next;
    }
    size += count;
  }

  /** How many digits {@code value} has, which is not negative. */
  static int width(long value) {
    int width = 1;
    while (width < POWERS.length && value >= POWERS[width]) {
      width++;
    }
    return width;
  }

  /** Ten to the power of {@code exponent}, 0 to 18. */
  static long power(int exponent) {
    return POWERS[exponent];
  }

  /** The bytes between {@code from} and {@code to} as a string of base64. */
  void base64(byte[] data, int from, int to) {
    put((byte) '"');
    int at = from;
    for (; at <= to - 3; at += 3) {
      group((data[at] & 0xff) << 16 | (data[at + 1] & 0xff) << 8 | (data[at + 2] & 0xff), 4);
    }
    if (to - at == 1) {
      group((data[at] & 0xff) << 16, 2);
    } else if (to - at == 2) {
      group((data[at] & 0xff) << 16 | (data[at + 1] & 0xff) << 8, 3);
    }
    put((byte) '"');
  }

  private void group(int bits, int count) {
    reserve(4);
    for (int i = 0; i < 4; i++) {
      bytes[size++] = i < count ? Base64Text.ALPHABET[(bits >> (6 * (3 - i))) & 0x3f] : (byte) '=';
    }
  }
}
