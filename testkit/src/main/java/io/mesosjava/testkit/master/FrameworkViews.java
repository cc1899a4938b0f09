package io.mesosjava.testkit.master;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.InverseOffer;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TimeInfo;
import io.mesosjava.v1.master.Response.GetFrameworks;
import java.time.Instant;
import java.util.List;

/** Frameworks as operators see them. */
final class FrameworkViews {

  private FrameworkViews() {}

  /**
   * The framework now.
   *
   * @param allocated to it, offers included
   */
  static GetFrameworks.Framework framework(
      Framework framework,
      List<Offer> offers,
      List<InverseOffer> inverseOffers,
      Resources allocated) {
    Resources offered = Offers.resources(offers);
    GetFrameworks.Framework.Builder view =
        brief(framework)
            .addAllOffers(offers)
            .addAllInverseOffers(inverseOffers)
            .addAllAllocatedResources(AgentViews.both(allocated.minus(offered)))
            .addAllOfferedResources(AgentViews.both(offered))
            .setOfferConstraints(framework.constraints());
    if (framework.unregistered != null) {
      view.setUnregisteredTime(AgentViews.time(framework.unregistered));
    }
    return view.build();
  }

  /** As the event stream tells of it. */
  static GetFrameworks.Framework news(Framework framework) {
    TimeInfo never = TimeInfo.newBuilder().setNanoseconds(0).build();
    return brief(framework).setUnregisteredTime(never).build();
  }

  private static GetFrameworks.Framework.Builder brief(Framework framework) {
    Instant reregistered =
        framework.reregistered == null ? framework.registered : framework.reregistered;
    return GetFrameworks.Framework.newBuilder()
        .setFrameworkInfo(framework.info())
        .setActive(framework.isConnected())
        .setConnected(framework.isConnected())
        .setRecovered(framework.recovered)
        .setRegisteredTime(AgentViews.time(framework.registered))
        .setReregisteredTime(AgentViews.time(reregistered));
  }
}
