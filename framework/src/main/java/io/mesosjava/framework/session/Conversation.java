package io.mesosjava.framework.session;

import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * What a party says and does in its session. All methods are called on the session's thread, but
 * for {@link #received}, if there are {@link #takers}; never two at a time.
 *
 * @param <M> what the other side sends
 */
public interface Conversation<M> {

  /**
   * Subscribes. What it waits for on the network runs within {@code wait}, so that closing the
   * session ends it; what must not be interrupted, such as writing a file, runs outside.
   *
   * @throws SessionFailure if there is no point in trying again
   * @throws IOException if there may be
   */
  Link<M> connect(long generation, Wait<M> wait)
      throws IOException, InterruptedException, SessionFailure;

  /**
   * Takes a message.
   *
   * @return whether the message confirms the subscription
   * @throws SessionFailure if the session must end
   * @throws IOException if the subscription must end
   */
  boolean received(M message) throws IOException, InterruptedException, SessionFailure;

  /**
   * The queue whose takers read from the link themselves, while the session is subscribed, and
   * bring what they read to {@link #received}, which puts it there; null if they do not.
   */
  default @Nullable EventQueue<?> takers() {
    return null;
  }

  /** Whether another attempt would fail like this one. */
  boolean isHopeless(IOException failure);

  /** The subscription was confirmed: calls can go. */
  void subscribed(long generation);

  /**
   * Does what is due, while there is a link.
   *
   * @return when something will be due again, more than {@code now}
   */
  long due(long now);

  /** When something is due; may have changed with a message. */
  default long nextDue() {
    return Long.MAX_VALUE;
  }

  /** The link is of no more use: no call may go over it. It is closed after this. */
  void hangUp();

  /** There is no subscription (any more); the session will try again. */
  void lost(IOException cause, Life before, Life now);

  /** The session goes from one state to the next. */
  void moved(Life from, Life to);

  /** The session is over, because of {@code failure} if there is one. The last call. */
  void ended(@Nullable IOException failure);

  /** Waits such that closing the session ends it. */
  interface Wait<M> {
    /** What {@code waiting} gives. */
    Link<M> until(Waiting<Link<M>> waiting) throws IOException, InterruptedException;
  }

  /** Something that waits, and can be interrupted. */
  interface Waiting<T> {
    /** Waits. */
    T run() throws IOException, InterruptedException, TimeoutException;
  }
}
