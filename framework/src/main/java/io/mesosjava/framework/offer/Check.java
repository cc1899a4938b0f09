package io.mesosjava.framework.offer;

import io.mesosjava.framework.offer.Constraint.Like;
import io.mesosjava.framework.offer.Constraint.MaxPer;
import io.mesosjava.framework.offer.Constraint.Spread;
import io.mesosjava.framework.offer.Constraint.Together;
import io.mesosjava.framework.offer.Constraint.Where;
import java.util.BitSet;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * A constraint over the candidates of a round.
 *
 * @param constraint what it checks
 * @param allows whether a candidate may be used now
 * @param isFinal whether a candidate that may not be used now never may in this round
 */
record Check(Constraint constraint, IntPredicate allows, boolean isFinal) {

  static Check of(Constraint constraint, String group, Occupancy occupancy) {
    if (constraint instanceof MaxPer maxPer) {
      Tally tally = occupancy.tally(group, maxPer.by());
      Column column = tally.column();
      return new Check(
          constraint,
          candidate -> {
            int value = column.of(candidate);
            return value != Column.NONE && tally.count(value) < maxPer.most();
          },
          true);
    }
    if (constraint instanceof Spread spread) {
      return spread(spread, occupancy.tally(group, spread.by()));
    }
    if (constraint instanceof Together together) {
      Tally tally = occupancy.tally(group, together.by());
      Column column = tally.column();
      return new Check(
          constraint,
          candidate -> {
            int value = column.of(candidate);
            return value != Column.NONE && tally.count(value) == tally.total();
          },
          true);
    }
    if (constraint instanceof Like like) {
      return like(like, occupancy.column(like.of()));
    }
    return where((Where) constraint, occupancy.candidates());
  }

  private static Check spread(Spread spread, Tally tally) {
    Column column = tally.column();
    return new Check(
        spread,
        candidate -> {
          int value = column.of(candidate);
          if (value == Column.NONE) {
            return false;
          }
          int least = tally.values() < spread.values() ? 0 : tally.least();
          return tally.count(value) <= least;
        },
        false);
  }

  private static Check like(Like like, Column column) {
    Pattern pattern = Pattern.compile(like.pattern());
    BitSet matching = new BitSet();
    for (int value = 0; value < column.offered(); value++) {
      matching.set(value, pattern.matcher(column.text(value)).matches());
    }
    return new Check(
        like,
        candidate -> {
          int value = column.of(candidate);
          return (value != Column.NONE && matching.get(value)) == like.wanted();
        },
        true);
  }

  private static Check where(Where where, Candidates candidates) {
    BitSet passing = new BitSet();
    for (int i = 0; i < candidates.size(); i++) {
      passing.set(i, where.condition().test(candidates.offers(i).site()));
    }
    return new Check(where, passing::get, true);
  }
}
