package io.mesosjava.framework.scheduler;

import io.mesosjava.framework.SessionState;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A listener whose failures are logged and go no further: it must not decide what is scheduled. */
record GuardedListener(SchedulerListener listener) implements SchedulerListener {

  private static final Logger LOG = LoggerFactory.getLogger(SchedulerListener.class);

  GuardedListener {
    Objects.requireNonNull(listener, "listener");
  }

  private void tell(Consumer<SchedulerListener> what) {
    try {
      what.accept(listener);
    } catch (RuntimeException e) {
      LOG.error("the listener {} failed", listener, e);
    }
  }

  @Override
  public void moved(SessionState from, SessionState to) {
    tell(told -> told.moved(from, to));
  }

  @Override
  public void notSubscribed(IOException cause, int failures, Duration retryIn) {
    tell(told -> told.notSubscribed(cause, failures, retryIn));
  }

  @Override
  public void received(Event event) {
    tell(told -> told.received(event));
  }

  @Override
  public void queueFull(int queued) {
    tell(told -> told.queueFull(queued));
  }

  @Override
  public void queueHasRoom() {
    tell(SchedulerListener::queueHasRoom);
  }

  @Override
  public void sending(Call call) {
    tell(told -> told.sending(call));
  }

  @Override
  public void callTaken(Call call, Duration took) {
    tell(told -> told.callTaken(call, took));
  }

  @Override
  public void callFailed(Call call, Throwable cause) {
    tell(told -> told.callFailed(call, cause));
  }
}
