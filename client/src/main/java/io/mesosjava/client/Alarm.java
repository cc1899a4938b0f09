package io.mesosjava.client;

import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Something that happens on the I/O thread unless it is turned off before. For any thread. */
final class Alarm {

  private final Future<?> task;

  private Alarm(Future<?> task) {
    this.task = task;
  }

  /**
   * Runs {@code action} on the thread of {@code clock} after {@code nanos}.
   *
   * @throws RejectedExecutionException if that thread has ended
   */
  static Alarm in(long nanos, ScheduledExecutorService clock, Runnable action) {
    return new Alarm(clock.schedule(action, nanos, TimeUnit.NANOSECONDS));
  }

  void off() {
    try {
      task.cancel(false);
    } catch (RejectedExecutionException e) {
      // Netty cancels on the I/O thread; that has ended, and all its alarms with it.
      return;
    }
  }
}
