package io.mesosjava.codec;

import java.util.Arrays;

/** Bytes to which more are appended. */
class GrowingBytes {

  private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

  /** The bytes, up to {@link #size}; what follows has no meaning. */
  byte[] bytes;

  int size;

  GrowingBytes(int capacity) {
    bytes = new byte[capacity];
  }

  /** Forgets what stands from {@code newSize} on. */
  final void truncate(int newSize) {
    size = newSize;
  }

  /** Makes room for {@code count} more. */
  final void reserve(int count) {
    if (bytes.length - size < count) {
      grow(count);
    }
  }

  private void grow(int count) {
    long needed = size + (long) count;
    if (needed > MAX_ARRAY) {
      throw new OutOfMemoryError("a message of more than " + MAX_ARRAY + " bytes");
    }
    long wanted = Math.max(needed, bytes.length * 3L / 2);
    bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, MAX_ARRAY));
  }

  final void put(byte value) {
    reserve(1);
    bytes[size++] = value;
  }

  final void put(byte[] source, int from, int to) {
    int count = to - from;
    reserve(count);
    System.arraycopy(source, from, bytes, size, count);
    size += count;
  }

  /** As many bytes as there are; this must not be used any more. */
  final byte[] toByteArray() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
