package io.mesosjava.client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what a user's listener throws, so that it changes nothing. */
record GuardedListener(ConnectionListener listener) implements ConnectionListener {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionListener.class);

  /** {@code listener}, guarded once. */
  static GuardedListener of(ConnectionListener listener) {
    return listener instanceof GuardedListener guarded ? guarded : new GuardedListener(listener);
  }

  @Override
  public void on(ConnectionEvent event) {
    try {
      listener.on(event);
    } catch (RuntimeException e) {
      LOG.warn("the connection listener failed on {}", event, e);
    }
  }
}
