package io.mesosjava.client;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The records that have been read and not yet taken: filled by the I/O thread in batches, emptied
 * by whoever takes. It asks the reader to pause while it holds more than it should; it never drops
 * a record while the stream is wanted.
 */
final class RecordQueue {

  /** What a record costs beside its bytes: a stream of empty ones must fill the queue too. */
  private static final int RECORD_OVERHEAD = 32;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final long highWater;
  private final Runnable resume;

  // Guarded by lock.
  private final ArrayDeque<byte[]> records = new ArrayDeque<>();
  private long bytes;
  private boolean paused;
  private boolean ended;
  private @Nullable IOException cause;

  /**
   * A queue that asks to pause above {@code highWater} bytes, and runs {@code resume}, on the
   * thread that takes, when it has fallen to half of that.
   */
  RecordQueue(long highWater, Runnable resume) {
    this.highWater = highWater;
    this.resume = resume;
  }

  /** Adds {@code batch}; whether reading must pause until {@code resume} runs. */
  boolean add(List<byte[]> batch) {
    lock.lock();
    try {
      if (ended) {
        return false;
      }
      for (byte[] record : batch) {
        records.add(record);
        bytes += cost(record);
      }
      changed.signal();
      // A pause ends only with a resume: reads that were on their way may still add.
      paused |= bytes > highWater;
      return paused;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Nothing more will be added. What is queued can still be taken; after it comes the end: clean,
   * or {@code cause}. Only the first end counts.
   */
  void end(@Nullable IOException cause) {
    end(cause, false);
  }

  /** As {@link #end}, at once: what is queued is dropped. */
  void endNow(@Nullable IOException cause) {
    end(cause, true);
  }

  private void end(@Nullable IOException cause, boolean now) {
    lock.lock();
    try {
      if (!ended) {
        ended = true;
        this.cause = cause;
      }
      if (now) {
        records.clear();
        bytes = 0;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next record, waiting for it; null after a clean end. */
  byte @Nullable [] take() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (records.isEmpty() && !ended) {
        changed.await();
      }
      return poll();
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #take()}, waiting no longer than {@code nanos}. */
  byte @Nullable [] take(long nanos) throws IOException, InterruptedException, TimeoutException {
    lock.lockInterruptibly();
    try {
      long left = nanos;
      while (records.isEmpty() && !ended) {
        if (left <= 0) {
          throw new TimeoutException("no event within the time given");
        }
        left = changed.awaitNanos(left);
      }
      return poll();
    } finally {
      lock.unlock();
    }
  }

  private byte @Nullable [] poll() throws IOException {
    byte[] record = records.poll();
    if (record != null) {
      bytes -= cost(record);
      afterPoll();
    } else if (cause != null) {
      throw cause;
    }
    return record;
  }

  private void afterPoll() {
    if (!records.isEmpty()) {
      // Another taker may wait, and one signal was given for the whole batch.
      changed.signal();
    }
    if (paused && bytes <= highWater / 2) {
      paused = false;
      resume.run();
    }
  }

  private static long cost(byte[] record) {
    return (long) record.length + RECORD_OVERHEAD;
  }
}
