package io.mesosjava.framework.offer;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All offers of one agent to one role, which can be accepted in one call and used as a whole.
 * Immutable.
 *
 * <p>Mesos: offers in one ACCEPT are of one agent and one role ({@code validate} in {@code
 * src/master/validation.cpp}).
 */
public final class AgentOffers {

  private record Key(String agent, String role) {}

  private final List<Offer> offers;
  private final Site site;
  private final Resources resources;

  private AgentOffers(List<Offer> offers) {
    this.offers = List.copyOf(offers);
    site = Site.of(offers.get(0));
    resources =
        offers.size() == 1
            ? Resources.of(offers.get(0).getResourcesList())
            : Resources.sum(
                offers.stream().map(offer -> Resources.of(offer.getResourcesList())).toList());
  }

  /** {@code offers} by agent and role, in the order in which each first occurs. */
  public static List<AgentOffers> merge(Iterable<Offer> offers) {
    Map<Key, List<Offer>> groups = new LinkedHashMap<>();
    for (Offer offer : offers) {
      Key key = new Key(offer.getAgentId().getValue(), offer.getAllocationInfo().getRole());
      groups.computeIfAbsent(key, first -> new ArrayList<>(1)).add(offer);
    }
    return groups.values().stream().map(AgentOffers::new).toList();
  }

  /** The agent. */
  public Site site() {
    return site;
  }

  /** The role that all of this is offered to; empty for a framework that is not MULTI_ROLE. */
  public String role() {
    return offers.get(0).getAllocationInfo().getRole();
  }

  /** The offers, at least one. */
  public List<Offer> offers() {
    return offers;
  }

  /** The ids of the offers, for the ACCEPT. */
  public List<OfferID> ids() {
    return offers.stream().map(Offer::getId).toList();
  }

  /** Everything that is offered. */
  public Resources resources() {
    return resources;
  }

  @Override
  public String toString() {
    return site.hostname() + " (" + offers.size() + " offers): " + resources;
  }
}
