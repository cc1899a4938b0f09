package io.mesosjava.testkit.master;

import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.Filters;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.InverseOffer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Unavailability;
import io.mesosjava.v1.allocator.InverseOfferStatus;
import io.mesosjava.v1.scheduler.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The life of inverse offers. A framework that has something on an agent whose machine is to go
 * down has one for that agent, until it answers; the answer is noted, and asked for again when the
 * filter that came with it has ended.
 */
final class InverseOffers {

  private final MasterState state;

  InverseOffers(MasterState state) {
    this.state = state;
  }

  /** Asks the frameworks on {@code agents} to leave, if their machines are to go down. */
  void send(Collection<AgentID> agents) {
    Map<Framework, List<InverseOffer>> batches = new LinkedHashMap<>();
    agents.stream()
        .map(state.agents::get)
        .filter(Objects::nonNull)
        .filter(Agent::isActive)
        .filter(agent -> agent.unavailability != null)
        .forEach(
            agent ->
                concerned(agent)
                    .forEach(
                        framework ->
                            batches
                                .computeIfAbsent(framework, f -> new ArrayList<>())
                                .add(add(framework, agent))));
    batches.forEach((framework, offers) -> framework.send(event(offers)));
  }

  private List<Framework> concerned(Agent agent) {
    return state.frameworks.values().stream()
        .filter(Framework::isConnected)
        .filter(framework -> !agent.allocatedTo(framework.id()).isEmpty())
        .filter(framework -> !framework.inverseFilters.containsKey(agent.id()))
        .filter(framework -> matching(offer -> isFor(offer, framework.id(), agent.id())).isEmpty())
        .toList();
  }

  private InverseOffer add(Framework framework, Agent agent) {
    InverseOffer offer =
        InverseOffer.newBuilder()
            .setId(state.ids.nextOffer())
            .setUrl(OfferMaking.url(agent))
            .setFrameworkId(framework.id())
            .setAgentId(agent.id())
            .setUnavailability(
                Objects.requireNonNullElse(
                    agent.unavailability, Unavailability.getDefaultInstance()))
            .build();
    state.inverseOffers.put(offer.getId(), offer);
    Duration patience = state.config.timers().offer();
    if (patience != null) {
      var unused = state.stage.schedule(patience, () -> rescind(offer));
    }
    return offer;
  }

  /** A framework has answered; offers of others and offers that are gone are ignored. */
  void answer(
      Framework framework, List<OfferID> ids, InverseOfferStatus.Status answer, Filters filters) {
    for (OfferID id : ids) {
      InverseOffer offer = state.inverseOffers.get(id);
      if (offer != null && offer.getFrameworkId().equals(framework.id())) {
        state.inverseOffers.remove(id);
        note(framework, offer.getAgentId(), answer);
        filter(framework, offer.getAgentId(), RefuseSeconds.of(filters));
      }
    }
  }

  private void note(Framework framework, AgentID agentId, InverseOfferStatus.Status answer) {
    Agent agent = state.agents.get(agentId);
    if (agent != null) {
      agent.maintenanceAnswers.put(
          framework.id(),
          InverseOfferStatus.newBuilder()
              .setStatus(answer)
              .setFrameworkId(framework.id())
              .setTimestamp(AgentViews.time(state.stage.now()))
              .build());
    }
  }

  private void filter(Framework framework, AgentID agent, Duration refusal) {
    if (!refusal.isZero()) {
      Timer expiry = state.stage.schedule(refusal, () -> framework.inverseFilters.remove(agent));
      @Nullable Timer before = framework.inverseFilters.put(agent, expiry);
      if (before != null) {
        before.cancel();
      }
    }
  }

  /** The frameworks need not answer any more, and are told so. */
  void rescindOn(AgentID agent) {
    matching(offer -> offer.getAgentId().equals(agent)).forEach(this::rescind);
  }

  private void rescind(InverseOffer offer) {
    Framework framework = state.frameworks.get(offer.getFrameworkId());
    if (state.inverseOffers.remove(offer.getId()) != null && framework != null) {
      framework.send(rescinded(offer.getId()));
    }
  }

  /** The framework is away: its inverse offers are no more, without a word. */
  void discardOf(FrameworkID framework) {
    matching(offer -> offer.getFrameworkId().equals(framework))
        .forEach(offer -> state.inverseOffers.remove(offer.getId()));
  }

  List<InverseOffer> matching(Predicate<InverseOffer> predicate) {
    return state.inverseOffers.values().stream().filter(predicate).toList();
  }

  private static boolean isFor(InverseOffer offer, FrameworkID framework, AgentID agent) {
    return offer.getFrameworkId().equals(framework) && offer.getAgentId().equals(agent);
  }

  private static Event event(List<InverseOffer> offers) {
    return Event.newBuilder()
        .setType(Event.Type.INVERSE_OFFERS)
        .setInverseOffers(Event.InverseOffers.newBuilder().addAllInverseOffers(offers))
        .build();
  }

  private static Event rescinded(OfferID id) {
    return Event.newBuilder()
        .setType(Event.Type.RESCIND_INVERSE_OFFER)
        .setRescindInverseOffer(Event.RescindInverseOffer.newBuilder().setInverseOfferId(id))
        .build();
  }
}
