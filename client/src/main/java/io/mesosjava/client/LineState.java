package io.mesosjava.client;

import java.util.Map;
import java.util.Set;

/**
 * The life of a {@link CallLine}.
 *
 * <pre>
 * CONNECTING --> OPEN --> MOVING or RETIRING
 *     |           |         |
 *     +-----------+---------+--> ENDED
 * </pre>
 */
enum LineState {
  /** The connection is being made. Nothing was sent. */
  CONNECTING,
  /** Calls go. */
  OPEN,
  /**
   * Another server is to be asked what this one refuses; calls already written are answered yet.
   */
  MOVING,
  /**
   * No server takes calls, and the next are for another; calls already written are answered yet.
   */
  RETIRING,
  /** The connection is closed. */
  ENDED;

  static final Map<LineState, Set<LineState>> TRANSITIONS =
      Map.of(
          CONNECTING, Set.of(OPEN, ENDED),
          OPEN, Set.of(MOVING, RETIRING, ENDED),
          MOVING, Set.of(ENDED),
          RETIRING, Set.of(ENDED),
          ENDED, Set.of());

  /** {@code next}, which must be reachable from this state. */
  LineState to(LineState next) {
    return Transitions.step(TRANSITIONS, this, next);
  }
}
