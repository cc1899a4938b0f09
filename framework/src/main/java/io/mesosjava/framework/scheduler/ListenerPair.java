package io.mesosjava.framework.scheduler;

import io.mesosjava.framework.SessionState;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

/** Two listeners, told in order. */
record ListenerPair(SchedulerListener first, SchedulerListener second)
    implements SchedulerListener {

  ListenerPair {
    Objects.requireNonNull(second, "next");
  }

  @Override
  public void moved(SessionState from, SessionState to) {
    first.moved(from, to);
    second.moved(from, to);
  }

  @Override
  public void notSubscribed(IOException cause, int failures, Duration retryIn) {
    first.notSubscribed(cause, failures, retryIn);
    second.notSubscribed(cause, failures, retryIn);
  }

  @Override
  public void received(Event event) {
    first.received(event);
    second.received(event);
  }

  @Override
  public void queueFull(int queued) {
    first.queueFull(queued);
    second.queueFull(queued);
  }

  @Override
  public void queueHasRoom() {
    first.queueHasRoom();
    second.queueHasRoom();
  }

  @Override
  public void sending(Call call) {
    first.sending(call);
    second.sending(call);
  }

  @Override
  public void callTaken(Call call, Duration took) {
    first.callTaken(call, took);
    second.callTaken(call, took);
  }

  @Override
  public void callFailed(Call call, Throwable cause) {
    first.callFailed(call, cause);
    second.callFailed(call, cause);
  }
}
