package io.mesosjava.framework.offer;

import java.util.Arrays;
import java.util.BitSet;

/**
 * How many tasks of one group there are at each value of a column. The values that the candidates
 * have are known from the start, others when a task is there.
 */
final class Tally {

  private final Column column;
  private final BitSet known = new BitSet();
  private int[] counts;
  private int total;
  private int least;
  private int atLeast;

  Tally(Column column) {
    this.column = column;
    counts = new int[column.offered()];
    known.set(0, column.offered());
    recount();
  }

  Column column() {
    return column;
  }

  /** Counts a task at a value, or at {@link Column#NONE}. */
  void add(int value) {
    total++;
    if (value == Column.NONE) {
      return;
    }
    if (value >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(value + 1, 2 * counts.length));
    }
    int before = counts[value]++;
    if (!known.get(value)) {
      known.set(value);
      recount();
    } else if (before == least && --atLeast == 0) {
      recount();
    }
  }

  private void recount() {
    least = known.stream().map(value -> counts[value]).min().orElse(0);
    atLeast = (int) known.stream().filter(value -> counts[value] == least).count();
  }

  int count(int value) {
    return counts[value];
  }

  /** How many tasks there are, wherever. */
  int total() {
    return total;
  }

  /** How many tasks there are at the known value that has the fewest. */
  int least() {
    return least;
  }

  /** How many values are known. */
  int values() {
    return known.cardinality();
  }
}
