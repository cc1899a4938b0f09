package io.mesosjava.testkit.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StageThreadTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final WoundClock clock = new WoundClock(START);
  private final StageThread stage = StageThread.start("stage-test", clock);
  private final List<String> log = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void runsEventsInTheOrderGivenOnItsThread() {
    for (int i = 0; i < 100; i++) {
      String event = "event " + i;
      stage.execute(() -> log.add(event + " " + stage.isCurrent()));
    }
    settle();
    assertThat(log)
        .hasSize(100)
        .startsWith("event 0 true", "event 1 true")
        .endsWith("event 99 true");
  }

  @Test
  void runsTimersInTheOrderOfTheirTimesAndAtThem() {
    stage.schedule(Duration.ofSeconds(20), () -> log.add("late " + elapsed()));
    stage.schedule(Duration.ofSeconds(10), () -> log.add("early " + elapsed()));
    stage.schedule(Duration.ofSeconds(10), () -> log.add("early too " + elapsed()));
    stage.advance(clock, Duration.ofSeconds(15));
    assertThat(log).containsExactly("early PT10S", "early too PT10S");
    assertThat(stage.now()).isEqualTo(START.plusSeconds(15));
    stage.advance(clock, Duration.ofSeconds(5));
    assertThat(log).last().isEqualTo("late PT20S");
  }

  @Test
  void aTimerThatSetsItselfAgainFiresAsOftenAsTimeAllows() {
    tick();
    stage.advance(clock, Duration.ofMinutes(10));
    assertThat(log).hasSize(600).last().isEqualTo("tick PT10M");
  }

  private void tick() {
    stage.schedule(
        Duration.ofSeconds(1),
        () -> {
          log.add("tick " + elapsed());
          tick();
        });
  }

  @Test
  void whatATimerCausesHappensBeforeTheNextTimer() {
    stage.schedule(
        Duration.ofSeconds(1), () -> stage.execute(() -> stage.execute(() -> log.add("caused"))));
    stage.schedule(Duration.ofSeconds(1).plusNanos(1), () -> log.add("next"));
    stage.advance(clock, Duration.ofSeconds(2));
    assertThat(log).containsExactly("caused", "next");
  }

  @Test
  void aCancelledTimerDoesNotRun() {
    Timer timer = stage.schedule(Duration.ofSeconds(1), () -> log.add("cancelled"));
    timer.cancel();
    timer.cancel();
    stage.advance(clock, Duration.ofSeconds(2));
    assertThat(log).isEmpty();
  }

  @Test
  void anEventThatThrowsIsReportedWhenTheStageCloses() {
    StageThread failing = StageThread.start("failing", new WoundClock(START));
    CompletableFuture<Void> after = new CompletableFuture<>();
    failing.execute(
        () -> {
          throw new IllegalArgumentException("broken");
        });
    failing.execute(() -> after.complete(null));
    after.join();
    assertThatThrownBy(failing::close).hasMessageContaining("broken");
  }

  @Test
  void nothingRunsAfterTheEnd() {
    stage.close();
    stage.execute(() -> log.add("event"));
    stage.schedule(Duration.ZERO, () -> log.add("timer"));
    assertThat(log).isEmpty();
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain("stage-test");
  }

  private String elapsed() {
    return Duration.between(START, stage.now()).toString();
  }

  private void settle() {
    stage.advance(clock, Duration.ZERO);
  }
}
