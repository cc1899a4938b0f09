package io.mesosjava.framework.scheduler;

import io.mesosjava.framework.SessionState;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.time.Duration;

/**
 * Is told what goes on in a session: for logs and metrics, not for scheduling. What is not
 * overridden does nothing.
 *
 * <p>Methods are called on the session's thread; {@link #received} also on one that waits for the
 * next event, those about calls on any, the client's I/O thread among them. They must not block,
 * nor wait for the session; what they throw is logged.
 */
public interface SchedulerListener {

  /** The session's state has changed. */
  default void moved(SessionState from, SessionState to) {}

  /**
   * There is no subscription, or none any more.
   *
   * @param failures how many attempts, or subscriptions that did not last, came in a row
   * @param retryIn when the next attempt is made
   */
  default void notSubscribed(IOException cause, int failures, Duration retryIn) {}

  /** An event came from the master, of whatever type. */
  default void received(Event event) {}

  /**
   * The queue is full: nothing more is read until the consumer takes an event.
   *
   * @param queued how many events wait
   */
  default void queueFull(int queued) {}

  /** Reading goes on. */
  default void queueHasRoom() {}

  /** A call is on its way. */
  default void sending(Call call) {}

  /**
   * The master has taken a call.
   *
   * @param took from its sending to the answer
   */
  default void callTaken(Call call, Duration took) {}

  /** A call was not accepted; whoever made it is told as well. */
  default void callFailed(Call call, Throwable cause) {}

  /** This listener, then {@code next}. */
  default SchedulerListener andThen(SchedulerListener next) {
    return new ListenerPair(this, next);
  }
}
