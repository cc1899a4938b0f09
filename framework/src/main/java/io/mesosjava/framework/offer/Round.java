package io.mesosjava.framework.offer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One round of matching. Used once, by one thread. */
final class Round {

  /** A ranking costs about as much as looking at every candidate this often. */
  static final int LEAST_TO_RANK = 4;

  /** Numbers of 8 bytes in all rankings together. */
  private static final long MOST_CELLS = 8_000_000;

  private final Candidates candidates;
  private final Occupancy occupancy;
  private final Packing packing;
  private final int leastToRank;
  private final Map<TaskNeed.Shape, Search> searches = new HashMap<>();
  private final List<Placement> placed = new ArrayList<>();
  private final List<Unplaced> unplaced = new ArrayList<>();

  /**
   * A round.
   *
   * @param leastToRank how many tasks must be alike for the agents to be ranked for them
   */
  Round(List<AgentOffers> offers, Collection<Tenant> tenants, Packing packing, int leastToRank) {
    this.leastToRank = leastToRank;
    candidates = new Candidates(offers);
    occupancy = new Occupancy(candidates, tenants);
    this.packing = packing;
  }

  Placements place(Collection<TaskNeed> needs) {
    // All searches are made first, so that each counts the tasks of its group from the start.
    List<Search> perNeed = new ArrayList<>(needs.size());
    for (TaskNeed need : needs) {
      Search search =
          searches.computeIfAbsent(need.shape(), shape -> new Search(shape, candidates, occupancy));
      search.expect();
      perNeed.add(search);
    }
    rank();
    int i = 0;
    for (TaskNeed need : needs) {
      place(need, perNeed.get(i++));
    }
    return new Placements(placed, unplaced);
  }

  /** Rankings are for those who look most often, as far as memory goes. */
  private void rank() {
    if (packing == Packing.FIRST) {
      return;
    }
    long cells = Ranking.cells(candidates.size());
    searches.values().stream()
        .filter(search -> search.expected() >= leastToRank)
        .sorted(Comparator.comparingInt(Search::expected).reversed())
        .limit(MOST_CELLS / cells)
        .forEach(search -> search.rank(packing));
  }

  private void place(TaskNeed need, Search search) {
    Search.Hit hit = search.next(packing);
    if (hit == null) {
      unplaced.add(new Unplaced(need, candidates.size(), search.reasons()));
      return;
    }
    Demand.Found found = hit.found();
    candidates.take(hit.candidate(), found.left(), search.demand());
    occupancy.placed(need.group(), hit.candidate());
    placed.add(
        new Placement(need, candidates.offers(hit.candidate()), found.taken(), found.ports()));
  }
}
