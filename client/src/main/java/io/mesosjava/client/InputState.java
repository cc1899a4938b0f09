package io.mesosjava.client;

import java.util.Map;
import java.util.Set;

/**
 * The life of a {@link ContainerInput}.
 *
 * <pre>
 * CONNECTING --> OPEN --> FINISHED
 *     |           |         |
 *     +-----------+---------+--> ENDED
 * </pre>
 */
enum InputState {
  /** The connection is being made. Nothing was sent. */
  CONNECTING,
  /** Input goes. */
  OPEN,
  /** The request is at its end; its answer has not come. */
  FINISHED,
  /** The answer has come, or none will. */
  ENDED;

  static final Map<InputState, Set<InputState>> TRANSITIONS =
      Map.of(
          CONNECTING, Set.of(OPEN, ENDED),
          OPEN, Set.of(FINISHED, ENDED),
          FINISHED, Set.of(ENDED),
          ENDED, Set.of());

  /** {@code next}, which must be reachable from this state. */
  InputState to(InputState next) {
    return Transitions.step(TRANSITIONS, this, next);
  }
}
