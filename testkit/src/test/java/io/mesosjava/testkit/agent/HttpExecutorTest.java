package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.http.RecordStream;
import io.mesosjava.v1.executor.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpExecutorTest {

  private static final Duration INTERVAL = Duration.ofMinutes(30);

  private final WoundStage stage = new WoundStage();
  private final Written stream = new Written();
  private final HttpExecutor executor =
      new HttpExecutor(
          stage, stream, Codec.json(), INTERVAL, Event.Subscribed.getDefaultInstance());

  @Test
  void beatsAtIntervals() {
    stage.advance(INTERVAL.minusNanos(1));
    assertThat(stream.records).isEmpty();
    stage.advance(INTERVAL);
    assertThat(stream.records).containsExactly("{\"type\":\"HEARTBEAT\"}");
    stage.advance(INTERVAL);
    assertThat(stream.records).hasSize(2);
  }

  @Test
  void stopsWhenThePeerHasGone() {
    stream.gone.run();
    assertThat(stage.timers()).isZero();
  }

  @Test
  void stopsWhenItIsClosed() {
    executor.close();
    assertThat(stage.timers()).isZero();
    assertThat(stream.closed).isTrue();
  }

  /** Keeps what is written. */
  private static final class Written implements RecordStream {

    private final List<String> records = new ArrayList<>();
    private Runnable gone = () -> {};
    private boolean closed;

    @Override
    public void write(byte[] record) {
      records.add(new String(record, java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public void whenGone(Runnable event) {
      gone = event;
    }
  }
}
