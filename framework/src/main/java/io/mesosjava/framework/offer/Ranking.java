package io.mesosjava.framework.offer;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The candidates by their worth, as a tree of the best of each half: to change one, or to find the
 * best, takes as many steps as the tree is high. Of equals the first is the best. Not thread-safe.
 */
final class Ranking {

  static final int NONE = -1;

  /** How many numbers the ranking of {@code size} candidates holds. */
  static long cells(int size) {
    return 2L * leaves(size);
  }

  private static int leaves(int size) {
    return Math.max(1, Integer.highestOneBit(Math.max(1, size - 1)) * (size > 1 ? 2 : 1));
  }

  private final int leaves;

  /** Node 1 is the root, 2n and 2n + 1 are below n, the last ones are the candidates. */
  private final double[] best;

  private int found;

  /** A ranking of {@code size} candidates, all of them out. */
  Ranking(int size) {
    leaves = leaves(size);
    best = new double[2 * leaves];
    Arrays.fill(best, Double.NEGATIVE_INFINITY);
  }

  /** Notes what candidates are worth before any of them is looked for. */
  void begin(int candidate, double worth) {
    best[leaves + candidate] = worth;
  }

  /** All have begun. */
  void begun() {
    for (int node = leaves - 1; node > 0; node--) {
      best[node] = Math.max(best[2 * node], best[2 * node + 1]);
    }
  }

  /** What {@code candidate} is worth now. */
  void set(int candidate, double worth) {
    int node = leaves + candidate;
    best[node] = worth;
    for (node /= 2; node > 0; node /= 2) {
      double now = Math.max(best[2 * node], best[2 * node + 1]);
      if (now == best[node]) {
        return;
      }
      best[node] = now;
    }
  }

  /** {@code candidate} is out. */
  void remove(int candidate) {
    set(candidate, Double.NEGATIVE_INFINITY);
  }

  /** The best candidate that is {@code allowed}, or {@link #NONE}; others are not asked for. */
  int best(IntPredicate allowed) {
    found = NONE;
    search(1, 0, leaves, allowed);
    return found;
  }

  /** Looks below {@code node}, whose candidates are {@code width} from {@code first} on. */
  private void search(int node, int first, int width, IntPredicate allowed) {
    if (!isBetter(node, first)) {
      return;
    }
    if (width == 1) {
      if (allowed.test(first)) {
        found = first;
      }
      return;
    }
    int half = width / 2;
    if (best[2 * node] >= best[2 * node + 1]) {
      search(2 * node, first, half, allowed);
      search(2 * node + 1, first + half, half, allowed);
    } else {
      search(2 * node + 1, first + half, half, allowed);
      search(2 * node, first, half, allowed);
    }
  }

  /** Whether there may be something below {@code node} that is better than what was found. */
  private boolean isBetter(int node, int first) {
    double worth = best[node];
    if (worth == Double.NEGATIVE_INFINITY) {
      return false;
    }
    double limit = found == NONE ? Double.NEGATIVE_INFINITY : best[leaves + found];
    return worth > limit || (worth == limit && first < found);
  }
}
