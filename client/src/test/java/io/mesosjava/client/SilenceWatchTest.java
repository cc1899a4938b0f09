package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In virtual time. */
class SilenceWatchTest {

  private final EmbeddedChannel time = new EmbeddedChannel();
  private final EventLoop loop = time.eventLoop();
  private int silences;
  private final SilenceWatch watch =
      new SilenceWatch(loop, Duration.ofMillis(100), () -> silences++);

  @BeforeEach
  void start() {
    time.freezeTime();
    watch.start();
  }

  @AfterEach
  void close() {
    time.finishAndReleaseAll();
  }

  private void pass(long millis) {
    time.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    time.runScheduledPendingTasks();
  }

  @Test
  void tellsOfSilenceFromTheStartOnce() {
    pass(99);
    assertThat(silences).isZero();
    pass(1);
    assertThat(silences).isEqualTo(1);
    pass(1_000);
    assertThat(silences).isEqualTo(1);
  }

  @Test
  void everyReadBeginsTheTimeAnew() {
    for (int i = 0; i < 10; i++) {
      pass(99);
      watch.heard();
    }
    assertThat(silences).isZero();
    pass(99);
    assertThat(silences).isZero();
    pass(1);
    assertThat(silences).isEqualTo(1);
  }

  @Test
  void aPauseDoesNotCountAndGivesTheWholeTimeAgain() {
    pass(50);
    watch.paused(true);
    for (int i = 0; i < 10; i++) {
      pass(75);
    }
    watch.paused(false);
    pass(99);
    assertThat(silences).isZero();
    pass(1);
    assertThat(silences).isEqualTo(1);
  }

  @Test
  void saysNothingWhenItIsStopped() {
    watch.stop();
    pass(1_000);
    assertThat(silences).isZero();
  }

  @Test
  void withoutLimitNoSilenceIsTooLong() {
    SilenceWatch unlimited = new SilenceWatch(loop, Duration.ZERO, () -> silences++);
    watch.stop();
    unlimited.start();
    pass(TimeUnit.DAYS.toMillis(400));
    unlimited.stop();
    assertThat(silences).isZero();
  }
}
