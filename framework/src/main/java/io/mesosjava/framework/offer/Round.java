package io.mesosjava.framework.offer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One round of matching. Used once, by one thread. */
final class Round {

  private final Candidates candidates;
  private final Occupancy occupancy;
  private final Packing packing;
  private final Map<TaskNeed.Shape, Search> searches = new HashMap<>();
  private final List<Placement> placed = new ArrayList<>();
  private final List<Unplaced> unplaced = new ArrayList<>();

  Round(List<AgentOffers> offers, Collection<Tenant> tenants, Packing packing) {
    candidates = new Candidates(offers);
    occupancy = new Occupancy(candidates, tenants);
    this.packing = packing;
  }

  Placements place(Collection<TaskNeed> needs) {
    // All searches are made first, so that each counts the tasks of its group from the start.
    List<Search> perNeed = new ArrayList<>(needs.size());
    for (TaskNeed need : needs) {
      perNeed.add(
          searches.computeIfAbsent(
              need.shape(), shape -> new Search(shape, candidates, occupancy)));
    }
    int i = 0;
    for (TaskNeed need : needs) {
      place(need, perNeed.get(i++));
    }
    return new Placements(placed, unplaced);
  }

  private void place(TaskNeed need, Search search) {
    Search.Hit hit = search.next(packing, placed.size());
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
