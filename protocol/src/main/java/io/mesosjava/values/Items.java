package io.mesosjava.values;

import static java.util.Objects.requireNonNull;

import io.mesosjava.v1.Value;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;

/**
 * The value of a SET resource: distinct texts, immutable and kept in order.
 *
 * <p>Mesos: the operators on {@code Value::Set} in {@code src/v1/values.cpp}; equality here is that
 * of sets, while Mesos compares items at equal positions.
 */
public final class Items implements Iterable<String> {

  private static final Items EMPTY = new Items(new String[0]);

  private final String[] sorted;

  private Items(String[] sorted) {
    this.sorted = sorted;
  }

  /** The set without items. */
  public static Items empty() {
    return EMPTY;
  }

  /** The set of {@code items}; repetitions count once. */
  public static Items of(Collection<String> items) {
    requireNonNull(items, "items");
    return new Items(new TreeSet<>(items).toArray(String[]::new));
  }

  /** The set of the items of {@code message}; repetitions count once. */
  public static Items of(Value.Set message) {
    requireNonNull(message, "message");
    return of(message.getItemList());
  }

  /**
   * Reads {@code {a, b}}, the form of Mesos; blanks around items are ignored.
   *
   * @throws ValueFormatException if {@code text} is not of that form, or repeats an item; it names
   *     the column
   */
  public static Items parse(String text) {
    requireNonNull(text, "text");
    return of(new ValueReader(text).items());
  }

  /** Whether there is no item. */
  public boolean isEmpty() {
    return sorted.length == 0;
  }

  /** How many items there are. */
  public int size() {
    return sorted.length;
  }

  /** Whether {@code item} is in this set. */
  public boolean contains(String item) {
    requireNonNull(item, "item");
    return Arrays.binarySearch(sorted, item) >= 0;
  }

  /** Whether every item of {@code that} is in this set. */
  public boolean containsAll(Items that) {
    requireNonNull(that, "that");
    int mine = 0;
    for (String item : that.sorted) {
      while (mine < sorted.length && sorted[mine].compareTo(item) < 0) {
        mine++;
      }
      if (mine == sorted.length || !sorted[mine].equals(item)) {
        return false;
      }
    }
    return true;
  }

  /** The items that are in this set, in {@code that}, or in both. */
  public Items plus(Items that) {
    requireNonNull(that, "that");
    String[] out = new String[sorted.length + that.sorted.length];
    int size = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < sorted.length && theirs < that.sorted.length) {
      int order = sorted[mine].compareTo(that.sorted[theirs]);
      out[size++] = order <= 0 ? sorted[mine] : that.sorted[theirs];
      mine += order <= 0 ? 1 : 0;
      theirs += order >= 0 ? 1 : 0;
    }
    while (mine < sorted.length) {
      out[size++] = sorted[mine++];
    }
    while (theirs < that.sorted.length) {
      out[size++] = that.sorted[theirs++];
    }
    return new Items(Arrays.copyOf(out, size));
  }

  /** The items of this set that are not in {@code that}. */
  public Items minus(Items that) {
    requireNonNull(that, "that");
    String[] out = new String[sorted.length];
    int size = 0;
    for (String item : sorted) {
      if (!that.contains(item)) {
        out[size++] = item;
      }
    }
    return size == sorted.length ? this : new Items(Arrays.copyOf(out, size));
  }

  /** The items in order. */
  public List<String> list() {
    return List.of(sorted);
  }

  @Override
  public Iterator<String> iterator() {
    return list().iterator();
  }

  /** This set as a message. */
  public Value.Set toMessage() {
    return Value.Set.newBuilder().addAllItem(list()).build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Items that && Arrays.equals(sorted, that.sorted);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sorted);
  }

  /** The form of Mesos, for example {@code {a, b}}. */
  @Override
  public String toString() {
    return "{" + String.join(", ", sorted) + "}";
  }
}
