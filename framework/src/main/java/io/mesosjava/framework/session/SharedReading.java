package io.mesosjava.framework.session;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How a subscription is read while it is well: who waits for events reads it, so that none is
 * handed from thread to thread. The session's thread reads only what nobody comes for, and whatever
 * is more than a message: an end, an error.
 *
 * @param <M> what the other side sends
 */
final class SharedReading<M> implements EventQueue.Feed {

  /** How many messages a taker reads at most before it takes an event. */
  private static final int MOST = 16;

  /** How long messages wait for a taker. */
  private static final Duration PATIENCE = Duration.ofMillis(5);

  private final PolledLink<M> link;
  private final Conversation<M> conversation;
  private final EventQueue<?> queue;
  // Of whoever has the turn.
  private @Nullable Exception problem;
  private long due;

  SharedReading(PolledLink<M> link, Conversation<M> conversation, EventQueue<?> queue) {
    this.link = link;
    this.conversation = conversation;
    this.queue = queue;
  }

  /** From here on takers read. */
  void begin() {
    queue.turns().feed(this);
    link.onArrival(queue.turns()::arrived);
    queue.turns().arrived(); // What has come before that.
  }

  /** From here on no taker reads. */
  void end() {
    queue.turns().feed(null);
  }

  @Override
  public Found read(int most) {
    try {
      Found found = readSome(Math.min(most, MOST));
      return conversation.nextDue() < due ? Found.TROUBLE : found;
    } catch (Exception e) {
      // What a session makes of it is decided on its thread.
      problem = e;
      return Found.TROUBLE;
    }
  }

  private Found readSome(int most) throws IOException, InterruptedException, SessionFailure {
    for (int i = 0; i < most; i++) {
      M message = link.poll();
      if (message == null) {
        return link.isEnded() ? Found.TROUBLE : Found.ALL;
      }
      conversation.received(message);
    }
    return Found.SOME;
  }

  /** Waits until there is something for the session's thread to read, at most {@code nanos}. */
  boolean await(long nanos) throws InterruptedException {
    return queue.turns().awaitNeglect(nanos, PATIENCE.toNanos());
  }

  /** Does what is due; when something is due again. */
  long due(long now) {
    Found found = queue.turns().begin() ? Found.TROUBLE : Found.SOME;
    try {
      due = conversation.due(now);
      return due;
    } finally {
      queue.turns().end(found);
    }
  }

  /**
   * Reads what nobody came for.
   *
   * @throws IOException if the subscription must end
   * @throws SessionFailure if the session must
   */
  void readNeglected() throws IOException, InterruptedException, SessionFailure {
    boolean trouble = queue.turns().begin();
    Found found = Found.SOME;
    try {
      rethrow();
      while (found == Found.SOME && (trouble || !queue.isStarved())) {
        M message = link.poll();
        if (message != null) {
          conversation.received(message);
        } else {
          found = readEnd();
        }
      }
    } finally {
      queue.turns().end(found);
    }
  }

  private Found readEnd() throws IOException, InterruptedException, SessionFailure {
    if (!link.isEnded()) {
      return Found.ALL;
    }
    try {
      M last = link.next(Duration.ZERO);
      if (last == null) {
        throw new EOFException("the other side ended the subscription");
      }
      conversation.received(last);
      return Found.SOME;
    } catch (TimeoutException e) {
      return Found.SOME; // It ends just now.
    }
  }

  private void rethrow() throws IOException, InterruptedException, SessionFailure {
    Exception found = problem;
    problem = null;
    if (found instanceof IOException e) {
      throw e;
    } else if (found instanceof InterruptedException e) {
      throw e;
    } else if (found instanceof SessionFailure e) {
      throw e;
    } else if (found instanceof RuntimeException e) {
      throw e;
    } else if (found != null) {
      throw new IllegalStateException(found);
    }
  }
}
