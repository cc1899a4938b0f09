package io.mesosjava.framework.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.framework.executor.KillPlan.Step;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How a process is ended, in virtual time. */
class KillPlanTest {

  private static final Duration TEN = Duration.ofNanos(10);

  private final KillPlan asked = KillPlan.begin().kill(TEN, 100);

  @Test
  void asksFirstAndForcesWhenTheGraceIsOver() {
    assertThat(KillPlan.begin().at(1000).step()).isEqualTo(Step.RUNNING);
    assertThat(asked.step()).isEqualTo(Step.ASKED);
    assertThat(asked.at(109).step()).isEqualTo(Step.ASKED);
    assertThat(asked.at(110).step()).isEqualTo(Step.FORCED);
  }

  @Test
  void asksForLessTimeButNeverForMore() {
    assertThat(asked.kill(TEN, 105).at(110).step()).isEqualTo(Step.FORCED);
    assertThat(asked.kill(Duration.ofNanos(2), 105).at(107).step()).isEqualTo(Step.FORCED);
  }

  @Test
  void doesNotForceTwice() {
    KillPlan forced = asked.at(110);
    assertThat(forced.kill(TEN, 111)).isSameAs(forced);
    assertThat(forced.at(200)).isSameAs(forced);
  }

  @Test
  void forcesAtOnceWithoutGrace() {
    assertThat(KillPlan.begin().kill(Duration.ZERO, 100).at(100).step()).isEqualTo(Step.FORCED);
  }

  @Test
  void worksWhenTheClockWrapsAround() {
    KillPlan late = KillPlan.begin().kill(TEN, Long.MAX_VALUE - 5);
    assertThat(late.at(Long.MAX_VALUE).step()).isEqualTo(Step.ASKED);
    assertThat(late.at(Long.MIN_VALUE + 5).step()).isEqualTo(Step.FORCED);
  }
}
