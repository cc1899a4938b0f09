package io.mesosjava.framework;

import java.util.Map;
import java.util.Set;

/**
 * The life of a session.
 *
 * <pre>
 *      +-----------------+----------------+
 *      v                 |                |
 * DISCONNECTED --> CONNECTING --> SUBSCRIBING --> SUBSCRIBED
 *   |  ^                 |                |          | |
 *   |  +-----------------|----------------|----------+ |
 *   +--------------------+----------------+------------+--> CLOSING --> CLOSED
 * </pre>
 */
public enum SessionState {
  /** There is no subscription; the time until the next attempt passes. */
  DISCONNECTED,
  /** SUBSCRIBE is on its way; the head of the answer has not come. */
  CONNECTING,
  /** The stream of events is open; SUBSCRIBED has not come. */
  SUBSCRIBING,
  /** Events come, calls go. */
  SUBSCRIBED,
  /** Nothing more is received; what the session holds is given back. */
  CLOSING,
  /** The session is over. */
  CLOSED;

  private static final Map<SessionState, Set<SessionState>> TRANSITIONS =
      Map.of(
          DISCONNECTED, Set.of(CONNECTING, CLOSING),
          CONNECTING, Set.of(SUBSCRIBING, DISCONNECTED, CLOSING),
          SUBSCRIBING, Set.of(SUBSCRIBED, DISCONNECTED, CLOSING),
          SUBSCRIBED, Set.of(DISCONNECTED, CLOSING),
          CLOSING, Set.of(CLOSED),
          CLOSED, Set.of());

  /** The states that can come after this one. */
  public Set<SessionState> successors() {
    return TRANSITIONS.getOrDefault(this, Set.of());
  }
}
