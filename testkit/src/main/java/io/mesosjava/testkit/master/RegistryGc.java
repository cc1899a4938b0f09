package io.mesosjava.testkit.master;

import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.TimeInfo;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;

/** Forgets, now and then, agents that were lost long ago, or too many of them. */
final class RegistryGc {

  private final MasterState state;

  RegistryGc(MasterState state) {
    this.state = state;
  }

  void start() {
    var unused =
        state.stage.schedule(
            state.config.limits().registryGc(),
            () -> {
              start();
              forget(state.registry.unreachable);
              forget(state.registry.gone);
            });
  }

  /** They are in the order in which they were lost. */
  private void forget(Map<AgentID, TimeInfo> lost) {
    MasterLimits limits = state.config.limits();
    long now = AgentViews.time(state.stage.now()).getNanoseconds();
    Iterator<TimeInfo> times = lost.values().iterator();
    while (times.hasNext()) {
      Duration age = Duration.ofNanos(now - times.next().getNanoseconds());
      if (lost.size() <= limits.lostAgents() && age.compareTo(limits.lostAgentAge()) <= 0) {
        return;
      }
      times.remove();
    }
  }
}
