package io.mesosjava.testkit.master;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.FrameworkID;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/**
 * One run of the allocator: looks at the master's state and decides who is offered what. It changes
 * nothing.
 *
 * <p>Agents come in random order; of each, the role with the smallest share goes first, and in a
 * role the framework with the smallest; that one is offered all that is free and that it may have.
 * Roles that lack something of their quota's guarantee go before all others.
 */
final class AllocationRun {

  /** Some of an agent's free resources, meant for a role of a framework. */
  record Grant(Framework framework, Agent agent, String role, Resources resources) {}

  private record Key(FrameworkID framework, AgentID agent, String role) {}

  private final MasterState state;
  private final Shares shares;
  private final QuotaBook quotas;
  private final Map<Key, Grant> grants = new LinkedHashMap<>();
  private final Map<AgentID, Resources> left = new LinkedHashMap<>();

  AllocationRun(MasterState state) {
    this.state = state;
    this.shares = Shares.of(state);
    this.quotas = QuotaBook.of(state);
  }

  List<Grant> on(Collection<AgentID> agents) {
    if (shares.nobodyWants()) {
      return List.of();
    }
    List<Agent> order =
        new ArrayList<>(
            agents.stream()
                .map(state.agents::get)
                .filter(Objects::nonNull)
                .filter(Agent::isActive)
                .toList());
    Collections.shuffle(order, state.config.random());
    if (!quotas.isEmpty()) {
      order.forEach(agent -> allocate(agent, quotas::guaranteed));
    }
    order.forEach(agent -> allocate(agent, quotas::allowed));
    return List.copyOf(grants.values());
  }

  private void allocate(Agent agent, BiFunction<String, Resources, Resources> quota) {
    Resources available = left.computeIfAbsent(agent.id(), id -> agent.available());
    if (available.isEmpty()) {
      return;
    }
    for (String role : shares.rolesBySmallestShare()) {
      for (Framework framework : shares.frameworksBySmallestShare(role)) {
        if (available.isEmpty()) {
          return;
        }
        Resources fitting = Eligibility.resources(framework, agent, role, available);
        available = available.minus(offer(framework, agent, role, quota.apply(role, fitting)));
        left.put(agent.id(), available);
      }
    }
  }

  private Resources offer(Framework framework, Agent agent, String role, Resources fitting) {
    if (!Eligibility.worthwhile(framework, role, fitting)
        || framework.filters.blocks(role, agent.id(), fitting)) {
      return Resources.empty();
    }
    grants.merge(
        new Key(framework.id(), agent.id(), role),
        new Grant(framework, agent, role, fitting),
        (one, more) -> new Grant(framework, agent, role, one.resources().plus(more.resources())));
    shares.add(role, framework, fitting);
    quotas.grant(role, fitting);
    return fitting;
  }
}
