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
 *   RUNNING ----kill----> DOWN --restart--> RECOVERING --> RUNNING
 *      |                   ^
 *   shutdown --> ENDING ---+
 *   (any) --end--> ENDED
 * </pre>
 */
final class AgentLife {

  /** How the process is. */
  enum State {
    /** It talks with masters, executors and operators. */
    RUNNING,
    /** The master has ended it: it goes when its executors have gone. */
    ENDING,
    /** It is not there. Containers and executors that it has left are. */
    DOWN,
    /** It waits for its executors to come back, and talks with nobody else. */
    RECOVERING,
    /** It is gone with all it had. */
    ENDED
  }

  /** Everything that can become of a state. */
  static final Map<State, Set<State>> TRANSITIONS =
      new EnumMap<>(
          Map.of(
              State.RUNNING, EnumSet.of(State.ENDING, State.DOWN, State.ENDED),
              State.ENDING, EnumSet.of(State.DOWN, State.ENDED),
              State.DOWN, EnumSet.of(State.RECOVERING, State.ENDED),
              State.RECOVERING, EnumSet.of(State.RUNNING, State.DOWN, State.ENDED),
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
    while (state != State.DOWN && (event = postponed.poll()) != null) {
      event.run();
    }
  }

  /**
   * Does what needs the process: now, or when it is there again. Executors and the kernel keep what
   * they have to say until somebody listens.
   */
  void whenThere(Runnable event) {
    if (state == State.DOWN) {
      postponed.add(event);
    } else {
      event.run();
    }
  }
}
