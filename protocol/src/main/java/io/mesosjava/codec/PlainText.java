package io.mesosjava.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the bytes that mean something in a JSON string, eight at a time. */
final class PlainText {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  private PlainText() {}

  /**
   * Where the first byte stands that is a quote, a backslash or a control character, or {@code to}.
   */
  static int end(byte[] in, int from, int to) {
    int at = from;
    while (at <= to - Long.BYTES) {
      long eight = (long) LONGS.get(in, at);
      long quote = eight ^ ONES * '"';
      long backslash = eight ^ ONES * '\\';
      // The lowest bit that is set marks the first such byte; those above it may be wrong.
      long stops =
          (((quote - ONES) & ~quote)
                  | ((backslash - ONES) & ~backslash)
                  | ((eight - ONES * ' ') & ~eight))
              & HIGHS;
      if (stops != 0) {
        return at + (Long.numberOfTrailingZeros(stops) >>> 3);
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
