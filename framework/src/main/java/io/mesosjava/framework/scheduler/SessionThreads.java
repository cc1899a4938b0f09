package io.mesosjava.framework.scheduler;

import io.mesosjava.framework.session.SessionThread;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which threads must not wait for a session: those without which it stands still. Safe for use by
 * any number of threads.
 */
final class SessionThreads {

  private final SessionThread<?> thread;
  private final DetectedClient client;
  private final Set<Thread> handlers = ConcurrentHashMap.newKeySet();

  SessionThreads(SessionThread<?> thread, DetectedClient client) {
    this.thread = thread;
    this.client = client;
  }

  /** Whether the calling thread is one of the session's own: its thread, or the client's. */
  boolean isOwn() {
    return thread.isCurrent() || client.isIoThread();
  }

  /** Refuses to wait, in {@code method}, on a thread that is waited for. */
  void checkMayWait(String method) {
    if (isOwn()) {
      throw new IllegalStateException(
          method
              + " waits, and "
              + Thread.currentThread().getName()
              + " is what it would wait for (expected: a thread that is not the session's own)");
    }
  }

  /**
   * The calling thread handles events from now on.
   *
   * @return whether it did not before
   */
  boolean beginHandling() {
    return handlers.add(Thread.currentThread());
  }

  /** The calling thread handles events no more. */
  void endHandling() {
    handlers.remove(Thread.currentThread());
  }

  /** Refuses to wait for room in the queue on a thread that is needed to make it. */
  void checkMayWaitForRoom() {
    if (handlers.contains(Thread.currentThread())) {
      throw new IllegalStateException(
          "the queue is full, and this thread, which handles its events, is to wait for room");
    }
    checkMayWait("announce()");
  }
}
