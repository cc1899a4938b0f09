package io.mesosjava.framework.scheduler;

import io.mesosjava.framework.Announcer;
import io.mesosjava.framework.session.EventQueue;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Puts the user's events into a session's queue. */
record Announcements(EventQueue<SchedulerEvent> queue, SessionThreads threads)
    implements Announcer<AnnouncedEvent> {

  @Override
  public void announce(AnnouncedEvent event) throws InterruptedException {
    if (!putWithoutWaiting(event)) {
      checkTaken(queue.put(event));
    }
  }

  @Override
  public void announce(AnnouncedEvent event, Duration timeout)
      throws InterruptedException, TimeoutException {
    if (!putWithoutWaiting(event)) {
      checkTaken(queue.put(event, TimeUnit.NANOSECONDS.convert(timeout)));
    }
  }

  private boolean putWithoutWaiting(AnnouncedEvent event) {
    Objects.requireNonNull(event, "event");
    checkTaken(!queue.isEnded());
    boolean room = queue.tryPut(event);
    if (!room) {
      threads.checkMayWaitForRoom();
    }
    return room;
  }

  private static void checkTaken(boolean taken) {
    if (!taken) {
      throw new IllegalStateException("the session has ended: it takes no more events");
    }
  }
}
