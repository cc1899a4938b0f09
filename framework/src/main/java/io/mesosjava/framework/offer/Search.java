package io.mesosjava.framework.offer;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The search for places for tasks of one shape. Within a round agents only get fuller, so most that
 * did not do once never will, and are not looked at again. Not thread-safe.
 */
final class Search {

  /** A candidate and what it gives. */
  record Hit(int candidate, Demand.Found found) {}

  private static final int NOWHERE = -1;

  private final Candidates candidates;
  private final Demand demand;
  private final List<Check> checks;
  private final BitSet out;

  /** Candidates that were found to be out for good while the best was looked for. */
  private final BitSet refused = new BitSet();

  private @Nullable Ranking ranking;
  private int caughtUp;
  private int expected;

  /** What was found when there was no place, and at how many placements of the round that was. */
  private Map<Reason, Integer> reasons = Map.of();

  private int failedAt = -1;

  Search(TaskNeed.Shape shape, Candidates candidates, Occupancy occupancy) {
    this.candidates = candidates;
    demand = new Demand(shape, candidates);
    checks =
        shape.constraints().stream()
            .map(constraint -> Check.of(constraint, shape.group(), occupancy))
            .toList();
    out = (BitSet) demand.wrongKind().clone();
  }

  Demand demand() {
    return demand;
  }

  /** One more task is to be placed. */
  void expect() {
    expected++;
  }

  /** For how many tasks this is. */
  int expected() {
    return expected;
  }

  /** From now on the best is kept track of, which is worth it for more than a few tasks. */
  void rank(Packing packing) {
    Ranking all = new Ranking(candidates.size());
    for (int i = out.nextClearBit(0); i < candidates.size(); i = out.nextClearBit(i + 1)) {
      if (demand.fits(i)) {
        all.begin(i, worth(packing, i));
      }
    }
    all.begun();
    ranking = all;
    caughtUp = candidates.taken();
  }

  /** A place, if there is one. */
  @Nullable Hit next(Packing packing) {
    if (failedAt == candidates.taken()) {
      return null;
    }
    while (true) {
      int candidate = packing == Packing.FIRST ? first() : best(packing);
      if (candidate == NOWHERE) {
        failedAt = candidates.taken();
        reasons = explain();
        return null;
      }
      Demand.Found found = demand.find(candidates.left(candidate));
      if (found != null) {
        return new Hit(candidate, found);
      }
      out.set(candidate);
      refused.set(candidate);
    }
  }

  private int first() {
    for (int i = out.nextClearBit(0); i < candidates.size(); i = out.nextClearBit(i + 1)) {
      if (!demand.fits(i)) {
        out.set(i);
      } else if (isAllowed(i)) {
        return i;
      }
    }
    return NOWHERE;
  }

  private double worth(Packing packing, int candidate) {
    double fill = demand.fill(candidates, candidate);
    return packing == Packing.TIGHTEST ? fill : -fill;
  }

  private int best(Packing packing) {
    Ranking ranked = ranking;
    return ranked == null ? bestOfAll(packing) : bestOf(ranked, packing);
  }

  private int bestOf(Ranking ranked, Packing packing) {
    for (; caughtUp < candidates.taken(); caughtUp++) {
      int changed = candidates.taken(caughtUp);
      if (out.get(changed) || !demand.fits(changed)) {
        ranked.remove(changed);
      } else {
        ranked.set(changed, worth(packing, changed));
      }
    }
    refused.stream().forEach(ranked::remove);
    refused.clear();
    return ranked.best(this::isAllowed);
  }

  private int bestOfAll(Packing packing) {
    int best = NOWHERE;
    double bestFill = Double.NEGATIVE_INFINITY;
    for (int i = out.nextClearBit(0); i < candidates.size(); i = out.nextClearBit(i + 1)) {
      if (!demand.fits(i)) {
        out.set(i);
        continue;
      }
      double fill = worth(packing, i);
      if (fill > bestFill && isAllowed(i)) {
        best = i;
        bestFill = fill;
      }
    }
    return best;
  }

  private boolean isAllowed(int candidate) {
    Check refusing = refusing(candidate);
    if (refusing != null && refusing.isFinal()) {
      out.set(candidate);
      refused.set(candidate);
    }
    return refusing == null;
  }

  private @Nullable Check refusing(int candidate) {
    int number = firstRefusing(candidate);
    return number < 0 ? null : checks.get(number);
  }

  private int firstRefusing(int candidate) {
    for (int i = 0; i < checks.size(); i++) {
      if (!checks.get(i).allows().test(candidate)) {
        return i;
      }
    }
    return -1;
  }

  /** Why there is no place: of each candidate the first reason, as things are now. */
  Map<Reason, Integer> reasons() {
    return reasons;
  }

  /** Counted by numbers first: a reason is made once, not for each candidate. */
  private Map<Reason, Integer> explain() {
    int[] lacks = new int[demand.lacks()];
    int[] refusals = new int[checks.size()];
    Map<Reason, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < candidates.size(); i++) {
      int lack = demand.firstLack(i);
      int refusing = lack < 0 ? firstRefusing(i) : -1;
      if (lack >= 0) {
        lacks[lack]++;
      } else if (refusing >= 0) {
        refusals[refusing]++;
      } else {
        counts.merge(demand.misfit(candidates, i), 1, Integer::sum);
      }
    }
    for (int i = 0; i < lacks.length; i++) {
      if (lacks[i] > 0) {
        counts.merge(demand.lack(i), lacks[i], Integer::sum);
      }
    }
    for (int i = 0; i < refusals.length; i++) {
      if (refusals[i] > 0) {
        counts.merge(new Reason.Refused(checks.get(i).constraint()), refusals[i], Integer::sum);
      }
    }
    return counts;
  }
}
