package io.mesosjava.framework.executor;

/**
 * Handles events one by one, on the thread that {@linkplain ExecutorDriver#run runs} it. {@link
 * ExecutorHandler} has a method for each kind of event.
 */
@FunctionalInterface
public interface ExecutorEventHandler {

  /** Handles {@code event}. */
  void handle(ExecutorEvent event) throws Exception;

  /**
   * {@link #handle} threw. Unless overridden: if the event is about tasks, these have failed, with
   * {@code failure} as the reason, and the next event is handled; otherwise this throws {@code
   * failure}, which ends {@link ExecutorDriver#run} with it.
   */
  default void failed(ExecutorEvent event, Exception failure) throws Exception {
    HandlerFailures.blame(event, failure);
  }
}
