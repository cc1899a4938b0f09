package io.mesosjava.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts what runs inside the scheduler, as often as it takes. */
final class InternalJobs {

  /** Starts something. */
  interface Start<S> {
    S start() throws IOException;
  }

  private final SchedulerMetrics metrics;
  private final Duration restartDelay;
  private final PrintStream out;

  InternalJobs(SchedulerMetrics metrics, Duration restartDelay, PrintStream out) {
    this.metrics = metrics;
    this.restartDelay = restartDelay;
    this.out = out;
  }

  /** What {@code start} gives, when it no longer fails; says what fails. */
  <S> S started(String name, Start<S> start) throws InterruptedException {
    while (true) {
      try {
        metrics.jobStarts(name);
        return start.start();
      } catch (IOException e) {
        out.println(
            name
                + " could not be started, again in "
                + restartDelay.toMillis()
                + " ms: "
                + e.getMessage());
      }
      TimeUnit.NANOSECONDS.sleep(restartDelay.toNanos());
    }
  }

  /**
   * As {@link #started}, on a thread of its own.
   *
   * @return ends it, whether it was started or not
   */
  AutoCloseable inBackground(String name, Start<? extends AutoCloseable> start) {
    Thread thread = new Thread(() -> runUntilInterrupted(name, start), name);
    thread.setDaemon(true);
    thread.start();
    return () -> {
      thread.interrupt();
      thread.join();
    };
  }

  private void runUntilInterrupted(String name, Start<? extends AutoCloseable> start) {
    try (AutoCloseable running = started(name, start)) {
      out.println(name + " at " + running);
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // it was to end
    } catch (Exception e) {
      throw new IllegalStateException(name, e);
    }
  }
}
