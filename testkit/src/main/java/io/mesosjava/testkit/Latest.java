package io.mesosjava.testkit;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.ToIntFunction;

/** The latest of what was added: at most so many, of at most so much weight. Not thread-safe. */
final class Latest<T> {

  private final int capacity;
  private final long capacityInWeight;
  private final ToIntFunction<T> weight;
  private final ArrayDeque<T> things = new ArrayDeque<>();
  private long sum;

  Latest(int capacity, long capacityInWeight, ToIntFunction<T> weight) {
    this.capacity = capacity;
    this.capacityInWeight = capacityInWeight;
    this.weight = weight;
  }

  /** Adds {@code thing}, and drops the oldest that there is no more room for, perhaps itself. */
  void add(T thing) {
    things.add(thing);
    sum += weight.applyAsInt(thing);
    while (things.size() > capacity || sum > capacityInWeight) {
      sum -= weight.applyAsInt(things.remove());
    }
  }

  List<T> all() {
    return List.copyOf(things);
  }
}
