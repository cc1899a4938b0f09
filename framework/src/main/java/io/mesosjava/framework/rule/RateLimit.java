package io.mesosjava.framework.rule;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * A {@link TokenBucket} that threads share. Who waits gets its token in order of asking; no lock is
 * held while waiting.
 */
public final class RateLimit {

  /** How a thread waits. */
  @FunctionalInterface
  interface Sleeper {
    void sleep(long nanos) throws InterruptedException;
  }

  private final LongSupplier ticker;
  private final Sleeper sleeper;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock.
  private TokenBucket bucket;

  RateLimit(TokenBucket bucket, LongSupplier ticker, Sleeper sleeper) {
    this.bucket = Objects.requireNonNull(bucket, "bucket");
    this.ticker = Objects.requireNonNull(ticker, "ticker");
    this.sleeper = sleeper;
  }

  /**
   * A limit of {@code burst} at once and one per {@code interval} in the long run.
   *
   * @throws IllegalArgumentException as {@link TokenBucket#of} does
   */
  public static RateLimit of(int burst, Duration interval) {
    return new RateLimit(
        TokenBucket.of(burst, interval), System::nanoTime, TimeUnit.NANOSECONDS::sleep);
  }

  /** Takes a token if there is one. */
  public boolean tryTake() {
    lock.lock();
    try {
      long now = ticker.getAsLong();
      if (bucket.nanosUntilToken(now) > 0) {
        return false;
      }
      bucket = bucket.take(now);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a token, and waits for it where there is none.
   *
   * @throws InterruptedException if the thread is interrupted; the token is gone all the same
   */
  public void take() throws InterruptedException {
    long wait = reserve();
    if (wait > 0) {
      sleeper.sleep(wait);
    }
  }

  private long reserve() {
    lock.lock();
    try {
      long now = ticker.getAsLong();
      long wait = bucket.nanosUntilToken(now);
      bucket = bucket.take(now);
      return wait;
    } finally {
      lock.unlock();
    }
  }
}
