package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.scheduler.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallOrderTest {

  private static final int THREADS = 16;
  private static final int CALLS_PER_THREAD = 10_000;

  private static final AgentID AGENT = AgentID.newBuilder().setValue("S0").build();
  private static final ExecutorID EXECUTOR = ExecutorID.newBuilder().setValue("e").build();

  private final Semaphore order = new Semaphore(1);
  private int submitted;

  @Test
  void callsOfManyThreadsArriveInTheOrderOfSubmissionOnOneConnection() throws Exception {
    Arrivals arrivals = new Arrivals();
    int total = THREADS * CALLS_PER_THREAD;
    try (ScriptedServer server = ScriptedServer.start(ScriptedServer::subscribed, arrivals);
        SchedulerClient client = server.client().maxPendingCalls(total).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      List<CompletableFuture<?>> answers = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        Thread thread = new Thread(() -> submitCalls(subscription, answers));
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();

      assertThat(answers).hasSize(total);
      assertThat(arrivals.count()).isEqualTo(total);
      assertThat(arrivals.outOfOrder()).isZero();
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  /** Numbers and submits calls, each in one step, so that the order of submission is known. */
  private void submitCalls(SchedulerSubscription subscription, List<CompletableFuture<?>> answers) {
    for (int i = 0; i < CALLS_PER_THREAD; i++) {
      order.acquireUninterruptibly();
      try {
        answers.add(subscription.sendAsync(numbered(submitted++)).toCompletableFuture());
      } finally {
        order.release();
      }
    }
  }

  private static Call numbered(int number) {
    return SchedulerCalls.message(
        AGENT, EXECUTOR, ByteString.copyFromUtf8(Integer.toString(number)));
  }

  private static int number(ReceivedRequest request) throws IOException {
    Call call = Call.parseFrom(request.body());
    return Integer.parseInt(call.getMessage().getData().toStringUtf8());
  }

  /** Accepts calls and notes whether they come in the order of their numbers. */
  private static final class Arrivals implements ScriptedServer.Script {

    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger outOfOrder = new AtomicInteger();

    @Override
    public void run(Exchange exchange) throws IOException {
      if (number(exchange.request()) != count.getAndIncrement()) {
        outOfOrder.incrementAndGet();
      }
      exchange.accept();
    }

    int count() {
      return count.get();
    }

    int outOfOrder() {
      return outOfOrder.get();
    }
  }

  @Test
  void aDepthOfOneSendsACallOnlyWhenTheOneBeforeItWasAnswered() throws Exception {
    AtomicInteger sentAhead = new AtomicInteger();
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> {
                  if (exchange.hasInputAhead()) {
                    sentAhead.incrementAndGet();
                  }
                  exchange.accept();
                });
        SchedulerClient client = server.client().pipelineDepth(1).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      List<CompletableFuture<?>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        answers.add(subscription.sendAsync(numbered(i)).toCompletableFuture());
      }
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();

      for (int i = 0; i < 200; i++) {
        assertThat(number(server.takeCall())).isEqualTo(i);
      }
      assertThat(sentAhead).hasValue(0);
    }
  }

  @Test
  void aPipelineSendsAsManyCallsAheadAsItIsDeep() throws Exception {
    int depth = 7;
    List<Boolean> deeper = new ArrayList<>();
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> {
                  for (int ahead = 1; ahead < depth; ahead++) {
                    exchange.readAhead();
                  }
                  deeper.add(exchange.hasInputAhead());
                  for (int i = 0; i < depth; i++) {
                    exchange.accept();
                  }
                });
        SchedulerClient client = server.client().pipelineDepth(depth).build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      List<CompletableFuture<?>> answers = new ArrayList<>();
      for (int i = 0; i < 3 * depth; i++) {
        answers.add(subscription.sendAsync(numbered(i)).toCompletableFuture());
      }
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();

      assertThat(deeper).containsExactly(false, false, false);
    }
  }

  @Test
  void answersAreMatchedToTheCallsInTheirOrder() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                ScriptedServer::subscribed,
                exchange -> {
                  int number = number(exchange.request());
                  if (number % 3 == 0) {
                    exchange.answer("400 Bad Request", "text/plain", "number " + number);
                  } else {
                    exchange.accept();
                  }
                });
        SchedulerClient client = server.client().build();
        SchedulerSubscription subscription = client.subscribe(Wire.FRAMEWORK)) {
      assertThat(subscription.next()).isEqualTo(Wire.SUBSCRIBED);
      List<CompletableFuture<?>> answers = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        answers.add(subscription.sendAsync(numbered(i)).toCompletableFuture());
      }
      for (int i = 0; i < 300; i++) {
        int number = i;
        if (i % 3 == 0) {
          assertThat(answers.get(i))
              .failsWithin(Duration.ofSeconds(30))
              .withThrowableOfType(ExecutionException.class)
              .havingCause()
              .isInstanceOfSatisfying(
                  ApiException.class, e -> assertThat(e.body()).isEqualTo("number " + number));
        } else {
          answers.get(i).join();
        }
      }
      assertThat(subscription.isEnded()).isFalse();
    }
  }
}
