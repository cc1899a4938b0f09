package io.mesosjava.codec;

import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;

/** Protobuf's binary form, as it grows. */
final class WireBuffer extends GrowingBytes {

  private static final int MAX_VARINT_BYTES = 10;

  WireBuffer(int capacity) {
    super(capacity);
  }

  /** An unsigned number in 1 to 10 bytes. */
  void varint(long value) {
    reserve(MAX_VARINT_BYTES);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /** The {@code count} low bytes of {@code value}, the lowest first. */
  void fixed(long value, int count) {
    reserve(Long.BYTES);
    Words.set(bytes, size, value);
    size += count;
  }

  /** Starts something whose length comes first and is not known yet; {@link #end} ends it. */
  int begin() {
    put((byte) 0);
    return size;
  }

  /** Ends what began at {@code start}, writing its length before it. */
  void end(int start) {
    int length = size - start;
    if (length < 0x80) {
      bytes[start - 1] = (byte) length;
    } else {
      insertLength(start, length);
    }
  }

  private void insertLength(int start, int length) {
    // One byte is there already. Few messages are long, so few are moved.
    int more = (31 - Integer.numberOfLeadingZeros(length)) / 7;
    reserve(more + MAX_VARINT_BYTES);
    System.arraycopy(bytes, start, bytes, start + more, length);
    size = start - 1;
    varint(length);
    size += length;
  }

  /** The text from {@code from} to {@code to}, which starts with its length. */
  String text(int from, int to) {
    int start = from;
    while (bytes[start] < 0) {
      start++;
    }
    return new String(bytes, start + 1, to - start - 1, StandardCharsets.UTF_8);
  }

  /** Whether the text from {@code from} to the end, which starts with its length, is UTF-8. */
  boolean isUtf8(int from) {
    // The length, being a number of up to 31 bits, may look like text that is not.
    int start = from;
    while (bytes[start] < 0) {
      start++;
    }
    return ByteString.copyFrom(bytes, start + 1, size - start - 1).isValidUtf8();
  }
}
