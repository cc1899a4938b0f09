package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RecordQueueTest {

  private int pauses;
  private int resumed;
  private final RecordQueue queue = new RecordQueue(1_000, () -> pauses++, () -> resumed++);
  private final RecordWriter writer = new RecordWriter(queue);

  private static byte[] record(int length) {
    byte[] record = new byte[length];
    new Random(length).nextBytes(record);
    return record;
  }

  private void add(byte[]... records) {
    for (byte[] record : records) {
      writer.append(ByteBuffer.wrap(record), record.length, 0);
    }
    writer.publish();
  }

  private byte[] take() throws IOException, InterruptedException {
    return queue.take(
        (bytes, offset, length) -> Arrays.copyOfRange(bytes, offset, offset + length));
  }

  @Test
  void asksToPauseAboveItsLimitAndResumesOnceAtHalf() throws Exception {
    add(record(400), record(400));
    assertThat(pauses).isZero();
    add(record(400));
    assertThat(pauses).isEqualTo(1);

    take();
    take();
    take();
    assertThat(resumed).isEqualTo(1);
    add(record(400));
    take();
    assertThat(resumed).isEqualTo(1);
  }

  @Test
  void whatComesDuringAPauseDoesNotEndIt() throws Exception {
    add(record(1));
    take();
    add(record(600), record(500));
    add(record(10));
    assertThat(pauses).isEqualTo(2);
    assertThat(resumed).isZero();

    take();
    assertThat(resumed).isEqualTo(1);
  }

  @Test
  void recordsWithoutBytesFillItToo() {
    for (int i = 0; i < 1_000; i++) {
      add(record(0));
    }

    assertThat(pauses).isPositive();
  }

  @Test
  void givesWhatItHoldsBeforeTheEnd() throws Exception {
    byte[] first = record(1);
    byte[] second = record(2);
    add(first, second);
    queue.end(null);
    queue.end(new IOException("too late"));

    assertThat(take()).isEqualTo(first);
    assertThat(take()).isEqualTo(second);
    assertThat(take()).isNull();
    assertThat(queue.<Integer>take((bytes, offset, length) -> length, 1)).isNull();
  }

  @Test
  void throwsItsCauseForEver() throws Exception {
    IOException cause = new IOException("broken");
    add(record(1));
    queue.end(cause);

    assertThat(take()).isNotNull();
    assertThatThrownBy(this::take).isSameAs(cause);
    assertThatThrownBy(this::take).isSameAs(cause);
  }

  @Test
  void dropsWhatItHoldsWhenItIsEndedNow() throws Exception {
    add(record(1), record(2), record(3));
    take();
    queue.endNow(null);
    add(record(1));

    assertThat(take()).isNull();
  }

  @Test
  void tellsWhenTheTimeIsOver() {
    assertThatThrownBy(() -> queue.take((bytes, offset, length) -> length, 1))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> queue.take((bytes, offset, length) -> length, -1))
        .isInstanceOf(TimeoutException.class);
  }

  @Test
  void canBeInterrupted() throws Exception {
    add(record(1));
    Thread.currentThread().interrupt();

    assertThatThrownBy(this::take).isInstanceOf(InterruptedException.class);
    assertThat(take()).isNotNull();
  }

  @Test
  void givesRecordsOfAnyLengthHoweverTheyCame() throws Exception {
    Random random = new Random(7);
    List<byte[]> waiting = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      byte[] record = record(random.nextInt(i % 100 == 0 ? 1_000_000 : 2_000));
      ByteBuffer in = ByteBuffer.wrap(record);
      do {
        int part = Math.min(in.remaining(), random.nextInt(100_000));
        writer.append(in, part, in.remaining() - part);
      } while (in.hasRemaining());
      waiting.add(record);
      if (random.nextInt(4) == 0) {
        writer.publish();
        while (!waiting.isEmpty() && random.nextInt(20) > 0) {
          assertThat(take()).isEqualTo(waiting.remove(0));
        }
      }
    }
    writer.publish();
    for (byte[] record : waiting) {
      assertThat(take()).isEqualTo(record);
    }
  }

  @Test
  void usesItsMemoryAgain() throws Exception {
    Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    for (int i = 0; i < 10_000; i++) {
      add(record(5_000));
      queue.<Boolean>take((bytes, offset, length) -> arrays.add(bytes));
    }

    assertThat(arrays).hasSizeLessThan(6);
  }

  @Test
  void allocatesLittleForARecordThatClaimsToBeLong() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    byte[] part = new byte[1 << 16];
    long before = threads.getCurrentThreadAllocatedBytes();
    writer.append(ByteBuffer.wrap(part), part.length, 1 << 30);

    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
  }
}
