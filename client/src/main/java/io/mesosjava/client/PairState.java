package io.mesosjava.client;

import java.util.Map;
import java.util.Set;

/**
 * The life of a subscription's two connections.
 *
 * <pre>
 * CONNECTING --> SUBSCRIBING --> OPEN --> DRAINING
 *     |               |           |          |
 *     +---------------+-----------+----------+--> ENDED
 * </pre>
 */
enum PairState {
  /** Neither connection, or one, is made. Nothing was sent. */
  CONNECTING,
  /** SUBSCRIBE was written; its answer has not come. */
  SUBSCRIBING,
  /** Events come, calls go. */
  OPEN,
  /** The server has ended the stream cleanly; calls already written may still be answered. */
  DRAINING,
  /** Both connections are closed. */
  ENDED;

  static final Map<PairState, Set<PairState>> TRANSITIONS =
      Map.of(
          CONNECTING, Set.of(SUBSCRIBING, ENDED),
          SUBSCRIBING, Set.of(OPEN, ENDED),
          OPEN, Set.of(DRAINING, ENDED),
          DRAINING, Set.of(ENDED),
          ENDED, Set.of());

  /** {@code next}, which must be reachable from this state. */
  PairState to(PairState next) {
    return Transitions.step(TRANSITIONS, this, next);
  }
}
