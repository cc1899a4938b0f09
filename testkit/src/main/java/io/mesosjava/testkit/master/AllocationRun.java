package io.mesosjava.testkit.master;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.AgentID;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * One run of the allocator: looks at the master's state and decides who is offered what. It changes
 * nothing.
 *
 * <p>Agents come in random order; of each, the role with the smallest share goes first, and in a
 * role the framework with the smallest; that one is offered all that is free and that it may have.
 */
final class AllocationRun {

  /** Some of an agent's free resources, meant for a role of a framework. */
  record Grant(Framework framework, Agent agent, String role, Resources resources) {}

  private final MasterState state;
  private final Shares shares;
  private final List<Grant> grants = new ArrayList<>();

  AllocationRun(MasterState state) {
    this.state = state;
    this.shares = Shares.of(state);
  }

  List<Grant> on(Collection<AgentID> agents) {
    List<Agent> order =
        new ArrayList<>(
            agents.stream()
                .map(state.agents::get)
                .filter(Objects::nonNull)
                .filter(Agent::isActive)
                .toList());
    Collections.shuffle(order, state.config.random());
    order.forEach(this::allocate);
    return grants;
  }

  private void allocate(Agent agent) {
    Resources available = agent.available();
    for (String role : shares.rolesBySmallestShare()) {
      for (Framework framework : shares.frameworksBySmallestShare(role)) {
        if (available.isEmpty()) {
          return;
        }
        available = available.minus(offer(framework, agent, role, available));
      }
    }
  }

  private Resources offer(Framework framework, Agent agent, String role, Resources available) {
    Resources fitting = Eligibility.resources(framework, agent, role, available);
    if (!Eligibility.worthwhile(framework, role, fitting)
        || framework.filters.blocks(role, agent.id(), fitting)) {
      return Resources.empty();
    }
    grants.add(new Grant(framework, agent, role, fitting));
    shares.add(role, framework, fitting);
    return fitting;
  }
}
