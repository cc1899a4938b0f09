package io.mesosjava.framework.session;

import io.mesosjava.framework.session.EventQueue.Feed;
import io.mesosjava.framework.session.EventQueue.Feed.Found;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to read from the feed of an {@link EventQueue}: one thread's at a time, a
 * taker's or the session's. Safe for use by any number of threads where nothing else is said; the
 * lock is the queue's.
 */
final class Turns {

  private final ReentrantLock lock;
  private final Condition filled;
  private final Condition over;
  private final Condition neglected;

  // Written under the lock; a thread finds itself there or not without.
  private volatile @Nullable Thread taker;

  // Guarded by lock.
  private @Nullable Feed feed;
  private boolean taken;
  private long read;
  private long seen;
  private boolean trouble;

  /* Who waits says so, then looks at what has arrived; who brings something counts it, then looks
  for those who wait. So the I/O thread needs the lock, which a busy taker has often, only where
  somebody waits. */
  private final AtomicLong arrived = new AtomicLong();
  // Written under the lock.
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean idle;

  /** Turns of a queue with {@code lock}, whose takers wait for {@code filled}. */
  Turns(ReentrantLock lock, Condition filled) {
    this.lock = lock;
    this.filled = filled;
    this.over = lock.newCondition();
    this.neglected = lock.newCondition();
  }

  /** What takers read from now on; null if they do not. Waits for the end of a turn. */
  void feed(@Nullable Feed next) {
    lock.lock();
    try {
      feed = next;
      while (taken) {
        over.awaitUninterruptibly();
      }
      read = arrived.get();
      trouble = false;
    } finally {
      lock.unlock();
    }
  }

  /** The feed has something: wakes a taker who waits for it, or else the session's thread. */
  void arrived() {
    arrived.incrementAndGet();
    if (waiting.get() == 0 && !idle) {
      return;
    }
    lock.lock();
    try {
      if (isAwaited()) {
        filled.signal();
      } else if (idle) {
        neglected.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether a taker may read from the feed, and may find something. Needs the lock. */
  boolean canRead() {
    return feed != null && !taken && !trouble && read != arrived.get();
  }

  /**
   * Lets the calling thread read, {@code most} events. Needs the lock, and gives it up meanwhile.
   */
  void takersTurn(int most) {
    Feed source = feed;
    if (source == null) {
      return;
    }
    take();
    taker = Thread.currentThread();
    lock.unlock();
    Found found = Found.TROUBLE;
    try {
      found = source.read(most);
    } finally {
      lock.lock();
      taker = null;
      end(found);
    }
  }

  /** Whether the calling thread is a taker whose turn it is. */
  boolean isTakers() {
    return taker == Thread.currentThread();
  }

  /**
   * Begins a turn of the session's thread, when it can be.
   *
   * @return whether a taker has found trouble; it is forgotten with that
   */
  boolean begin() {
    lock.lock();
    try {
      while (taken) {
        over.awaitUninterruptibly();
      }
      take();
      boolean found = trouble;
      trouble = false;
      return found;
    } finally {
      lock.unlock();
    }
  }

  private void take() {
    taken = true;
    seen = arrived.get();
  }

  /** The turn is over, with what was found. */
  void end(Found found) {
    lock.lock();
    try {
      taken = false;
      over.signal();
      if (found == Found.TROUBLE) {
        trouble = true;
        neglected.signal();
      } else if (found == Found.ALL) {
        read = seen;
      }
      if (isAwaited() && canRead()) {
        filled.signal();
      } else if (idle && read != arrived.get()) {
        neglected.signal(); // The taker has gone with what it wanted.
      }
    } finally {
      lock.unlock();
    }
  }

  /** A taker begins to wait, or has waited. Needs the lock. */
  void waits(boolean begins) {
    waiting.addAndGet(begins ? 1 : -1);
  }

  /** Whether takers wait. Needs the lock. */
  boolean isAwaited() {
    return waiting.get() > 0;
  }

  /**
   * Waits until what has arrived was not read for {@code patience}, or there is trouble; at most
   * {@code nanos}.
   *
   * @return whether it came to that
   */
  boolean awaitNeglect(long nanos, long patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long deadline = System.nanoTime() + nanos;
      for (long left = nanos; left > 0 && !trouble; left = deadline - System.nanoTime()) {
        if (read == arrived.get()) {
          idle = true;
          try {
            if (read == arrived.get()) {
              long unused = neglected.awaitNanos(left);
            }
          } finally {
            idle = false;
          }
        } else {
          long before = read;
          long rest = neglected.awaitNanos(patience);
          if (rest <= 0 && read == before) {
            return true;
          }
        }
      }
      return trouble;
    } finally {
      lock.unlock();
    }
  }
}
