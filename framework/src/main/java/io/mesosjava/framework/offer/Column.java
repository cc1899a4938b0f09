package io.mesosjava.framework.offer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values of one selector, numbered, and which of them each candidate has. */
final class Column {

  static final int NONE = -1;

  private final Selector selector;
  private final int[] values;
  private final int offered;
  private final List<String> texts = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();

  Column(Selector selector, Candidates candidates) {
    this.selector = selector;
    values = new int[candidates.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(candidates.offers(i).site());
    }
    offered = texts.size();
  }

  /** The number of the value that {@code site} has, or {@link #NONE}. */
  int number(Site site) {
    String text = selector.value(site).orElse(null);
    if (text == null) {
      return NONE;
    }
    return numbers.computeIfAbsent(
        text,
        first -> {
          texts.add(first);
          return texts.size() - 1;
        });
  }

  /** The number of the value that {@code candidate} has, or {@link #NONE}. */
  int of(int candidate) {
    return values[candidate];
  }

  String text(int number) {
    return texts.get(number);
  }

  /** How many values the candidates have: they have the numbers below. */
  int offered() {
    return offered;
  }
}
