package io.mesosjava.framework.offer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a round of matching: every task is either placed or not.
 *
 * @param placed the tasks with a place, in the order of the needs
 * @param unplaced the tasks without one, in the order of the needs
 */
public record Placements(List<Placement> placed, List<Unplaced> unplaced) {

  /** Copies both. */
  public Placements {
    placed = List.copyOf(placed);
    unplaced = List.copyOf(unplaced);
  }

  /** The placed tasks by the offers that they take from: one ACCEPT each. */
  public Map<AgentOffers, List<Placement>> byOffers() {
    Map<AgentOffers, List<Placement>> groups = new LinkedHashMap<>();
    for (Placement placement : placed) {
      groups.computeIfAbsent(placement.on(), first -> new ArrayList<>()).add(placement);
    }
    return groups;
  }
}
