package io.mesosjava.framework.scheduler;

import io.mesosjava.client.ApiException;
import io.mesosjava.client.CallException;
import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.framework.session.SessionThread;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Removes a framework, over as many subscriptions as it takes. A call whose outcome is unknown is
 * made again only when the framework is subscribed again, and so is not removed.
 */
final class Teardown {

  private final SessionCalls calls;
  private final SessionThread<?> thread;

  Teardown(SessionCalls calls, SessionThread<?> thread) {
    this.calls = calls;
    this.thread = thread;
  }

  void run(Duration patience) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (true) {
      if (!calls.awaitOpen(deadline - System.nanoTime())) {
        checkRemoved(patience);
        return;
      }
      try {
        calls
            .send(SchedulerCalls.teardown())
            .toCompletableFuture()
            .get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        return;
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof CallException failure)) {
          throw new IllegalStateException(e.getCause());
        }
        if (failure instanceof ApiException refused && !refused.isSubscriptionLost()) {
          throw failure;
        }
      } catch (TimeoutException e) {
        throw tooLate(patience);
      }
    }
  }

  /** There is no subscription to send anything over. */
  private void checkRemoved(Duration patience) throws IOException {
    Optional<IOException> failure = thread.life().failure();
    if (failure.isEmpty()) {
      CallException ended = calls.refusalAfterEnd(SchedulerCalls.teardown());
      throw ended == null ? tooLate(patience) : ended;
    }
    if (!(failure.get() instanceof FrameworkRemovedException)) {
      throw failure.get();
    }
  }

  private static IOException tooLate(Duration patience) {
    return new SocketTimeoutException("TEARDOWN: no answer within " + patience);
  }
}
