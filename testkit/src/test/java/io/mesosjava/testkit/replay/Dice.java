package io.mesosjava.testkit.replay;

import com.google.protobuf.Message;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.scheduler.Event;
import java.util.List;

/**
 * Takes out what a master leaves to its dice: it goes through its agents in random order, so when
 * one event offers agents to several roles, which of them got which is chance.
 */
final class Dice {

  private Dice() {}

  /** {@code message}, in which the roles are in the order of the agents, if it is such an event. */
  static Message taken(Message message) {
    if (!(message instanceof Event event) || !event.hasOffers()) {
      return message;
    }
    Event.Builder dealt = event.toBuilder();
    List<String> roles =
        event.getOffers().getOffersList().stream()
            .map(offer -> offer.getAllocationInfo().getRole())
            .sorted()
            .toList();
    for (int i = 0; i < roles.size(); i++) {
      give(dealt.getOffersBuilder().getOffersBuilder(i), roles.get(i));
    }
    return dealt.build();
  }

  private static void give(Offer.Builder offer, String role) {
    offer.getAllocationInfoBuilder().setRole(role);
    for (Resource.Builder resource : offer.getResourcesBuilderList()) {
      resource.getAllocationInfoBuilder().setRole(role);
    }
  }
}
