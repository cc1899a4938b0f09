package io.mesosjava.client;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The records that have been read and not yet taken: filled by the I/O thread, through a {@link
 * RecordWriter}, emptied by whoever takes. It asks the reader to pause while it holds more than it
 * should; it never drops a record while the stream is wanted.
 *
 * <p>Records lie in segments. A taker takes over all that a segment holds at once, and then needs
 * the lock no more until it has read that; when nothing more will come in a segment, its array is
 * used again.
 */
final class RecordQueue {

  /** How large a segment is, but for a record that is larger. */
  static final int SEGMENT = 1 << 17;

  private static final Segment NONE = new Segment(0);

  /** Makes something of a record. */
  interface Reader<T> {
    /** The bytes are the reader's until it returns. */
    T read(byte[] bytes, int offset, int length) throws IOException;
  }

  private final long highWater;
  private final Runnable pause;
  private final Runnable resume;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by lock.
  private final ArrayDeque<Segment> segments = new ArrayDeque<>();
  private final ArrayDeque<Segment> spare = new ArrayDeque<>();
  private long bytes;
  private boolean paused;
  private boolean ended;
  private @Nullable IOException cause;
  private volatile boolean dropped;
  private volatile Runnable arrival = () -> {};

  /** Held by the one who takes, while it waits and reads too; taken before {@link #lock}. */
  private final ReentrantLock taking = new ReentrantLock();

  // Guarded by taking.
  private Segment present = NONE;
  private int position;
  private int limit;

  /**
   * A queue that runs {@code pause}, on the I/O thread, when it holds more than {@code highWater}
   * bytes, and {@code resume}, on the thread that takes, when that has fallen to half.
   */
  RecordQueue(long highWater, Runnable pause, Runnable resume) {
    this.highWater = highWater;
    this.pause = pause;
    this.resume = resume;
  }

  /** The first {@code published} bytes of {@code segment} can be taken. */
  void publish(Segment segment, int published) {
    boolean full;
    lock.lock();
    try {
      if (ended || segment.published == published) {
        return;
      }
      if (segment.published == 0) {
        segments.add(segment);
      }
      bytes += published - segment.published;
      segment.published = published;
      changed.signal();
      // A pause ends only with a resume: reads that were on their way may still add.
      paused |= bytes > highWater;
      full = paused;
    } finally {
      lock.unlock();
    }
    arrival.run();
    if (full) {
      pause.run();
    }
  }

  /** Runs {@code listener} after records were published, and after the end. */
  void onArrival(Runnable listener) {
    arrival = listener;
  }

  /** A segment of {@code size} bytes or more; nothing more will be published of {@code last}. */
  Segment next(Segment last, int size) {
    lock.lock();
    try {
      last.sealed = true;
      Segment free = size <= SEGMENT ? spare.poll() : null;
      return free != null ? free : new Segment(size);
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
        segments.clear();
        dropped = true;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    arrival.run();
  }

  /** What {@code reader} makes of the next record, waiting for it; null after a clean end. */
  <T> @Nullable T take(Reader<T> reader) throws IOException, InterruptedException {
    taking.lockInterruptibly();
    try {
      return isAtHand() || await() ? read(reader) : null;
    } finally {
      taking.unlock();
    }
  }

  /** As {@link #take(Reader)}, waiting no longer than {@code nanos}. */
  <T> @Nullable T take(Reader<T> reader, long nanos)
      throws IOException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + nanos;
    if (!taking.tryLock(nanos, TimeUnit.NANOSECONDS)) {
      throw new TimeoutException("no event within the time given");
    }
    try {
      return isAtHand() || await(deadline) ? read(reader) : null;
    } finally {
      taking.unlock();
    }
  }

  /** As {@link #take(Reader)}, without waiting: null if there is none, or another takes. */
  <T> @Nullable T poll(Reader<T> reader) throws IOException {
    if (!taking.tryLock()) {
      return null;
    }
    try {
      return isAtHand() || isThere() ? read(reader) : null;
    } finally {
      taking.unlock();
    }
  }

  private boolean isThere() throws IOException {
    lock.lock();
    try {
      if (takeOver()) {
        return true;
      }
      boolean unused = isEnd(); // For its cause.
      return false;
    } finally {
      lock.unlock();
    }
  }

  private boolean isAtHand() {
    return position < limit && !dropped;
  }

  /** Waits for the next record; false after a clean end. */
  private boolean await() throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!takeOver()) {
        if (isEnd()) {
          return false;
        }
        changed.await();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** As {@link #await()}, not beyond {@code deadline}. */
  private boolean await(long deadline) throws IOException, InterruptedException, TimeoutException {
    lock.lockInterruptibly();
    try {
      while (!takeOver()) {
        if (isEnd()) {
          return false;
        }
        long left = deadline - System.nanoTime();
        if (left <= 0) {
          throw new TimeoutException("no event within the time given");
        }
        long unused = changed.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean isEnd() throws IOException {
    if (ended && cause != null) {
      throw cause;
    }
    return ended;
  }

  /** Takes over what has been published, if anything has. */
  private boolean takeOver() {
    Segment head = segments.peek();
    if (head == present && head.sealed && head.published == limit) {
      segments.remove();
      if (head.bytes.capacity() == SEGMENT && spare.size() <= highWater / SEGMENT) {
        head.published = 0;
        head.sealed = false;
        spare.add(head);
      }
      head = segments.peek();
      present = NONE;
    }
    if (head == null || (head == present && head.published == limit)) {
      return false;
    }
    position = head == present ? limit : 0;
    limit = head.published;
    present = head;
    bytes -= limit - position;
    if (paused && bytes <= highWater / 2) {
      paused = false;
      resume.run();
    }
    return true;
  }

  private <T> T read(Reader<T> reader) throws IOException {
    int length = present.bytes.getInt(position);
    int offset = position + Segment.PREFIX;
    position = offset + length;
    return reader.read(present.bytes.array(), offset, length);
  }
}
