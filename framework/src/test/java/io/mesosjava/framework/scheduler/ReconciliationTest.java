package io.mesosjava.framework.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.framework.Backoff;
import io.mesosjava.framework.scheduler.Reconciliation.Pace;
import io.mesosjava.framework.scheduler.Reconciliation.Question;
import java.time.Duration;
import java.util.ConcurrentModificationException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When to ask for what, on a clock that is a number. */
class ReconciliationTest {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final Pace PACE =
      new Pace(
          Backoff.exponential(Duration.ofSeconds(1), Duration.ofSeconds(4)),
          Duration.ofMinutes(15));

  private final Map<String, String> known = new LinkedHashMap<>();
  private final Reconciliation<String> reconciliation =
      new Reconciliation<>(PACE, new Random(1), () -> known);
  private long now = 5;

  private void know(String... ids) {
    List.of(ids).forEach(id -> known.put(id, "where is " + id));
  }

  private static Question<String> about(String... ids) {
    return new Question<>(List.of(ids).stream().map(id -> "where is " + id).toList());
  }

  private static Question<String> everything() {
    return new Question<>(List.of());
  }

  @Test
  void asksNothingBeforeItBegins() {
    know("a");
    assertThat(reconciliation.due(now)).isEmpty();
    assertThat(reconciliation.next()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void asksLaterWhenItCannotBeToldWhatIsKnown() {
    know("a");
    AtomicInteger asked = new AtomicInteger();
    Reconciliation<String> unsure =
        new Reconciliation<>(
            PACE,
            new Random(1),
            () -> {
              if (asked.incrementAndGet() <= 3) {
                throw new ConcurrentModificationException("being changed");
              }
              return known;
            });
    unsure.begin(now);
    for (long wait : new long[] {1, 2, 4}) {
      assertThat(unsure.due(now)).isEmpty();
      assertThat(unsure.next() - now).isEqualTo(wait * SECOND);
      now = unsure.next();
    }
    assertThat(unsure.due(now)).containsExactly(about("a"));
    unsure.answered("a", now);
    assertThat(unsure.due(now)).containsExactly(everything());
  }

  @Test
  void asksAgainAndAgainUntilAllIsAnsweredThenForEverything() {
    know("a", "b");
    reconciliation.begin(now);
    assertThat(reconciliation.due(now)).containsExactly(about("a", "b"));
    for (long wait : new long[] {1, 2, 4, 4}) {
      assertThat(reconciliation.next() - now).isEqualTo(wait * SECOND);
      now = reconciliation.next();
      assertThat(reconciliation.due(now - 1)).isEmpty();
      assertThat(reconciliation.due(now)).hasSize(1);
    }
    reconciliation.answered("a", now);
    reconciliation.answered("stranger", now);
    assertThat(reconciliation.due(now)).isEmpty();
    now = reconciliation.next();
    assertThat(reconciliation.due(now)).containsExactly(about("b"));
    reconciliation.answered("b", now);
    assertThat(reconciliation.due(now)).containsExactly(everything());
    assertThat(reconciliation.due(now)).isEmpty();
    assertThat(reconciliation.next() - now).isEqualTo(Duration.ofMinutes(15).toNanos());
  }

  @Test
  void asksForEverythingAtOnceWhenNothingIsKnown() {
    reconciliation.begin(now);
    assertThat(reconciliation.due(now)).containsExactly(everything());
  }

  @Test
  void beginsAnotherRoundWithWhatIsKnownThen() {
    know("a");
    reconciliation.begin(now);
    reconciliation.due(now);
    reconciliation.answered("a", now);
    reconciliation.due(now);
    know("b");
    now = reconciliation.next();
    assertThat(reconciliation.due(now)).containsExactly(about("a", "b"));
  }

  @Test
  void asksNothingAfterTheSubscriptionIsLost() {
    know("a");
    reconciliation.begin(now);
    reconciliation.due(now);
    reconciliation.stop();
    reconciliation.answered("a", now);
    assertThat(reconciliation.next()).isEqualTo(Long.MAX_VALUE);
    assertThat(reconciliation.due(now + 1000 * SECOND)).isEmpty();
  }

  @Test
  void aNewFrameworkIsAskedForAfterTheFirstPeriod() {
    reconciliation.beginLater(now);
    assertThat(reconciliation.due(now)).isEmpty();
    assertThat(reconciliation.next() - now).isEqualTo(Duration.ofMinutes(15).toNanos());
    know("a");
    now = reconciliation.next();
    assertThat(reconciliation.due(now)).containsExactly(about("a"));
  }

  @Test
  void aNewRoundReplacesTheOneUnderWay() {
    know("a");
    reconciliation.begin(now);
    reconciliation.due(now);
    now += 10 * SECOND;
    reconciliation.begin(now);
    assertThat(reconciliation.due(now)).containsExactly(about("a"));
    assertThat(reconciliation.next() - now).as("the waits begin anew").isEqualTo(SECOND);
  }

  @Test
  void asksForManyInSeveralCalls() {
    IntStream.range(0, 2500).forEach(i -> know("t" + i));
    reconciliation.begin(now);
    assertThat(reconciliation.due(now))
        .extracting(question -> question.about().size())
        .containsExactly(1000, 1000, 500);
  }

  @Test
  void withoutAPeriodOneRoundIsAll() {
    Reconciliation<String> once =
        new Reconciliation<>(new Pace(PACE.backoff(), null), new Random(1), () -> known);
    once.begin(now);
    assertThat(once.due(now)).containsExactly(everything());
    assertThat(once.next()).isEqualTo(Long.MAX_VALUE);
  }
}
