package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.agent.HealthJudge.Verdict;
import io.mesosjava.v1.HealthCheck;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HealthJudgeTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = START.plus(Duration.ofMinutes(1));

  private final HealthJudge judge =
      new HealthJudge(
          HealthCheck.newBuilder().setConsecutiveFailures(2).setGracePeriodSeconds(10).build(),
          START);

  @Test
  void tellsTheFirstSuccessAndNoneAfterIt() {
    assertThat(judge.hear(true, START)).contains(new Verdict(true, false));
    assertThat(judge.hear(true, START)).isEmpty();
  }

  @Test
  void forgivesFailuresWithinTheGracePeriod() {
    assertThat(judge.hear(false, START.plusSeconds(10))).isEmpty();
    assertThat(judge.hear(false, START.plusSeconds(11))).contains(new Verdict(false, false));
  }

  @Test
  void forgivesNothingAfterTheFirstSuccess() {
    assertThat(judge.hear(true, START)).isPresent();
    assertThat(judge.hear(false, START.plusSeconds(1))).contains(new Verdict(false, false));
  }

  @Test
  void hasTheTaskKilledAfterFailuresInARow() {
    assertThat(judge.hear(false, LATER)).contains(new Verdict(false, false));
    assertThat(judge.hear(true, LATER)).contains(new Verdict(true, false));
    assertThat(judge.hear(false, LATER)).contains(new Verdict(false, false));
    assertThat(judge.hear(false, LATER)).contains(new Verdict(false, true));
    assertThat(judge.hear(false, LATER)).contains(new Verdict(false, true));
  }
}
