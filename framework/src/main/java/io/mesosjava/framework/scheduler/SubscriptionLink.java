package io.mesosjava.framework.scheduler;

import io.mesosjava.client.SchedulerSubscription;
import io.mesosjava.framework.session.Link;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A subscription of the client. */
record SubscriptionLink(SchedulerSubscription subscription) implements Link<Event> {

  @Override
  public @Nullable Event next(Duration timeout)
      throws IOException, InterruptedException, TimeoutException {
    return subscription.next(timeout);
  }

  @Override
  public void close() {
    subscription.close();
  }
}
