package io.mesosjava.testkit.master;

import java.util.EnumMap;
import java.util.Map;

/** How often what has happened since a master began to lead. Lives on the stage. */
final class Counters {

  private final Map<Counter, Long> counts = new EnumMap<>(Counter.class);

  void add(Counter counter) {
    counts.merge(counter, 1L, Long::sum);
  }

  /** Counts the one or the other. */
  void add(boolean valid, Counter ifValid, Counter otherwise) {
    add(valid ? ifValid : otherwise);
  }

  /** Zero for what has not happened. */
  long of(Counter counter) {
    return counts.getOrDefault(counter, 0L);
  }
}
