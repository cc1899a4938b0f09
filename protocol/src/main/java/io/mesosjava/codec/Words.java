package io.mesosjava.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Text taken eight bytes at a time, the first byte lowest. */
final class Words {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private Words() {}

  static long get(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  static void set(byte[] bytes, int at, long word) {
    LONGS.set(bytes, at, word);
  }

  /** The {@code count} first bytes of {@code word}, 0 to 7, then zeros. */
  static long head(long word, int count) {
    return word & ((1L << (Byte.SIZE * count)) - 1);
  }

  /**
   * Not 0 if the word has a byte that ends the plain part of a JSON string: a quote, a backslash or
   * a control character. {@link #first} tells which is the first.
   */
  static long stops(long word) {
    long quote = word ^ (ONES * '"');
    long backslash = word ^ (ONES * '\\');
    // The lowest bit that is set marks the first such byte; those above it may be wrong.
    return (((quote - ONES) & ~quote)
            | ((backslash - ONES) & ~backslash)
            | ((word - ONES * ' ') & ~word))
        & HIGHS;
  }

  /** The index, 0 to 7, of the first byte that {@code stops} marks. */
  static int first(long stops) {
    return Long.numberOfTrailingZeros(stops) >>> 3;
  }

  /** Where the first byte from {@code from} on stands that is not plain, or {@code to}. */
  static int plainEnd(byte[] in, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES) {
      long stops = stops(get(in, at));
      if (stops != 0) {
        return at + first(stops);
      }
      at += Long.BYTES;
    }
    while (at < to && isPlain(in[at])) {
      at++;
    }
    return at;
  }

  private static boolean isPlain(byte b) {
    return b != '"' && b != '\\' && (b < 0 || b >= ' ');
  }
}
