package io.mesosjava.framework.scheduler;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Gives a session's events to one subscriber, as many as it asks for. */
final class EventPublisher implements Flow.Publisher<SchedulerEvent> {

  private final SchedulerSession session;
  private final SessionThreads threads;
  private final String threadName;
  private final AtomicBoolean taken = new AtomicBoolean();

  EventPublisher(SchedulerSession session, SessionThreads threads, String threadName) {
    this.session = session;
    this.threads = threads;
    this.threadName = threadName;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super SchedulerEvent> subscriber) {
    Objects.requireNonNull(subscriber, "subscriber");
    Delivery delivery = new Delivery(subscriber);
    if (taken.compareAndSet(false, true)) {
      delivery.start();
    } else {
      subscriber.onSubscribe(delivery);
      subscriber.onError(new IllegalStateException("the publisher has a subscriber already"));
    }
  }

  /** What the subscriber asks for, and the thread that brings it. */
  private final class Delivery implements Flow.Subscription {

    private final Flow.Subscriber<? super SchedulerEvent> subscriber;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    // Guarded by lock.
    private long wanted;
    private boolean cancelled;
    private boolean invalid;

    Delivery(Flow.Subscriber<? super SchedulerEvent> subscriber) {
      this.subscriber = subscriber;
      this.thread = new Thread(this::run, threadName);
      thread.setDaemon(true);
    }

    void start() {
      thread.start();
    }

    @Override
    public void request(long n) {
      lock.lock();
      try {
        invalid |= n <= 0;
        wanted = wanted + n < 0 ? Long.MAX_VALUE : wanted + Math.max(0, n);
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void cancel() {
      lock.lock();
      try {
        cancelled = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
      if (Thread.currentThread() != thread) {
        thread.interrupt();
      }
    }

    private boolean isCancelled() {
      lock.lock();
      try {
        return cancelled;
      } finally {
        lock.unlock();
      }
    }

    private boolean isInvalid() {
      lock.lock();
      try {
        return invalid && !cancelled;
      } finally {
        lock.unlock();
      }
    }

    private void run() {
      threads.beginHandling();
      try {
        subscriber.onSubscribe(this);
        deliver();
      } catch (IOException | InterruptedException e) {
        if (!isCancelled()) {
          subscriber.onError(e);
        }
      } finally {
        threads.endHandling();
      }
    }

    private void deliver() throws IOException, InterruptedException {
      while (awaitWanted()) {
        SchedulerEvent event = session.next();
        if (event == null) {
          subscriber.onComplete();
          return;
        }
        subscriber.onNext(event);
        session.handled();
      }
      if (isInvalid()) {
        subscriber.onError(new IllegalArgumentException("request: not positive (expected: >= 1)"));
      }
    }

    /** Waits until an event is wanted; false if none ever will be. */
    private boolean awaitWanted() throws InterruptedException {
      lock.lockInterruptibly();
      try {
        while (wanted == 0 && !cancelled && !invalid) {
          changed.await();
        }
        wanted -= wanted == Long.MAX_VALUE ? 0 : 1;
        return !cancelled && !invalid;
      } finally {
        lock.unlock();
      }
    }
  }
}
