package io.mesosjava.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds a value by a name that stands as bytes amid others, without making a string of them.
 *
 * @param <T> what is found
 */
final class NameTable<T> {

  private final byte[][] names;
  private final T[] values;
  private final int mask;

  /** A table of {@code entries}; names are matched exactly. */
  @SuppressWarnings({"unchecked", "rawtypes"}) // An array of T is only ever read as T.
  NameTable(Map<String, T> entries) {
    int size = Integer.highestOneBit(Math.max(4, entries.size() * 4));
    names = new byte[size][];
    values = (T[]) new Object[size];
    mask = size - 1;
    entries.forEach((name, value) -> put(name.getBytes(StandardCharsets.UTF_8), value));
  }

  private void put(byte[] name, T value) {
    int slot = slot(hash(name, 0, name.length));
    while (names[slot] != null) {
      slot = (slot + 1) & mask;
    }
    names[slot] = name;
    values[slot] = value;
  }

  static int hash(byte[] bytes, int from, int to) {
    int hash = 0;
    for (int i = from; i < to; i++) {
      hash = hash(hash, bytes[i]);
    }
    return hash;
  }

  /** The hash of a name that is one byte longer than that of {@code hash}. */
  static int hash(int hash, byte next) {
    return hash * 31 + next;
  }

  private int slot(int hash) {
    return (hash ^ (hash >>> 7) ^ (hash >>> 15)) & mask;
  }

  /** The value whose name is the bytes {@code from} to {@code to}, which hash to {@code hash}. */
  @Nullable T find(byte[] bytes, int from, int to, int hash) {
    int slot = slot(hash);
    byte[] name;
    while ((name = names[slot]) != null) {
      if (name.length == to - from && Arrays.equals(name, 0, name.length, bytes, from, to)) {
        return values[slot];
      }
      slot = (slot + 1) & mask;
    }
    return null;
  }
}
