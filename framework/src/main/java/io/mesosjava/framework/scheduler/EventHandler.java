package io.mesosjava.framework.scheduler;

/**
 * Handles events one by one, on the thread that {@linkplain SchedulerSession#run runs} it. {@link
 * SchedulerHandler} has a method for each kind of event.
 */
@FunctionalInterface
public interface EventHandler {

  /**
   * Handles {@code event}. When this returns, an update is acknowledged; when it throws, it is not,
   * and comes again.
   */
  void handle(SchedulerEvent event) throws Exception;

  /**
   * {@link #handle} threw. Throws {@code failure} unless overridden, which ends {@link
   * SchedulerSession#run} with it; if this returns, the next event is handled.
   */
  default void failed(SchedulerEvent event, Exception failure) throws Exception {
    throw failure;
  }
}
