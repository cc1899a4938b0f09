package io.mesosjava.testkit.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A stage that owns a thread. */
public final class StageThread implements Stage, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StageThread.class);

  private static final String CLOSED = "the cluster is closed";

  private final StageClock clock;
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition settled = lock.newCondition();
  // Guarded by lock.
  private final ArrayDeque<Runnable> ready = new ArrayDeque<>();
  // A set, not a queue: most timers are cancelled, and a queue looks at all to remove one.
  private final TreeSet<Scheduled> timers = new TreeSet<>();
  private final Set<StageCall<?>> calls = new LinkedHashSet<>();
  private long sequence;
  private long events;
  private boolean closed;
  private boolean idle;
  private @Nullable Throwable failure;

  private StageThread(String name, StageClock clock) {
    this.clock = clock;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** A stage whose thread has the name {@code name} and has started. */
  public static StageThread start(String name, StageClock clock) {
    StageThread stage = new StageThread(name, clock);
    stage.thread.start();
    return stage;
  }

  @Override
  public Instant now() {
    return clock.now();
  }

  @Override
  public void execute(Runnable event) {
    lock.lock();
    try {
      if (!closed) {
        ready.add(event);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Timer schedule(Duration delay, Runnable event) {
    lock.lock();
    try {
      Scheduled timer = new Scheduled(clock.now().plus(delay), sequence++, event);
      if (!closed) {
        timers.add(timer);
        changed.signal();
      }
      return timer;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Winds {@code clock}, which must be this stage's, and waits until all that falls due has
   * happened and the stage has come to rest. What comes from outside meanwhile, as the end of a
   * process, may or may not be waited for.
   *
   * @throws IllegalStateException if the stage is closed
   */
  public void advance(WoundClock woundClock, Duration duration) {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(CLOSED);
      }
      woundClock.wind(duration);
      idle = false;
      changed.signal();
      while (!idle && !closed) {
        settled.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Runs {@code work} on the stage and waits for what it returns; at once when called on the stage.
   *
   * @throws IllegalStateException if the stage is closed before it was done
   */
  public <T> T call(Supplier<T> work) {
    if (isCurrent()) {
      return work.get();
    }
    StageCall<T> call = new StageCall<>(work);
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException(CLOSED);
      }
      calls.add(call);
    } finally {
      lock.unlock();
    }
    execute(call);
    try {
      return call.await();
    } finally {
      forget(call);
    }
  }

  /** How many events have run, not counting what was called for by {@link #call}. */
  public long events() {
    lock.lock();
    try {
      return events;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until more events have run than {@code seen} and the stage has come to rest, but not
   * longer than {@code atMost}, by the time outside.
   *
   * @throws InterruptedException if the thread is interrupted
   */
  public void awaitChange(long seen, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lock();
    try {
      while ((events == seen || !idle) && !closed && left > 0) {
        left = settled.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private void forget(StageCall<?> call) {
    lock.lock();
    try {
      calls.remove(call);
    } finally {
      lock.unlock();
    }
  }

  /** Whether the calling thread is the one on which this stage's events run. */
  public boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /**
   * Ends the thread after the event that is running, drops all others, and waits until the thread
   * has gone.
   *
   * @throws IllegalStateException if an event threw while the stage ran: the cluster has a bug
   */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      ready.clear();
      timers.clear();
      changed.signal();
      settled.signalAll();
    } finally {
      lock.unlock();
    }
    failCalls();
    if (!isCurrent()) {
      Threads.awaitEnd(thread);
    }
    if (failure != null) {
      throw new IllegalStateException("an event of the cluster failed: " + failure, failure);
    }
  }

  private void failCalls() {
    List<StageCall<?>> waiting;
    lock.lock();
    try {
      waiting = List.copyOf(calls);
    } finally {
      lock.unlock();
    }
    waiting.forEach(call -> call.fail(CLOSED));
  }

  private void run() {
    Runnable event;
    while ((event = next()) != null) {
      try {
        event.run();
      } catch (RuntimeException | Error e) {
        failed(e);
      }
    }
  }

  private void failed(Throwable problem) {
    LOG.error("an event of the cluster failed", problem);
    lock.lock();
    try {
      failure = failure == null ? problem : failure;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      while (!closed) {
        collectDue();
        Runnable event = ready.poll();
        if (event != null) {
          events += event instanceof StageCall ? 0 : 1;
          return event;
        }
        clock.rest();
        idle = true;
        settled.signalAll();
        sleep();
        idle = false;
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void collectDue() {
    while (!timers.isEmpty() && clock.reached(timers.first().at, ready.isEmpty())) {
      ready.add(timers.pollFirst());
    }
  }

  @SuppressWarnings("WaitNotInLoop") // The caller is the loop: it looks again, whatever woke us.
  private void sleep() {
    try {
      if (timers.isEmpty()) {
        changed.await();
      } else {
        long nanos = clock.untilReached(timers.first().at).toNanos();
        boolean unused = changed.await(nanos, TimeUnit.NANOSECONDS);
      }
    } catch (InterruptedException e) {
      // The thread is ours and nobody else's business: it ends when the stage is closed.
      LOG.debug("interrupted while waiting for events", e);
    }
  }

  private final class Scheduled implements Timer, Runnable, Comparable<Scheduled> {

    private final Instant at;
    private final long order;
    private final Runnable event;
    private volatile boolean cancelled;

    Scheduled(Instant at, long order, Runnable event) {
      this.at = at;
      this.order = order;
      this.event = event;
    }

    @Override
    public void run() {
      if (!cancelled) {
        event.run();
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      lock.lock();
      try {
        timers.remove(this);
      } finally {
        lock.unlock();
      }
    }

    @Override
    @SuppressWarnings("ComparableType") // Never compared with another type.
    public int compareTo(Scheduled other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}
