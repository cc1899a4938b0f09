package io.mesosjava.framework.scheduler;

import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.MasterInfo;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * What happened to the session. A subscription begins with {@link Connected} or {@link
 * Reconnected}, before anything the master sent in it, and ends with {@link Disconnected}, after
 * all of that.
 */
public sealed interface SessionEvent extends SchedulerEvent {

  /** Counts the attempts to subscribe, from 1 on; each subscription has its own. */
  long generation();

  /**
   * The framework is subscribed, for the first time in this session.
   *
   * @param endpoint the master's
   * @param master what the master says of itself; the default instance if it says nothing
   */
  record Connected(FrameworkID frameworkId, URI endpoint, MasterInfo master, long generation)
      implements SessionEvent {}

  /**
   * The framework is subscribed again. Offers from before are void.
   *
   * @param endpoint the master's
   * @param master what the master says of itself; the default instance if it says nothing
   */
  record Reconnected(FrameworkID frameworkId, URI endpoint, MasterInfo master, long generation)
      implements SessionEvent {}

  /**
   * The framework is no longer subscribed; the session subscribes again by itself. Offers, whether
   * they were delivered or not, are void.
   *
   * @param cause why
   * @param retryIn how long the session waits before it tries
   */
  record Disconnected(IOException cause, Duration retryIn, long generation)
      implements SessionEvent {}

  /** Another master leads than in the last subscription; comes after {@link Reconnected}. */
  record LeaderChanged(MasterInfo from, MasterInfo to, long generation) implements SessionEvent {}

  /**
   * The master has given the framework a new id, which has been saved; comes before {@link
   * Connected}.
   *
   * @param replaced the id before, if it was given up because the master had removed that
   *     framework: its tasks are gone
   */
  record FrameworkIdAssigned(
      FrameworkID frameworkId, Optional<FrameworkID> replaced, long generation)
      implements SessionEvent {}
}
