package io.mesosjava.framework.scheduler;

import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.InverseOffer;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.TimeInfo;
import io.mesosjava.v1.Unavailability;
import io.mesosjava.v1.scheduler.Event;
import java.util.Arrays;
import java.util.List;

/** Offers of one agent, and what a master sends about them. */
final class OfferEvents {

  private static final AgentID AGENT = AgentID.newBuilder().setValue("a").build();

  private OfferEvents() {}

  static OfferID id(String id) {
    return OfferID.newBuilder().setValue(id).build();
  }

  static List<OfferID> ids(String... ids) {
    return Arrays.stream(ids).map(OfferEvents::id).toList();
  }

  static Offer offer(String id) {
    return Offer.newBuilder()
        .setId(id(id))
        .setFrameworkId(ScriptedMaster.ID)
        .setAgentId(AGENT)
        .setHostname("h")
        .build();
  }

  static InverseOffer inverseOffer(String id) {
    return InverseOffer.newBuilder()
        .setId(id(id))
        .setFrameworkId(ScriptedMaster.ID)
        .setAgentId(AGENT)
        .setUnavailability(
            Unavailability.newBuilder().setStart(TimeInfo.newBuilder().setNanoseconds(1)))
        .build();
  }

  static Event offers(String... ids) {
    Event.Offers.Builder offers = Event.Offers.newBuilder();
    Arrays.stream(ids).forEach(id -> offers.addOffers(offer(id)));
    return Event.newBuilder().setType(Event.Type.OFFERS).setOffers(offers).build();
  }

  static Event inverseOffers(String id) {
    return Event.newBuilder()
        .setType(Event.Type.INVERSE_OFFERS)
        .setInverseOffers(Event.InverseOffers.newBuilder().addInverseOffers(inverseOffer(id)))
        .build();
  }

  static Event rescind(String id) {
    return Event.newBuilder()
        .setType(Event.Type.RESCIND)
        .setRescind(Event.Rescind.newBuilder().setOfferId(id(id)))
        .build();
  }

  static Event rescindInverse(String id) {
    return Event.newBuilder()
        .setType(Event.Type.RESCIND_INVERSE_OFFER)
        .setRescindInverseOffer(Event.RescindInverseOffer.newBuilder().setInverseOfferId(id(id)))
        .build();
  }
}
