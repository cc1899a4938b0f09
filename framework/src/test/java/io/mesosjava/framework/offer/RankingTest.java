package io.mesosjava.framework.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RankingTest {

  private static boolean any(int candidate) {
    return candidate >= 0;
  }

  private static Ranking ranking(double... worths) {
    Ranking ranking = new Ranking(worths.length);
    for (int i = 0; i < worths.length; i++) {
      ranking.begin(i, worths[i]);
    }
    ranking.begun();
    return ranking;
  }

  @Test
  void ofEqualsTheFirstIsTheBest() {
    assertThat(ranking(1, 3, 2, 3).best(RankingTest::any)).isEqualTo(1);
    assertThat(ranking(3, 1, 5, 3).best(candidate -> candidate != 2)).isEqualTo(0);
  }

  @Test
  void withoutCandidatesThereIsNone() {
    assertThat(new Ranking(0).best(RankingTest::any)).isEqualTo(Ranking.NONE);
    assertThat(new Ranking(5).best(RankingTest::any)).isEqualTo(Ranking.NONE);
    assertThat(ranking(1, 2).best(candidate -> false)).isEqualTo(Ranking.NONE);
  }

  @Test
  void asksForNoMoreThanItMust() {
    double[] worths = new double[1000];
    worths[700] = 1;
    int[] asked = new int[1];
    int best =
        ranking(worths)
            .best(
                candidate -> {
                  asked[0]++;
                  return true;
                });
    assertThat(best).isEqualTo(700);
    assertThat(asked[0]).isEqualTo(1);
  }

  /** A candidate after another is worth something else, or is out; some are not allowed. */
  @Property
  void findsWhatLookingAtEachFinds(
      @ForAll @Size(min = 1, max = 20) List<@IntRange(max = 4) Integer> worths,
      @ForAll List<@IntRange(max = 19) Integer> changed,
      @ForAll List<@IntRange(max = 19) Integer> notAllowed) {
    double[] now = worths.stream().mapToDouble(Integer::intValue).toArray();
    Ranking ranking = ranking(now);
    for (int i = 0; i < changed.size(); i++) {
      int candidate = changed.get(i) % now.length;
      if (i % 3 == 0) {
        now[candidate] = Double.NEGATIVE_INFINITY;
        ranking.remove(candidate);
      } else {
        now[candidate] = i % 5;
        ranking.set(candidate, i % 5);
      }
      IntPredicate allowed = one -> !notAllowed.contains(one);
      assertThat(ranking.best(allowed)).isEqualTo(plainBest(now, allowed));
    }
    assertThat(ranking.best(RankingTest::any)).isEqualTo(plainBest(now, RankingTest::any));
  }

  private static int plainBest(double[] worths, IntPredicate allowed) {
    int best = Ranking.NONE;
    for (int i = 0; i < worths.length; i++) {
      boolean better = best == Ranking.NONE || worths[i] > worths[best];
      if (worths[i] != Double.NEGATIVE_INFINITY && better && allowed.test(i)) {
        best = i;
      }
    }
    return best;
  }
}
