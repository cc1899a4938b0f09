package io.mesosjava.testkit.agent;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How an agent's process is, and what waits for it. Lives on the stage.
 *
 * <pre>
 *   RUNNING --crash--> CRASHED --restart--> RECOVERING --> RUNNING
 *   (any) --end--> ENDED
 * </pre>
 */
final class AgentLife {

  /** How the process is. */
  enum State {
    /** It talks with masters, executors and operators. */
    RUNNING,
    /** It is not there. Its containers and executors are. */
    CRASHED,
    /** It waits for its executors to come back, and talks with nobody else. */
    RECOVERING,
    /** It is gone with all it had. */
    ENDED
  }

  /** Everything that can become of a state. */
  static final Map<State, Set<State>> TRANSITIONS =
      new EnumMap<>(
          Map.of(
              State.RUNNING, EnumSet.of(State.CRASHED, State.ENDED),
              State.CRASHED, EnumSet.of(State.RECOVERING, State.ENDED),
              State.RECOVERING, EnumSet.of(State.RUNNING, State.CRASHED, State.ENDED),
              State.ENDED, EnumSet.noneOf(State.class)));

  private final ArrayDeque<Runnable> postponed = new ArrayDeque<>();
  private State state = State.RUNNING;

  State state() {
    return state;
  }

  boolean is(State one) {
    return state == one;
  }

  /** Goes on to a state, and does what waited for it. */
  void become(State next) {
    if (!TRANSITIONS.getOrDefault(state, Set.of()).contains(next)) {
      throw new IllegalStateException("the agent: " + state + " cannot become " + next);
    }
    state = next;
    Runnable event;
    while (state != State.CRASHED && (event = postponed.poll()) != null) {
      event.run();
    }
  }

  /**
   * Does what needs the process: now, or when it is there again. Executors and the kernel keep what
   * they have to say until somebody listens.
   */
  void whenThere(Runnable event) {
    if (state == State.CRASHED) {
      postponed.add(event);
    } else {
      event.run();
    }
  }
}
