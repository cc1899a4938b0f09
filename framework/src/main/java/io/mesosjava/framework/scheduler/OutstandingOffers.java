package io.mesosjava.framework.scheduler;

import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The offers and inverse offers of the present subscription that are neither answered nor
 * rescinded, by their ids: only those can be answered. Not safe for use by several threads.
 *
 * <p>Mesos rescinds nothing when a subscription ends; the next one begins without offers. A master
 * answers an ACCEPT of anything else with updates that the tasks are lost ({@code Master::accept}),
 * which says less, and later.
 */
final class OutstandingOffers {

  // Both kinds have their ids of one counter (Master::newOfferId).
  private final Set<OfferID> ids = new HashSet<>();

  /** An event of the present subscription. */
  void received(Event event) {
    switch (event.getType()) {
      case OFFERS -> event.getOffers().getOffersList().forEach(offer -> ids.add(offer.getId()));
      case INVERSE_OFFERS ->
          event.getInverseOffers().getInverseOffersList().forEach(offer -> ids.add(offer.getId()));
      case RESCIND -> ids.remove(event.getRescind().getOfferId());
      case RESCIND_INVERSE_OFFER -> ids.remove(event.getRescindInverseOffer().getInverseOfferId());
      default -> {} // nothing else is about offers
    }
  }

  /** The master has taken {@code call}: what it answers is answered. */
  void taken(Call call) {
    answeredBy(call).forEach(ids::remove);
  }

  /** The subscription has ended. */
  void clear() {
    ids.clear();
  }

  /** How many there are. */
  int size() {
    return ids.size();
  }

  /**
   * Why {@code call} would be in vain; empty if it is not, or answers no offers. One void offer
   * spoils an ACCEPT; of others the rest counts.
   */
  Optional<String> objection(Call call) {
    Collection<OfferID> answered = answeredBy(call);
    List<String> gone =
        answered.stream().filter(id -> !ids.contains(id)).map(OfferID::getValue).toList();
    boolean inVain =
        !gone.isEmpty() && (call.getType() == Call.Type.ACCEPT || gone.size() == answered.size());
    return inVain
        ? Optional.of(
            "not outstanding in the present subscription: offer "
                + String.join(", ", gone)
                + " (expected: neither of an earlier subscription, nor answered or rescinded)")
        : Optional.empty();
  }

  private static Collection<OfferID> answeredBy(Call call) {
    return switch (call.getType()) {
      case ACCEPT -> call.getAccept().getOfferIdsList();
      case DECLINE -> call.getDecline().getOfferIdsList();
      case ACCEPT_INVERSE_OFFERS -> call.getAcceptInverseOffers().getInverseOfferIdsList();
      case DECLINE_INVERSE_OFFERS -> call.getDeclineInverseOffers().getInverseOfferIdsList();
      default -> List.of();
    };
  }
}
