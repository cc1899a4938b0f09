package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.scheduler.Event;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackPressureTest {

  private static final int EVENTS = 1_000_000;
  private static final int BATCH = 1_000;

  private final AtomicLong written = new AtomicLong();
  private final AtomicBoolean done = new AtomicBoolean();

  /** Sends SUBSCRIBED and then a million numbered events as fast as the client takes them. */
  private void flood(Exchange exchange) throws Exception {
    exchange.beginStream(Wire.STREAM_ID);
    exchange.write(Wire.event(Wire.SUBSCRIBED));
    for (int first = 0; first < EVENTS; first += BATCH) {
      byte[][] batch = new byte[BATCH][];
      for (int i = 0; i < BATCH; i++) {
        batch[i] = Wire.event(Wire.message(first + i));
      }
      byte[] bytes = Wire.join(batch);
      exchange.write(bytes);
      written.addAndGet(bytes.length);
    }
    done.set(true);
    exchange.write(Wire.LAST_CHUNK);
  }

  /** Returns when the server has stood still for a while, or is done. */
  private void awaitStandstill() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long before = -1;
    while (before != written.get() && !done.get()) {
      before = written.get();
      boolean unused = never.await(500, TimeUnit.MILLISECONDS);
    }
  }

  @Test
  void aSleepingConsumerStopsTheServerAndLosesNothing() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(this::flood);
        SchedulerClient client = server.client().maxBufferedBytes(1 << 16).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      awaitStandstill();

      assertThat(done).isFalse();
      subscription.send(SchedulerCalls.revive());
      for (int i = 0; i < EVENTS; i++) {
        Event event = Objects.requireNonNull(subscription.next(Duration.ofSeconds(30)));
        if (!event.getMessage().getData().equals(Wire.message(i).getMessage().getData())) {
          assertThat(event).isEqualTo(Wire.message(i));
        }
      }
      assertThat(subscription.next()).isNull();
    }
  }

  @Test
  void aSleepingConsumerCanCloseTheSubscription() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(this::flood);
        SchedulerClient client = server.client().maxBufferedBytes(1).build()) {
      SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK);
      awaitStandstill();
      subscription.close();

      assertThat(done).isFalse();
      assertThat(subscription.next()).isNull();
      server.awaitConnectionsClosedByClient();
    }
  }

  @Test
  void anEventLargerThanTheBufferIsDelivered() throws Exception {
    byte[] data = new byte[1 << 22];
    Arrays.fill(data, (byte) 'x');
    Event.Builder large = Wire.message(0).toBuilder();
    large.getMessageBuilder().setData(ByteString.copyFrom(data));
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  exchange.beginStream(Wire.STREAM_ID);
                  for (int i = 0; i < 3; i++) {
                    exchange.write(Wire.event(large.build()));
                  }
                  exchange.write(Wire.LAST_CHUNK);
                });
        SchedulerClient client = server.client().maxBufferedBytes(1).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      for (int i = 0; i < 3; i++) {
        assertThat(subscription.next()).isEqualTo(large.build());
      }
      assertThat(subscription.next()).isNull();
    }
  }
}
