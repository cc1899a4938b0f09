package io.mesosjava.framework;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Puts events of the user's own into a queue, behind what is there. Whoever handles the events of
 * the queue then handles these too, one by one, in one order. Safe for use by several threads.
 *
 * @param <E> the events
 */
public interface Announcer<E> {

  /**
   * Queues {@code event}, waiting for room.
   *
   * @throws IllegalStateException if the queue takes no more events because its owner has ended, or
   *     if the queue is full and this thread is the one that empties it
   * @throws InterruptedException if the thread is interrupted; the event is not queued
   */
  void announce(E event) throws InterruptedException;

  /**
   * As {@link #announce(Object)}, waiting no longer than {@code timeout}; zero or less does not
   * wait.
   *
   * @throws TimeoutException if there was no room within the time; the event is not queued
   */
  void announce(E event, Duration timeout) throws InterruptedException, TimeoutException;
}
