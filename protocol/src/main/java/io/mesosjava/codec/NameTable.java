package io.mesosjava.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds a value by a name that stands as bytes amid others, without making a string of them. Names
 * are hashed eight bytes at a time.
 *
 * @param <T> what is found
 */
final class NameTable<T> {

  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  private final byte[][] names;
  private final long[] hashes;
  private final T[] values;
  private final int shift;

  /** A table of {@code entries}; names are matched exactly. */
  @SuppressWarnings("unchecked") // An array of T is only ever read as T.
  NameTable(Map<String, T> entries) {
    int size = Integer.highestOneBit(Math.max(4, entries.size() * 4));
    names = new byte[size][];
    hashes = new long[size];
    values = (T[]) new Object[size];
    shift = Long.numberOfLeadingZeros(size) + 1;
    entries.forEach((name, value) -> put(name.getBytes(StandardCharsets.UTF_8), value));
  }

  private void put(byte[] name, T value) {
    long hash = hash(name, name.length);
    int slot = slot(hash);
    while (names[slot] != null) {
      slot = (slot + 1) & (names.length - 1);
    }
    names[slot] = name;
    hashes[slot] = hash;
    values[slot] = value;
  }

  /** The hash of the first {@code length} bytes. */
  static long hash(byte[] name, int length) {
    byte[] padded = Arrays.copyOf(name, length + Long.BYTES);
    Arrays.fill(padded, length, padded.length, (byte) 0);
    long hash = 0;
    for (int at = 0; at <= length; at += Long.BYTES) {
      hash = hash(hash, Words.get(padded, at));
    }
    return hash;
  }

  /**
   * Adds a word to the hash of those before. After the last word comes one with the bytes that are
   * left, 0 to 7, and zeros.
   */
  static long hash(long hash, long word) {
    return (hash ^ word) * MULTIPLIER;
  }

  private int slot(long hash) {
    return (int) (hash >>> shift);
  }

  /** The value whose name is the bytes {@code from} to {@code to}, which hash to {@code hash}. */
  @Nullable T find(byte[] bytes, int from, int to, long hash) {
    int slot = slot(hash);
    byte[] name;
    while ((name = names[slot]) != null) {
      if (hashes[slot] == hash && name.length == to - from && isName(name, bytes, from, to)) {
        return values[slot];
      }
      slot = (slot + 1) & (names.length - 1);
    }
    return null;
  }

  /** Names of a single word have a hash of their own. */
  private static boolean isName(byte[] name, byte[] bytes, int from, int to) {
    return name.length < Long.BYTES || Arrays.equals(name, 0, name.length, bytes, from, to);
  }
}
