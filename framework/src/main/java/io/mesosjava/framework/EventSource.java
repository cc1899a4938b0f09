package io.mesosjava.framework;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Events, pulled by whoever handles them.
 *
 * <pre>{@code
 * for (E event = source.next(); event != null; event = source.next()) {
 *   handle(event);
 * }
 * }</pre>
 *
 * <p>Any thread may take events, and several may; each event goes to one of them.
 *
 * @param <E> the events
 */
public interface EventSource<E> extends AutoCloseable {

  /**
   * The next event, waiting for it; null at the end, and ever after.
   *
   * @throws IOException if there are no more events because something failed; its type says what
   * @throws InterruptedException if the thread is interrupted; no event is lost
   */
  @Nullable E next() throws IOException, InterruptedException;

  /**
   * As {@link #next()}, waiting no longer than {@code timeout}; zero or less does not wait.
   *
   * @throws TimeoutException if no event came within the time
   */
  @Nullable E next(Duration timeout) throws IOException, InterruptedException, TimeoutException;

  /** Ends the events: {@link #next()} gives null from now on, also to those who wait. */
  @Override
  void close();
}
