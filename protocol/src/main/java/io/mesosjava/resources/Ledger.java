package io.mesosjava.resources;

import java.util.Arrays;

/**
 * Entries under construction, at most one per match, found by hash in constant time. Not
 * thread-safe; {@link Resources} freezes what it holds.
 *
 * <p>Entries keep the order of their first insertion, and the last entry takes the place of a
 * removed one: the order in which Mesos prints and sends them.
 */
final class Ledger {

  private Entry[] entries;
  private int size;

  /** Open addressing, linear probing; holds index + 1, and 0 where free. Never over half full. */
  private int[] slots;

  Ledger(int capacity) {
    entries = new Entry[capacity];
    slots = new int[slotsFor(capacity)];
  }

  private Ledger(Entry[] entries, int size, int[] slots) {
    this.entries = entries;
    this.size = size;
    this.slots = slots;
  }

  /** A ledger with the entries of this one and room for {@code more}; this one stays as it is. */
  Ledger copy(int more) {
    if (slotsFor(size + more) > slots.length) {
      Ledger grown = new Ledger(size + more);
      for (int i = 0; i < size; i++) {
        grown.append(entries[i]);
      }
      return grown;
    }
    return new Ledger(Arrays.copyOf(entries, size + more), size, slots.clone());
  }

  int size() {
    return size;
  }

  Entry entry(int index) {
    return entries[index];
  }

  /** The index of the entry that matches {@code key}, or -1. */
  int find(Entry key) {
    int mask = slots.length - 1;
    for (int slot = key.matchHash() & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      int index = slots[slot] - 1;
      if (entries[index].matches(key)) {
        return index;
      }
    }
    return -1;
  }

  void add(Entry entry) {
    if (entry.isEmpty()) {
      return;
    }
    int index = find(entry);
    if (index < 0) {
      append(entry);
    } else {
      entries[index] = entries[index].plus(entry);
    }
  }

  void replaceAmount(int index, Amount amount) {
    entries[index] = entries[index].withAmount(amount);
  }

  /** Takes {@code entry} away as far as it is there. */
  void subtract(Entry entry) {
    int index = find(entry);
    if (index < 0) {
      return;
    }
    Entry left = entries[index].minus(entry);
    if (left.isEmpty()) {
      remove(index);
    } else {
      entries[index] = left;
    }
  }

  private void append(Entry entry) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, Math.max(8, 2 * size));
    }
    if (2 * (size + 1) > slots.length) {
      rehash(2 * slots.length);
    }
    entries[size++] = entry;
    place(entry, size);
  }

  private void place(Entry entry, int indexPlusOne) {
    int mask = slots.length - 1;
    int slot = entry.matchHash() & mask;
    while (slots[slot] != 0) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = indexPlusOne;
  }

  private void rehash(int capacity) {
    slots = new int[capacity];
    for (int i = 0; i < size; i++) {
      place(entries[i], i + 1);
    }
  }

  private void remove(int index) {
    int last = size - 1;
    vacate(slotOf(index));
    if (index != last) {
      slots[slotOf(last)] = index + 1;
      entries[index] = entries[last];
    }
    size = last;
  }

  private int slotOf(int index) {
    int mask = slots.length - 1;
    int slot = entries[index].matchHash() & mask;
    while (slots[slot] != index + 1) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  /** Frees a slot and moves up those behind it that would no longer be found. */
  private void vacate(int freed) {
    int mask = slots.length - 1;
    int free = freed;
    for (int slot = (free + 1) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
      int home = entries[slots[slot] - 1].matchHash() & mask;
      if (((slot - home) & mask) >= ((slot - free) & mask)) {
        slots[free] = slots[slot];
        free = slot;
      }
    }
    slots[free] = 0;
  }

  private static int slotsFor(int capacity) {
    return Integer.highestOneBit(Math.max(4, 2 * capacity) - 1) << 1;
  }
}
