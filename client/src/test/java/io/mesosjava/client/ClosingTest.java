package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ClosingTest {

  private static SchedulerSubscription subscribed(SchedulerClient client) throws Exception {
    SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK);
    assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
    return subscription;
  }

  /** Runs {@code body} on another thread; what it throws is the stage's failure. */
  private static <T> CompletableFuture<T> elsewhere(Callable<T> body) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                result.complete(body.call());
              } catch (Throwable e) {
                result.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return result;
  }

  @Test
  void closesBothConnections() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().build()) {
      SchedulerSubscription subscription = subscribed(client);
      subscription.close();
      subscription.close();

      server.awaitConnectionsClosedByClient();
      assertThat(subscription.isEnded()).isTrue();
      assertThat(subscription.next()).isNull();
      assertThatThrownBy(() -> subscription.send(SchedulerCalls.revive()))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("the subscription is over: it was closed");
    }
  }

  @Test
  void aCallOnAClosedSubscriptionFailsAtOnceAndSaysWhy() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().build()) {
      SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK);
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      subscription.close();

      assertThatThrownBy(() -> subscription.send(SchedulerCalls.revive()))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("the subscription is over: it was closed");
      assertThat(server.hasNoMoreCalls()).isTrue();
    }
  }

  @Test
  void closingTheClientClosesItsSubscriptions() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed)) {
      SchedulerClient client = server.client().build();
      SchedulerSubscription first = subscribed(client);
      SchedulerSubscription second = subscribed(client);
      client.close();

      server.awaitConnectionsClosedByClient();
      assertThat(first.next()).isNull();
      assertThat(second.next()).isNull();
      assertThatThrownBy(() -> first.send(SchedulerCalls.revive()))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("the client is closed");
      first.close();
    }
  }

  @Test
  void closingWakesAConsumer() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed);
        SchedulerClient client = server.client().build()) {
      SchedulerSubscription subscription = subscribed(client);
      CompletableFuture<Event> waiting = elsewhere(subscription::next);
      subscription.close();

      assertThat(waiting.join()).isNull();
    }
  }

  @Test
  void anInterruptLosesNoEvent() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                exchange -> {
                  exchange.beginStream(Wire.STREAM_ID);
                  go.await();
                  exchange.write(Wire.event(Wire.SUBSCRIBED));
                  exchange.awaitClose();
                });
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      Thread.currentThread().interrupt();
      Throwable interrupted = catchThrowable(subscription::next);
      go.countDown();

      assertThat(interrupted).isInstanceOf(InterruptedException.class);
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
    }
  }

  @Test
  void closingTheClientEndsAnAttemptToSubscribe() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    try (ScriptedServer server =
        ScriptedServer.start(
            exchange -> {
              asked.countDown();
              exchange.awaitClose();
            })) {
      SchedulerClient client = server.client().build();
      CompletableFuture<?> attempt = client.subscribeAsync(Wire.FRAMEWORK).toCompletableFuture();
      asked.await();
      client.close();

      assertThatThrownBy(attempt::join)
          .hasCauseInstanceOf(CallOutcomeUnknownException.class)
          .hasMessageContaining("the client is closed");
      server.awaitConnectionsClosedByClient();
    }
  }

  @Test
  void callsWithoutAnswerAreUnknownAndThoseBehindThemNotSent() throws Exception {
    CountDownLatch received = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> {
                  received.countDown();
                  exchange.awaitClose();
                });
        SchedulerClient client = server.client().pipelineDepth(1).build()) {
      SchedulerSubscription subscription = subscribed(client);
      CompletableFuture<?> written =
          subscription.sendAsync(SchedulerCalls.revive()).toCompletableFuture();
      CompletableFuture<?> waiting =
          subscription.sendAsync(SchedulerCalls.revive()).toCompletableFuture();
      received.await();
      subscription.close();

      assertThatThrownBy(written::join).hasCauseInstanceOf(CallOutcomeUnknownException.class);
      assertThatThrownBy(waiting::join).hasCauseInstanceOf(CallNotSentException.class);
    }
  }

  /** Events flood in, calls flood out, and at any moment something is closed. */
  @Test
  void closingDuringEverythingLeavesNothingUndecided() throws Exception {
    Random random = new Random(20_261_123);
    for (int round = 0; round < 60; round++) {
      closeAfter(random.nextInt(400), round % 3);
    }
  }

  private void closeAfter(int calls, int what) throws Exception {
    try (ScriptedServer server =
        ScriptedServer.start(
            exchange -> {
              exchange.beginStream(Wire.STREAM_ID);
              byte[] events = Wire.events(Wire.SUBSCRIBED, Wire.message(1), Wire.message(2));
              while (true) {
                exchange.write(events);
              }
            })) {
      SchedulerClient client = server.client().maxBufferedBytes(1 << 12).build();
      SchedulerSubscription subscription = subscribed(client);
      CompletableFuture<Integer> consumed = elsewhere(() -> consume(subscription));
      List<CompletableFuture<?>> outcomes = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        outcomes.add(subscription.sendAsync(SchedulerCalls.revive()).toCompletableFuture());
      }
      switch (what) {
        case 0 -> subscription.close();
        case 1 -> client.close();
        default -> server.stop();
      }
      for (int i = 0; i < 10; i++) {
        outcomes.add(subscription.sendAsync(SchedulerCalls.revive()).toCompletableFuture());
      }
      for (CompletableFuture<?> outcome : outcomes) {
        Throwable failure = catchThrowable(outcome::get);
        if (failure != null) {
          assertThat(failure)
              .cause()
              .isInstanceOfAny(CallNotSentException.class, CallOutcomeUnknownException.class);
        }
      }
      assertThat(consumed.join()).isNotNegative();
      client.close();
      server.awaitConnectionsClosedByClient();
    }
  }

  private static int consume(SchedulerSubscription subscription) throws InterruptedException {
    int count = 0;
    try {
      while (subscription.next() != null) {
        count++;
      }
    } catch (IOException e) {
      // The server closed: the other way for a stream to end.
      assertThat(e).isExactlyInstanceOf(IOException.class);
    }
    return count;
  }
}
