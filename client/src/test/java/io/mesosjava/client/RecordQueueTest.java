package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RecordQueueTest {

  private int resumed;
  private final RecordQueue queue = new RecordQueue(1_000, () -> resumed++);

  private static byte[] record(int length) {
    return new byte[length];
  }

  @Test
  void asksToPauseAboveItsLimitAndResumesOnceAtHalf() throws Exception {
    assertThat(queue.add(List.of(record(400), record(400)))).isFalse();
    assertThat(queue.add(List.of(record(400)))).isTrue();

    queue.take();
    assertThat(resumed).isZero();
    queue.take();
    assertThat(resumed).isEqualTo(1);
    queue.take();
    assertThat(resumed).isEqualTo(1);
  }

  @Test
  void aBatchThatComesDuringAPauseDoesNotEndIt() throws Exception {
    assertThat(queue.add(List.of(record(600), record(500)))).isTrue();
    queue.take();
    assertThat(queue.add(List.of(record(10)))).isTrue();
    assertThat(resumed).isZero();

    queue.take();
    assertThat(resumed).isEqualTo(1);
  }

  @Test
  void recordsWithoutBytesFillItToo() {
    boolean paused = false;
    for (int i = 0; i < 1_000 && !paused; i++) {
      paused = queue.add(List.of(record(0)));
    }

    assertThat(paused).isTrue();
  }

  @Test
  void givesWhatItHoldsBeforeTheEnd() throws Exception {
    byte[] first = record(1);
    byte[] second = record(2);
    queue.add(List.of(first, second));
    queue.end(null);
    queue.end(new IOException("too late"));

    assertThat(queue.take()).isSameAs(first);
    assertThat(queue.take()).isSameAs(second);
    assertThat(queue.take()).isNull();
    assertThat(queue.take(1)).isNull();
  }

  @Test
  void throwsItsCauseForEver() throws Exception {
    IOException cause = new IOException("broken");
    queue.add(List.of(record(1)));
    queue.end(cause);

    assertThat(queue.take()).isNotNull();
    assertThatThrownBy(queue::take).isSameAs(cause);
    assertThatThrownBy(queue::take).isSameAs(cause);
  }

  @Test
  void dropsWhatItHoldsWhenItIsEndedNow() throws Exception {
    queue.add(List.of(record(1)));
    queue.endNow(null);
    queue.add(List.of(record(1)));

    assertThat(queue.take()).isNull();
  }

  @Test
  void tellsWhenTheTimeIsOver() {
    assertThatThrownBy(() -> queue.take(1)).isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> queue.take(-1)).isInstanceOf(TimeoutException.class);
  }

  @Test
  void canBeInterrupted() throws Exception {
    queue.add(List.of(record(1)));
    Thread.currentThread().interrupt();

    assertThatThrownBy(queue::take).isInstanceOf(InterruptedException.class);
    assertThat(queue.take()).isNotNull();
  }
}
