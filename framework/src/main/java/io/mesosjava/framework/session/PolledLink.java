package io.mesosjava.framework.session;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A subscription that can be read without waiting.
 *
 * @param <M> what the other side sends
 */
public interface PolledLink<M> extends Link<M> {

  /** The next message if it has come already; null if none has, or at the end. */
  @Nullable M poll() throws IOException;

  /** Whether no more messages will come than have. */
  boolean isEnded();

  /**
   * Runs {@code listener}, on any thread, each time that messages have come, and at the end. What
   * came before is not told.
   */
  void onArrival(Runnable listener);
}
