package io.mesosjava.framework.executor;

import io.mesosjava.framework.SessionState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Event;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A user's listener, whose failures are logged and change nothing. */
record GuardedListener(ExecutorListener user) implements ExecutorListener {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorDriver.class);

  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("the executor's listener threw", e);
    }
  }

  @Override
  public void moved(SessionState from, SessionState to) {
    guarded(() -> user.moved(from, to));
  }

  @Override
  public void notSubscribed(IOException cause, int failures, Duration retryIn) {
    guarded(() -> user.notSubscribed(cause, failures, retryIn));
  }

  @Override
  public void received(Event event) {
    guarded(() -> user.received(event));
  }

  @Override
  public void ignored(Event event, String why) {
    guarded(() -> user.ignored(event, why));
  }

  @Override
  public void updateFailed(TaskStatus status, Throwable cause) {
    guarded(() -> user.updateFailed(status, cause));
  }
}
