package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.v1.scheduler.Call;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SilentStreamTest {

  private static final Duration IDLE = Duration.ofMillis(300);
  private static final Duration LONGER = IDLE.multipliedBy(4);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Call REVIVE =
      SchedulerCalls.revive().toBuilder().setFrameworkId(Wire.FRAMEWORK_ID).build();

  private static void assertSilent(ScriptedServer server, ThrowingCallable next) {
    assertThatThrownBy(next)
        .isExactlyInstanceOf(SocketTimeoutException.class)
        .hasMessage(
            server.uri()
                + "/api/v1/scheduler: the event stream is silent: nothing was read for 300 ms");
  }

  @Test
  void endsTheSubscriptionWhenNoEventEverComes() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  exchange.beginStream(Wire.STREAM_ID);
                  exchange.awaitClose();
                });
        SchedulerClient client = server.client().streamIdleTimeout(IDLE).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertSilent(server, () -> subscription.next(PATIENCE));
      server.awaitConnectionsClosedByClient();
    }
  }

  @Test
  void endsTheSubscriptionBehindTheEventsThatCame() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(ScriptedServer::subscribed, Exchange::awaitClose);
        SchedulerClient client = server.client().streamIdleTimeout(IDLE).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThatThrownBy(() -> subscription.send(REVIVE))
          .isInstanceOf(CallOutcomeUnknownException.class)
          .hasCauseExactlyInstanceOf(SocketTimeoutException.class);
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      assertSilent(server, () -> subscription.next(PATIENCE));
    }
  }

  @Test
  void doesNotTakeAPausedConsumerForSilence() throws Exception {
    byte[] stream =
        Wire.join(
            Wire.streamHead(Wire.STREAM_ID).getBytes(StandardCharsets.US_ASCII),
            Wire.event(Wire.SUBSCRIBED));
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  exchange.write(stream);
                  exchange.awaitClose();
                },
                Exchange::awaitClose);
        SchedulerClient client =
            server
                .client()
                .maxBufferedBytes(1)
                .streamIdleTimeout(IDLE)
                .responseTimeout(LONGER)
                .build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      // On the same thread as the end of a silence, and after it: this is the clock of the test.
      assertThatThrownBy(() -> subscription.send(REVIVE))
          .isInstanceOf(CallOutcomeUnknownException.class)
          .hasMessageContaining("no answer within");
      assertThat(subscription.isEnded()).isFalse();

      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      assertSilent(server, () -> subscription.next(PATIENCE));
    }
  }
}
