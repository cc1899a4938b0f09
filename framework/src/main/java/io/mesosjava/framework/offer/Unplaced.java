package io.mesosjava.framework.offer;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A task for which there was no place, and why.
 *
 * @param need the task
 * @param agents how many agents were looked at
 * @param reasons on how many of them each reason was the first; the most frequent comes first
 */
public record Unplaced(TaskNeed need, int agents, Map<Reason, Integer> reasons) {

  /** Sorts the reasons. */
  public Unplaced {
    Objects.requireNonNull(need, "need");
    Map<Reason, Integer> sorted = new LinkedHashMap<>();
    reasons.entrySet().stream()
        .sorted(Map.Entry.<Reason, Integer>comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    reasons = Collections.unmodifiableMap(sorted);
  }

  /**
   * One line, for example {@code web-3: none of 12 agents will do: 9 have not enough cpus (4
   * wanted, at most 2.5), 3 are refused by 'at most 1 per hostname'}.
   */
  @Override
  public String toString() {
    if (agents == 0) {
      return need.id() + ": no offers";
    }
    return reasons.entrySet().stream()
        .map(entry -> entry.getValue() + " " + verb(entry) + entry.getKey())
        .collect(
            Collectors.joining(", ", need.id() + ": none of " + agents + " agents will do: ", ""));
  }

  private static String verb(Map.Entry<Reason, Integer> entry) {
    boolean one = entry.getValue() == 1;
    if (entry.getKey() instanceof Reason.Refused) {
      return one ? "is " : "are ";
    }
    return one ? "has " : "have ";
  }
}
