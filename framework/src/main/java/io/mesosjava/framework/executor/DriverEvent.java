package io.mesosjava.framework.executor;

import io.mesosjava.v1.executor.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What happened to the driver. A subscription begins with {@link Connected} or {@link Reconnected},
 * before anything else the agent sent in it, and ends with {@link Disconnected}.
 */
public sealed interface DriverEvent extends ExecutorEvent {

  /** Counts the attempts to subscribe, from 1 on; each subscription has its own. */
  long generation();

  /**
   * The executor is subscribed, for the first time.
   *
   * @param subscribed what the agent says of the executor, the framework, the container and itself
   */
  record Connected(Event.Subscribed subscribed, long generation) implements DriverEvent {

    /** Refuses null. */
    public Connected {
      Objects.requireNonNull(subscribed, "subscribed");
    }
  }

  /**
   * The executor is subscribed again, and what was not acknowledged has been sent again.
   *
   * @param subscribed what the agent says of the executor, the framework, the container and itself
   */
  record Reconnected(Event.Subscribed subscribed, long generation) implements DriverEvent {

    /** Refuses null. */
    public Reconnected {
      Objects.requireNonNull(subscribed, "subscribed");
    }
  }

  /**
   * The agent is gone; tasks go on, and the driver tries to come back to it by itself.
   *
   * @param cause why
   * @param retryIn how long the driver waits before it tries
   */
  record Disconnected(IOException cause, Duration retryIn, long generation) implements DriverEvent {

    /** Refuses null. */
    public Disconnected {
      Objects.requireNonNull(cause, "cause");
      Objects.requireNonNull(retryIn, "retryIn");
    }
  }

  /**
   * The executor has to end: its tasks, and then its process. What has not ended after {@code
   * gracePeriod} is ended by force. Comes once.
   *
   * @param cause why it ends without having been told to: the agent does not come back, or wants
   *     nothing more to do with this executor; empty if the agent sent SHUTDOWN
   */
  record Shutdown(Duration gracePeriod, Optional<IOException> cause, long generation)
      implements DriverEvent {

    private static final Duration MARGIN = Duration.ofSeconds(2);

    /** Refuses null. */
    public Shutdown {
      Objects.requireNonNull(gracePeriod, "gracePeriod");
      Objects.requireNonNull(cause, "cause");
    }

    /**
     * How much of the grace period tasks may use: all but 2 s, which telling of their ends may
     * take, or half of it if it is shorter than 4 s.
     */
    public Duration gracePeriodOfTasks() {
      Duration half = gracePeriod.dividedBy(2);
      Duration rest = gracePeriod.minus(MARGIN);
      return rest.compareTo(half) > 0 ? rest : half;
    }
  }
}
