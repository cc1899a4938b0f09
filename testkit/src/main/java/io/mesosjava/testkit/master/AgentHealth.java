package io.mesosjava.testkit.master;

import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.AgentID;
import io.mesosjava.values.MesosDuration;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks an agent again and again whether it is there; one that does not answer some times in a row
 * is unreachable. So is one whose connection broke and that does not register again in time.
 */
final class AgentHealth {

  /** Told why an agent counts as unreachable. */
  @FunctionalInterface
  interface Verdict {
    void unreachable(Agent agent, String why);
  }

  private final MasterState state;
  private final RemovalLimiter removals;
  private final Verdict verdict;

  AgentHealth(MasterState state, RemovalLimiter removals, Verdict verdict) {
    this.state = state;
    this.removals = removals;
    this.verdict = verdict;
  }

  /** Watches an agent until {@link Agent#stopWatching}. */
  void watch(Agent agent) {
    agent.watchedBy(new Watch(agent));
  }

  /** Agents that an earlier leader knew and that are not back by now are out of reach. */
  void giveUpOnRecovered() {
    for (AgentID id : List.copyOf(state.recoveredAgents.keySet())) {
      Timer unused = removals.await(() -> giveUp(id));
    }
  }

  private void giveUp(AgentID id) {
    if (state.recoveredAgents.remove(id) != null) {
      state.registry.admitted.remove(id);
      state.registry.unreachable.put(id, AgentViews.time(state.stage.now()));
      state.counters.add(Counter.RECOVERY_SLAVE_REMOVALS);
      state.counters.add(Counter.SLAVE_REMOVALS);
      state.counters.add(Counter.SLAVE_REMOVALS_REASON_UNHEALTHY);
    }
  }

  /** The watch over one agent. */
  final class Watch {

    private final Agent agent;
    private boolean answered = true;
    private int missed;
    private boolean stopped;
    private @Nullable Timer next;
    private @Nullable Timer removal;
    private @Nullable Timer reregistration;

    private Watch(Agent agent) {
      this.agent = agent;
      ping();
    }

    private void ping() {
      answered = false;
      agent.link().ping(agent.connected);
      next = state.stage.schedule(state.config.timers().agentPing(), this::afterPing);
    }

    private void afterPing() {
      missed = answered ? 0 : missed + 1;
      if (missed >= state.config.timers().maxAgentPingTimeouts() && removal == null) {
        state.counters.add(Counter.SLAVE_UNREACHABLE_SCHEDULED);
        removal = removals.await(() -> verdict.unreachable(agent, "health check timed out"));
      }
      // One that waits to be removed is pinged all the same: an answer saves it.
      if (!stopped) {
        ping();
      }
    }

    void pong() {
      answered = true;
      missed = 0;
      if (removal != null) {
        state.counters.add(Counter.SLAVE_UNREACHABLE_CANCELED);
      }
      cancel(removal);
      removal = null;
    }

    /** The connection broke. */
    void disconnected() {
      Duration timeout = state.config.timers().agentReregister();
      String why =
          "agent did not re-register within "
              + MesosDuration.text(timeout)
              + " after disconnecting";
      cancel(reregistration);
      reregistration =
          state.stage.schedule(
              timeout,
              () -> {
                state.counters.add(Counter.SLAVE_UNREACHABLE_SCHEDULED);
                verdict.unreachable(agent, why);
              });
    }

    void reregistered() {
      cancel(reregistration);
      reregistration = null;
    }

    void stop() {
      stopped = true;
      cancel(next);
      cancel(removal);
      cancel(reregistration);
    }

    private static void cancel(@Nullable Timer timer) {
      if (timer != null) {
        timer.cancel();
      }
    }
  }
}
