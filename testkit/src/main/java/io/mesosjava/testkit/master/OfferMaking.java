package io.mesosjava.testkit.master;

import static io.mesosjava.v1.FrameworkInfo.Capability.Type.MULTI_ROLE;
import static io.mesosjava.v1.FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT;

import io.mesosjava.resources.ReservationFormat;
import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.master.AllocationRun.Grant;
import io.mesosjava.v1.Address;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.URL;
import io.mesosjava.v1.scheduler.Event;
import java.util.List;
import java.util.Set;

/** Offers as messages. */
final class OfferMaking {

  private OfferMaking() {}

  /** An offer as the master keeps it: resources carry their role and stacks of reservations. */
  static Offer offer(OfferID id, Grant grant, Resources allocated) {
    Framework framework = grant.framework();
    Agent agent = grant.agent();
    AgentInfo info = agent.info();
    Set<ExecutorID> executors = framework.executorsOn(agent.id()).keySet();
    Offer.Builder offer =
        Offer.newBuilder()
            .setId(id)
            .setFrameworkId(framework.id())
            .setAgentId(agent.id())
            .setHostname(info.getHostname())
            .setUrl(url(agent))
            .addAllResources(allocated)
            .addAllAttributes(info.getAttributesList())
            .addAllExecutorIds(executors)
            .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole(grant.role()));
    if (agent.unavailability != null) {
      offer.setUnavailability(agent.unavailability);
    }
    if (info.hasDomain()) {
      offer.setDomain(info.getDomain());
    }
    return offer.build();
  }

  /** The event that tells {@code framework} of {@code offers}, in words that it understands. */
  static Event event(Framework framework, List<Offer> offers) {
    Event.Offers.Builder batch = Event.Offers.newBuilder();
    offers.forEach(offer -> batch.addOffers(understandable(framework, offer)));
    return Event.newBuilder().setType(Event.Type.OFFERS).setOffers(batch).build();
  }

  private static Offer understandable(Framework framework, Offer offer) {
    Offer.Builder changed = offer.toBuilder();
    if (!framework.has(MULTI_ROLE)) {
      changed.clearAllocationInfo();
      changed.getResourcesBuilderList().forEach(Resource.Builder::clearAllocationInfo);
    }
    if (!framework.has(RESERVATION_REFINEMENT)) {
      for (int i = 0; i < changed.getResourcesCount(); i++) {
        changed.setResources(i, ReservationFormat.PRE_REFINEMENT.convert(changed.getResources(i)));
      }
    }
    return changed.build();
  }

  /** Where the agent is. As in Mesos, it says {@code http} where the agent speaks TLS as well. */
  static URL url(Agent agent) {
    String pid = agent.registration().pid();
    int at = pid.indexOf('@');
    int colon = pid.lastIndexOf(':');
    return URL.newBuilder()
        .setScheme("http")
        .setAddress(
            Address.newBuilder()
                .setHostname(agent.info().getHostname())
                .setIp(pid.substring(at + 1, colon))
                .setPort(Integer.parseInt(pid.substring(colon + 1))))
        .setPath("/" + pid.substring(0, at))
        .build();
  }
}
