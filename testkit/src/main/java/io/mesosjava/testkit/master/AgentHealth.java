package io.mesosjava.testkit.master;

import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.values.MesosDuration;
import java.time.Duration;
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
  private final Verdict verdict;

  AgentHealth(MasterState state, Verdict verdict) {
    this.state = state;
    this.verdict = verdict;
  }

  /** Watches an agent until {@link Agent#stopWatching}. */
  void watch(Agent agent) {
    agent.watchedBy(new Watch(agent));
  }

  /** The watch over one agent. */
  final class Watch {

    private final Agent agent;
    private boolean answered = true;
    private int missed;
    private @Nullable Timer next;
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
      if (missed >= state.config.timers().maxAgentPingTimeouts()) {
        verdict.unreachable(agent, "health check timed out");
      } else {
        ping();
      }
    }

    void pong() {
      answered = true;
      missed = 0;
    }

    /** The connection broke. */
    void disconnected() {
      Duration timeout = state.config.timers().agentReregister();
      String why =
          "agent did not re-register within "
              + MesosDuration.text(timeout)
              + " after disconnecting";
      cancel(reregistration);
      reregistration = state.stage.schedule(timeout, () -> verdict.unreachable(agent, why));
    }

    void reregistered() {
      cancel(reregistration);
      reregistration = null;
    }

    void stop() {
      cancel(next);
      cancel(reregistration);
    }

    private static void cancel(@Nullable Timer timer) {
      if (timer != null) {
        timer.cancel();
      }
    }
  }
}
