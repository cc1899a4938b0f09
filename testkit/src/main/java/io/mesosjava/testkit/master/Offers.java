package io.mesosjava.testkit.master;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.scheduler.Event;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** The life of offers: each is taken up, returned or withdrawn exactly once. */
final class Offers {

  private final MasterState state;

  Offers(MasterState state) {
    this.state = state;
  }

  /** The offer is made: for a while, if its time is limited. */
  void add(Offer offer) {
    state.offers.put(offer.getId(), offer);
    Duration patience = state.config.timers().offer();
    if (patience != null) {
      var unused = state.stage.schedule(patience, () -> expire(offer));
    }
  }

  private void expire(Offer offer) {
    if (state.offers.containsKey(offer.getId())) {
      rescind(offer);
    }
  }

  /** The offer is no more; its resources stay allocated to the framework. */
  void take(Offer offer) {
    state.offers.remove(offer.getId());
  }

  /** The offer is no more and its resources are free, without a word to the framework. */
  void discard(Offer offer) {
    take(offer);
    Agent agent = state.agents.get(offer.getAgentId());
    if (agent != null) {
      agent.recover(offer.getFrameworkId(), Resources.of(offer.getResourcesList()));
    }
  }

  /** As {@link #discard}, and the framework is told. */
  void rescind(Offer offer) {
    discard(offer);
    Framework framework = state.frameworks.get(offer.getFrameworkId());
    if (framework != null) {
      framework.send(rescinded(offer.getId()));
    }
  }

  List<Offer> of(FrameworkID framework) {
    return matching(offer -> offer.getFrameworkId().equals(framework));
  }

  List<Offer> on(AgentID agent) {
    return matching(offer -> offer.getAgentId().equals(agent));
  }

  /** Withdraws the offers on {@code agent} that contain any of {@code resources}. */
  void rescindWithAny(AgentID agent, List<Resource> resources) {
    for (Offer offer : on(agent)) {
      Resources offered = Resources.of(offer.getResourcesList());
      if (resources.stream().anyMatch(offered::contains)) {
        rescind(offer);
      }
    }
  }

  /**
   * What tasks and executors use of {@code agent}, of each framework.
   *
   * @param bargaining the framework that has {@code taken} offers without having used them
   */
  Collection<Resources> used(Agent agent, FrameworkID bargaining, Resources taken) {
    return state.frameworks.keySet().stream()
        .map(
            id -> {
              Resources used = agent.allocatedTo(id).minus(offered(agent, id));
              return id.equals(bargaining) ? used.minus(taken) : used;
            })
        .toList();
  }

  private Resources offered(Agent agent, FrameworkID framework) {
    return resources(
        matching(
            offer ->
                offer.getAgentId().equals(agent.id()) && offer.getFrameworkId().equals(framework)));
  }

  /** What all of {@code offers} offer. */
  static Resources resources(List<Offer> offers) {
    return Resources.sum(
        offers.stream().map(offer -> Resources.of(offer.getResourcesList())).toList());
  }

  List<Offer> matching(Predicate<Offer> predicate) {
    return state.offers.values().stream().filter(predicate).toList();
  }

  private static Event rescinded(OfferID id) {
    return Event.newBuilder()
        .setType(Event.Type.RESCIND)
        .setRescind(Event.Rescind.newBuilder().setOfferId(id))
        .build();
  }
}
