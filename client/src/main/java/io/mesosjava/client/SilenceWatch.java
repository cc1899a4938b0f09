package io.mesosjava.client;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells when nothing was read for too long. Time in which reading is paused does not count, and
 * reading that goes on has the whole time again. Runs on the I/O thread.
 */
final class SilenceWatch {

  private final EventLoop loop;
  private long limit;
  private final Runnable onSilence;

  private long since;
  private boolean started;
  private boolean paused;
  private @Nullable Future<?> check;

  /**
   * A watch that runs {@code onSilence}, once, when nothing was read for {@code limit}; never if
   * that is zero.
   */
  SilenceWatch(EventLoop loop, Duration limit, Runnable onSilence) {
    this.loop = loop;
    this.limit = limit.toNanos();
    this.onSilence = onSilence;
  }

  /** The time begins. */
  void start() {
    started = true;
    limit(limit);
  }

  /** Another limit, from now on. */
  void limit(Duration limit) {
    limit(limit.toNanos());
  }

  private void limit(long nanos) {
    limit = nanos;
    stop();
    heard();
    if (started && limit > 0) {
      scheduleCheck(limit);
    }
  }

  /** As it is shown in errors. */
  String limit() {
    return TimeUnit.NANOSECONDS.toMillis(limit) + " ms";
  }

  /** Something was read. For every read, so it only notes the time: the check looks at it. */
  void heard() {
    since = loop.ticker().nanoTime();
  }

  /** Whether reading is paused from now on. */
  void paused(boolean paused) {
    this.paused = paused;
    heard();
  }

  void stop() {
    if (check != null) {
      check.cancel(false);
    }
  }

  private void scheduleCheck(long delay) {
    check = loop.schedule(this::check, delay, TimeUnit.NANOSECONDS);
  }

  private void check() {
    long left = paused ? limit : limit - (loop.ticker().nanoTime() - since);
    if (left > 0) {
      scheduleCheck(left);
    } else {
      onSilence.run();
    }
  }
}
