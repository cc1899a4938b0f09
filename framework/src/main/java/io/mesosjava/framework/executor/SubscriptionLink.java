package io.mesosjava.framework.executor;

import io.mesosjava.client.CallOutcomeUnknownException;
import io.mesosjava.client.ExecutorSubscription;
import io.mesosjava.framework.session.Link;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of the client, which ends when the agent does not answer a call: an agent may send
 * nothing for half an hour, so that its silence says nothing otherwise. Thread-safe.
 */
final class SubscriptionLink implements Link<Event> {

  private final ExecutorSubscription subscription;
  private final AtomicReference<@Nullable IOException> silence = new AtomicReference<>();

  SubscriptionLink(ExecutorSubscription subscription) {
    this.subscription = subscription;
  }

  /** Sends {@code call}, without waiting. */
  CompletionStage<@Nullable Void> send(Call call) {
    return subscription.sendAsync(call).whenComplete((done, failure) -> check(failure));
  }

  /** From now on, the agent is lost when it is silent for so long. */
  void watch(Duration patience) {
    subscription.streamIdleTimeout(patience);
  }

  private void check(@Nullable Throwable failure) {
    if (failure instanceof CallOutcomeUnknownException unanswered && !subscription.isEnded()) {
      silence.compareAndSet(null, unanswered);
      subscription.close();
    }
  }

  @Override
  public @Nullable Event next(Duration timeout)
      throws IOException, InterruptedException, TimeoutException {
    Event event = subscription.next(timeout);
    IOException cause = silence.get();
    if (event == null && cause != null) {
      throw cause;
    }
    return event;
  }

  @Override
  public void close() {
    subscription.close();
  }
}
