package io.mesosjava.framework.scheduler;

import io.mesosjava.client.SchedulerSubscription;
import io.mesosjava.framework.session.PolledLink;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A subscription of the client. */
record SubscriptionLink(SchedulerSubscription subscription) implements PolledLink<Event> {

  @Override
  public @Nullable Event next(Duration timeout)
      throws IOException, InterruptedException, TimeoutException {
    return subscription.next(timeout);
  }

  @Override
  public @Nullable Event poll() throws IOException {
    return subscription.poll();
  }

  @Override
  public boolean isEnded() {
    return subscription.isEnded();
  }

  @Override
  public void onArrival(Runnable listener) {
    subscription.onArrival(listener);
  }

  @Override
  public void close() {
    subscription.close();
  }
}
