package io.mesosjava.framework.executor;

import io.mesosjava.framework.SessionState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Event;
import java.io.IOException;
import java.time.Duration;

/**
 * Is told what goes on in a driver: for logs and metrics, not for executing. What is not overridden
 * does nothing. Methods are called on the driver's thread or the client's, {@link #updateFailed}
 * also on the user's. They must not block; what they throw is logged, and changes nothing.
 */
public interface ExecutorListener {

  /** The driver's state has changed. */
  default void moved(SessionState from, SessionState to) {}

  /**
   * There is no subscription, or none any more.
   *
   * @param failures how many attempts, or subscriptions that did not last, came in a row
   * @param retryIn when the next attempt is made
   */
  default void notSubscribed(IOException cause, int failures, Duration retryIn) {}

  /** An event came from the agent, of whatever type. */
  default void received(Event event) {}

  /**
   * An event asks for what cannot be done, and is not delivered: a task is launched that is there,
   * one is to be killed that is not.
   */
  default void ignored(Event event, String why) {}

  /** An update was not taken; it is sent again, unless the agent has refused it for good. */
  default void updateFailed(TaskStatus status, Throwable cause) {}
}
