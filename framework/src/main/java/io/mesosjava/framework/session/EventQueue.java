package io.mesosjava.framework.session;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The hand-over of events to the user: first in, first out, but for what {@link Sorting} lets be
 * withdrawn or overtaken; bounded, so that who puts waits for who takes. Safe for use by any number
 * of threads; no user code runs under its lock.
 *
 * @param <E> the events
 */
public final class EventQueue<E> {

  /** Where takers find more, when nothing waits in the queue. */
  interface Feed {

    /** What a taker found. */
    enum Found {
      /** Something, and there may be more. */
      SOME,
      /** All there was; perhaps nothing. */
      ALL,
      /** Something that the session's thread must look at. */
      TROUBLE
    }

    /**
     * Reads and puts what it has read into the queue, by {@link EventQueue#tryPut}, no more than
     * {@code most} events. One thread at a time, without the queue's lock; never throws.
     */
    Found read(int most);
  }

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition filled = lock.newCondition();
  private final Condition room = lock.newCondition();
  private final Turns turns = new Turns(lock, filled);
  // Guarded by lock.
  private final Lanes<E> lanes;
  private int highWater;
  private boolean ended;
  private @Nullable IOException failure;

  /** What the taker whose turn it is has read and not queued yet. Of that taker. */
  private final List<E> found = new ArrayList<>();

  /** A queue for {@code capacity} events, 1 or more. */
  public EventQueue(int capacity, Sorting<E> sorting) {
    this.capacity = capacity;
    this.lanes = new Lanes<>(sorting);
  }

  /**
   * Queues {@code event} if there is room; false if there is none. Dropped if the queue has ended.
   * There is always room for a taker that has read it from the {@link Feed}.
   */
  public boolean tryPut(E event) {
    if (turns.isTakers()) {
      found.add(Objects.requireNonNull(event, "event"));
      return true;
    }
    lock.lock();
    try {
      return ended || add(event, capacity);
    } finally {
      lock.unlock();
    }
  }

  /** Queues {@code event} whether or not there is room. Dropped if the queue has ended. */
  public void putAtOnce(E event) {
    lock.lock();
    try {
      if (!ended) {
        add(event, Integer.MAX_VALUE);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Queues {@code event}, waiting for room.
   *
   * @return false if the queue has ended, and the event was dropped
   */
  public boolean put(E event) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!ended && !add(event, capacity)) {
        room.await();
      }
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #put(Object)}, waiting no longer than {@code nanos}. */
  public boolean put(E event, long nanos) throws InterruptedException, TimeoutException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (!ended && !add(event, capacity)) {
        if (left <= 0) {
          throw new TimeoutException("the queue is full: " + capacity + " events wait");
        }
        left = room.awaitNanos(left);
      }
      return !ended;
    } finally {
      lock.unlock();
    }
  }

  private boolean add(E event, int limit) {
    Objects.requireNonNull(event, "event");
    if (lanes.size() >= limit) {
      return false;
    }
    lanes.add(event);
    highWater = Math.max(highWater, lanes.size());
    filled.signal();
    return true;
  }

  /**
   * The next event, waiting for it; null when the queue has ended without a failure.
   *
   * @throws IOException the failure with which the queue has ended, when it is empty
   */
  public @Nullable E take() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!isReady()) {
        if (turns.canRead()) {
          readMore();
        } else {
          turns.waits(true);
          try {
            if (!turns.canRead()) {
              filled.await();
            }
          } finally {
            turns.waits(false);
          }
        }
      }
      return poll();
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #take()}, waiting no longer than {@code nanos}. */
  public @Nullable E take(long nanos) throws IOException, InterruptedException, TimeoutException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (!isReady()) {
        if (turns.canRead()) {
          readMore();
        } else if (left <= 0) {
          throw new TimeoutException("no event within " + nanos / 1_000_000 + " ms");
        } else {
          turns.waits(true);
          try {
            left = turns.canRead() ? left : filled.awaitNanos(left);
          } finally {
            turns.waits(false);
          }
        }
      }
      return poll();
    } finally {
      lock.unlock();
    }
  }

  /** With the lock, which is given up meanwhile. */
  private void readMore() {
    try {
      turns.takersTurn(Math.max(1, capacity - lanes.size()));
    } finally {
      queueFound();
    }
  }

  private void queueFound() {
    if (!ended) {
      for (int i = 0; i < found.size(); i++) {
        add(found.get(i), Integer.MAX_VALUE);
      }
    }
    found.clear();
  }

  /** Whether the next event can be given: an offer not before all that came was looked at. */
  private boolean isReady() {
    if (lanes.size() == 0 || ended) {
      return ended;
    }
    return !lanes.isOfferNext() || lanes.size() >= capacity || !turns.canRead();
  }

  private @Nullable E poll() throws IOException {
    E event = lanes.poll();
    if (event == null && failure != null) {
      throw failure;
    }
    room.signal();
    return event;
  }

  /** Takes out what is named {@code name}, if an event in the queue offers it. */
  public boolean withdraw(Object name) {
    lock.lock();
    try {
      if (turns.isTakers()) {
        queueFound();
      }
      boolean was = lanes.withdraw(name);
      if (was) {
        room.signal();
      }
      return was;
    } finally {
      lock.unlock();
    }
  }

  /** Takes out all that is offered; the number of events that were. */
  public int withdrawAll() {
    lock.lock();
    try {
      int events = lanes.withdrawAll();
      room.signalAll();
      return events;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the queue at once: what is in it is dropped. Has no effect on a queue that has ended. */
  public void close() {
    lock.lock();
    try {
      lanes.clear();
      end(null);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the queue: what is in it can be taken, then it is over. */
  public void finish() {
    lock.lock();
    try {
      end(null);
    } finally {
      lock.unlock();
    }
  }

  /** Ends the queue: what is in it can be taken, then comes {@code failure}. */
  public void fail(IOException failure) {
    lock.lock();
    try {
      end(failure);
    } finally {
      lock.unlock();
    }
  }

  private void end(@Nullable IOException cause) {
    if (!ended) {
      failure = cause;
    }
    ended = true;
    filled.signalAll();
    room.signalAll();
  }

  /** Who reads what has not been put yet. */
  Turns turns() {
    return turns;
  }

  /** Whether nothing waits, but takers. */
  boolean isStarved() {
    lock.lock();
    try {
      return lanes.size() == 0 && turns.isAwaited();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the queue takes no more events. */
  public boolean isEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /** How many events wait. */
  public int size() {
    lock.lock();
    try {
      return lanes.size();
    } finally {
      lock.unlock();
    }
  }

  /** The most events that ever waited. */
  public int highWater() {
    lock.lock();
    try {
      return highWater;
    } finally {
      lock.unlock();
    }
  }

  /** How many events may wait. */
  public int capacity() {
    return capacity;
  }
}
