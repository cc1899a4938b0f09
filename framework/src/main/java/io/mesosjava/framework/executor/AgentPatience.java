package io.mesosjava.framework.executor;

import io.mesosjava.ProtocolException;
import io.mesosjava.client.ApiException;
import io.mesosjava.framework.Backoff;
import io.mesosjava.framework.session.Life;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** How long to hope for an agent. */
final class AgentPatience {

  /** An agent gives up an executor that has not subscribed after this time. */
  static final Duration REGISTRATION = Duration.ofMinutes(1);

  /** An agent that sends a heartbeat every 30 minutes has missed two after this time. */
  static final Duration SILENCE = Duration.ofMinutes(75);

  /**
   * Of the longest wait, what a wait takes at most: the rest is for the attempt. An agent that
   * comes back gives up executors that it has not heard of for as long as the longest wait.
   */
  private static final double SHARE = 0.75;

  /** Without checkpointing, the only waits are those for an agent that is not ready. */
  private static final Duration NOT_READY = Duration.ofSeconds(1);

  private AgentPatience() {}

  static Life.Policy policy(Optional<ExecutorEnvironment.Recovery> recovery) {
    return recovery
        .map(r -> new Life.Policy(backoff(r.backoffMax()), r.timeout()))
        .orElseGet(() -> new Life.Policy(backoff(NOT_READY), REGISTRATION));
  }

  /** Spread evenly, so that the executors of an agent do not all come back at the same moment. */
  private static Backoff backoff(Duration longest) {
    return (failures, chance) ->
        Duration.ofNanos(Math.round(longest.toNanos() * SHARE * chance.nextDouble()));
  }

  /**
   * Whether there is no point in trying again.
   *
   * @param checkpoint whether the agent knows its executors when it comes back
   * @param wasSubscribed whether the executor has been subscribed
   */
  static boolean isHopeless(IOException failure, boolean checkpoint, boolean wasSubscribed) {
    if (failure instanceof ApiException refused && !refused.isSubscriptionLost()) {
      boolean mayPass = refused.isRetryable() || refused.status() >= 500;
      return !mayPass || (wasSubscribed && !checkpoint);
    }
    if (failure instanceof ProtocolException && !wasSubscribed) {
      return true;
    }
    return !checkpoint;
  }
}
