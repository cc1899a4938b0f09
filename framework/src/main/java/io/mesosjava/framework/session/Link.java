package io.mesosjava.framework.session;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One subscription, as a session sees it.
 *
 * @param <M> what the other side sends
 */
public interface Link<M> extends AutoCloseable {

  /** The next message; null when the other side has ended the stream in good order. */
  @Nullable M next(Duration timeout) throws IOException, InterruptedException, TimeoutException;

  @Override
  void close();
}
