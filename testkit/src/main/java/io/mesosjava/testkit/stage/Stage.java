package io.mesosjava.testkit.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

/**
 * Where a cluster acts: one event after another, on one thread, by one clock.
 *
 * <p>All methods may be called from any thread and return at once. Events run in the order in which
 * they were given; timers in the order in which they fall due, and not before.
 */
public interface Stage extends Executor {

  /** The cluster's time. It never runs backwards and need not be the time of the wall. */
  Instant now();

  /** Runs {@code event} after all events given before. Dropped when the stage is closed. */
  @Override
  void execute(Runnable event);

  /** Runs {@code event} when {@code delay} has passed by the cluster's clock. */
  Timer schedule(Duration delay, Runnable event);
}
