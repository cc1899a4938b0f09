package io.mesosjava.testkit.master;

import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.DrainConfig;
import io.mesosjava.v1.DrainInfo;
import io.mesosjava.v1.DrainState;
import org.jspecify.annotations.Nullable;

/**
 * The draining of agents: from the operator's call until nothing is left on the agent.
 *
 * <pre>
 *   (none) --> DRAINING --> DRAINED     until it is reactivated
 *                 |
 *                 +--> (gone)           where the operator wanted that
 * </pre>
 */
final class Drains {

  private final MasterState state;
  private final AgentLoss loss;

  Drains(MasterState state, AgentLoss loss) {
    this.state = state;
    this.loss = loss;
  }

  /** Begins, or begins anew with another configuration. */
  void begin(AgentID id, DrainConfig config) {
    note(id, DrainInfo.newBuilder().setState(DrainState.DRAINING).setConfig(config).build());
    state.registry.deactivated.add(id);
    Agent agent = state.agents.get(id);
    if (agent != null) {
      agent.deactivated = true;
      loss.withdraw(agent);
      agent.link().drain(config);
      agent.drainStart = state.stage.now();
      check(agent);
    }
  }

  private void note(AgentID id, DrainInfo info) {
    state.registry.draining.put(id, info);
    Agent agent = state.agents.get(id);
    if (agent != null) {
      agent.drainInfo = info;
    }
  }

  /** Offers of the agent are welcome again. */
  void end(AgentID id) {
    state.registry.draining.remove(id);
    state.registry.deactivated.remove(id);
    Agent agent = state.agents.get(id);
    if (agent != null) {
      agent.drainInfo = null;
      agent.drainStart = null;
      agent.deactivated = false;
    }
  }

  boolean isDraining(AgentID id) {
    DrainInfo info = state.registry.draining.get(id);
    return info != null && info.getState() == DrainState.DRAINING;
  }

  void agentIsBack(Agent agent) {
    if (agent.drainInfo != null) {
      agent.link().drain(agent.drainInfo.getConfig());
      check(agent);
    }
  }

  /** Something has ended: the agent may be empty now. */
  void check(@Nullable Agent agent) {
    DrainInfo info = agent == null ? null : state.registry.draining.get(agent.id());
    if (agent == null || info == null || info.getState() != DrainState.DRAINING) {
      return;
    }
    boolean busy = state.tasksOn(agent.id()).findAny().isPresent() || !agent.operations.isEmpty();
    if (busy) {
      return;
    }
    DrainConfig config = info.getConfig();
    if (config.getMarkGone()) {
      markGone(agent.id());
    } else {
      note(
          agent.id(),
          DrainInfo.newBuilder().setState(DrainState.DRAINED).setConfig(config).build());
    }
  }

  /** The agent is gone for good, whether it is here or out of reach. */
  void markGone(AgentID id) {
    state.registry.forget(id);
    state.registry.unreachable.remove(id);
    state.recoveredAgents.remove(id);
    state.registry.gone.put(id, AgentViews.time(state.stage.now()));
    Agent agent = state.agents.get(id);
    if (agent == null) {
      loss.gone(id);
    } else {
      agent.link().shutdown("Agent has been marked gone");
      loss.gone(agent);
    }
  }
}
