package io.mesosjava.framework.offer;

import io.mesosjava.v1.InverseOffer;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.scheduler.Event;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The offers of a pool in order of arrival, with the moments at which they came. It knows neither
 * clock nor threads: moments are told, in nanoseconds, and do not decrease. Not thread-safe.
 */
final class Shelf {

  private record Held(Offer offer, long since) {}

  private final long mostAge;
  private final Map<OfferID, Held> offers = new LinkedHashMap<>();
  private final Map<OfferID, InverseOffer> inverse = new LinkedHashMap<>();

  /** The first subscription that has not ended, as far as is known: older offers are void. */
  private long generation;

  /** Offers are old after {@code mostAge} nanoseconds. */
  Shelf(long mostAge) {
    this.mostAge = mostAge;
  }

  void handle(Event event, long now) {
    switch (event.getType()) {
      case SUBSCRIBED -> clear(); // Offers of an earlier subscription are void, without RESCIND.
      case OFFERS ->
          event.getOffers().getOffersList().forEach(o -> offers.put(o.getId(), new Held(o, now)));
      case RESCIND -> offers.remove(event.getRescind().getOfferId());
      case INVERSE_OFFERS -> event.getInverseOffers().getInverseOffersList().forEach(this::add);
      case RESCIND_INVERSE_OFFER ->
          inverse.remove(event.getRescindInverseOffer().getInverseOfferId());
      default -> {} // nothing else is about offers
    }
  }

  /** {@code event} came in subscription {@code generation}, which may have ended by now. */
  void handle(Event event, long generation, long now) {
    if (generation >= this.generation) {
      advance(generation);
      handle(event, now);
    }
  }

  /** A session begins, which counts its subscriptions anew. */
  void begin(long generation) {
    clear();
    this.generation = generation;
  }

  /** Subscriptions before {@code generation} have ended. */
  void advance(long generation) {
    if (generation > this.generation) {
      begin(generation);
    }
  }

  /** One is outstanding for each agent: a new one takes the place of the old one. */
  private void add(InverseOffer offer) {
    inverse.values().removeIf(old -> old.getAgentId().equals(offer.getAgentId()));
    inverse.put(offer.getId(), offer);
  }

  void clear() {
    offers.clear();
    inverse.clear();
  }

  List<Offer> offers() {
    return offers.values().stream().map(Held::offer).toList();
  }

  List<InverseOffer> inverseOffers() {
    return List.copyOf(inverse.values());
  }

  int size() {
    return offers.size();
  }

  /** Takes all of {@code ids}, or none if one of them is not here or occurs twice. */
  boolean claim(Collection<OfferID> ids) {
    Set<OfferID> distinct = new HashSet<>(ids);
    if (distinct.size() != ids.size() || !offers.keySet().containsAll(distinct)) {
      return false;
    }
    distinct.forEach(offers::remove);
    return true;
  }

  boolean claimInverse(OfferID id) {
    return inverse.remove(id) != null;
  }

  /** Takes away those that are old. */
  List<OfferID> expire(long now) {
    List<OfferID> expired = new ArrayList<>();
    Iterator<Map.Entry<OfferID, Held>> oldest = offers.entrySet().iterator();
    while (oldest.hasNext()) {
      Map.Entry<OfferID, Held> entry = oldest.next();
      if (now - entry.getValue().since() < mostAge) {
        break;
      }
      expired.add(entry.getKey());
      oldest.remove();
    }
    return expired;
  }

  /** How long after {@code now} the next one is old; empty if there is none. */
  OptionalLong nanosUntilExpiry(long now) {
    Iterator<Held> oldest = offers.values().iterator();
    return oldest.hasNext()
        ? OptionalLong.of(Math.max(0, mostAge - (now - oldest.next().since())))
        : OptionalLong.empty();
  }
}
