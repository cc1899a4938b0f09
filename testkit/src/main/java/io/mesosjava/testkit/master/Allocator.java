package io.mesosjava.testkit.master;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.master.AllocationRun.Grant;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.Filters;
import io.mesosjava.v1.Offer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * When resources are offered: every allocation interval on all agents, and soon after a framework
 * or an agent came. The intervals are counted from the start of the master's process, as Mesos'
 * allocator counts them, not from its election. What a refusal, a task's end or a filter's end sets
 * free waits for the interval.
 */
final class Allocator {

  private final MasterState state;
  private final Offers offers;
  private final InverseOffers inverseOffers;
  private final Set<AgentID> candidates = new LinkedHashSet<>();

  Allocator(MasterState state, Offers offers, InverseOffers inverseOffers) {
    this.state = state;
    this.offers = offers;
    this.inverseOffers = inverseOffers;
  }

  void start() {
    Duration age = Duration.between(state.config.started(), state.stage.now());
    runAfter(untilNext(age, state.config.timers().allocation()));
  }

  private void runAfter(Duration delay) {
    Timer unused =
        state.stage.schedule(
            delay,
            () -> {
              runAfter(state.config.timers().allocation());
              run(List.copyOf(state.agents.keySet()));
            });
  }

  /** How long it is to the next multiple of {@code interval} when {@code age} has passed. */
  static Duration untilNext(Duration age, Duration interval) {
    return Duration.ofNanos(interval.toNanos() - age.toNanos() % interval.toNanos());
  }

  /** Runs on all agents, after the events that are waiting. */
  void runSoon() {
    runSoon(state.agents.keySet());
  }

  /** Runs on {@code agents}, after the events that are waiting. */
  void runSoon(Collection<AgentID> agents) {
    if (candidates.isEmpty()) {
      state.stage.execute(
          () -> {
            List<AgentID> now = List.copyOf(candidates);
            candidates.clear();
            run(now);
          });
    }
    candidates.addAll(agents);
  }

  /**
   * Takes resources back from a framework that does not want them.
   *
   * @param allocated with the role that they were offered to
   * @param filters for how long it does not want to see them again
   */
  void refuse(Framework framework, Agent agent, String role, Resources allocated, Filters filters) {
    agent.recover(framework.id(), allocated);
    Duration refusal = RefuseSeconds.of(filters);
    if (refusal.isZero() || allocated.isEmpty() || !framework.isConnected()) {
      return;
    }
    Resources refused = allocated.unallocate();
    Timer expiry =
        state.stage.schedule(
            longer(refusal, state.config.timers().allocation()),
            () -> framework.filters.expire(role, agent.id(), refused));
    framework.filters.add(role, agent.id(), refused, expiry);
  }

  private static Duration longer(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private void run(Collection<AgentID> agents) {
    Map<Framework, List<Offer>> batches = new LinkedHashMap<>();
    state.turns.forgetOthers(state.frameworks.values());
    for (Grant grant : new AllocationRun(state).on(agents)) {
      state.turns.taken(grant.role(), grant.framework().id());
      Resources allocated = grant.resources().allocate(grant.role());
      grant.agent().allocate(grant.framework().id(), allocated);
      Offer offer = OfferMaking.offer(state.ids.nextOffer(), grant, allocated);
      offers.add(offer);
      batches.computeIfAbsent(grant.framework(), f -> new ArrayList<>()).add(offer);
    }
    batches.forEach((framework, batch) -> framework.send(OfferMaking.event(framework, batch)));
    inverseOffers.send(agents);
  }
}
