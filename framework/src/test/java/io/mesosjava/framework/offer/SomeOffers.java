package io.mesosjava.framework.offer;

import io.mesosjava.attributes.Attributes;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.DomainInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.InverseOffer;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TimeInfo;
import io.mesosjava.v1.Unavailability;
import io.mesosjava.v1.scheduler.Event;
import java.util.Arrays;
import java.util.List;

/** Offers and events about them. */
final class SomeOffers {

  static final FrameworkID FRAMEWORK = FrameworkID.newBuilder().setValue("F").build();

  private SomeOffers() {}

  static OfferID id(String id) {
    return OfferID.newBuilder().setValue(id).build();
  }

  /** The offer {@code id} of the agent S-{@code host} to the role {@code web}. */
  static Offer offer(String id, String host, String resources, String attributes) {
    return Offer.newBuilder()
        .setId(id(id))
        .setFrameworkId(FRAMEWORK)
        .setAgentId(AgentID.newBuilder().setValue("S-" + host))
        .setHostname(host)
        .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole("web"))
        .addAllResources(Resources.parse(resources).allocate("web").messages())
        .addAllAttributes(Attributes.parse(attributes).messages())
        .build();
  }

  static Offer inZone(Offer offer, String region, String zone) {
    DomainInfo.FaultDomain.Builder domain = DomainInfo.FaultDomain.newBuilder();
    domain.getRegionBuilder().setName(region);
    domain.getZoneBuilder().setName(zone);
    return offer.toBuilder().setDomain(DomainInfo.newBuilder().setFaultDomain(domain)).build();
  }

  static List<AgentOffers> merged(Offer... offers) {
    return AgentOffers.merge(Arrays.asList(offers));
  }

  static Event offers(Offer... offers) {
    return Event.newBuilder()
        .setType(Event.Type.OFFERS)
        .setOffers(Event.Offers.newBuilder().addAllOffers(Arrays.asList(offers)))
        .build();
  }

  static Event rescind(String id) {
    return Event.newBuilder()
        .setType(Event.Type.RESCIND)
        .setRescind(Event.Rescind.newBuilder().setOfferId(id(id)))
        .build();
  }

  static Event inverse(String id, String host) {
    return Event.newBuilder()
        .setType(Event.Type.INVERSE_OFFERS)
        .setInverseOffers(
            Event.InverseOffers.newBuilder()
                .addInverseOffers(
                    InverseOffer.newBuilder()
                        .setId(id(id))
                        .setFrameworkId(FRAMEWORK)
                        .setAgentId(AgentID.newBuilder().setValue("S-" + host))
                        .setUnavailability(
                            Unavailability.newBuilder()
                                .setStart(TimeInfo.newBuilder().setNanoseconds(1)))))
        .build();
  }

  static Event rescindInverse(String id) {
    return Event.newBuilder()
        .setType(Event.Type.RESCIND_INVERSE_OFFER)
        .setRescindInverseOffer(Event.RescindInverseOffer.newBuilder().setInverseOfferId(id(id)))
        .build();
  }

  static Event subscribed() {
    return Event.newBuilder()
        .setType(Event.Type.SUBSCRIBED)
        .setSubscribed(Event.Subscribed.newBuilder().setFrameworkId(FRAMEWORK))
        .build();
  }
}
