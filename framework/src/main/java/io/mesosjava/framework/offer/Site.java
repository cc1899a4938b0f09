package io.mesosjava.framework.offer;

import io.mesosjava.attributes.Attributes;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.DomainInfo;
import io.mesosjava.v1.Offer;
import java.util.Objects;
import java.util.Optional;

/**
 * Where tasks run: what is known of an agent. Keep it with a task that you place, for it takes part
 * in the constraints of the next ones.
 *
 * @param agent its id
 * @param hostname its host
 * @param attributes what its operator says about it
 * @param region its fault domain's region, if it has one
 * @param zone its fault domain's zone, if it has one
 */
public record Site(
    AgentID agent,
    String hostname,
    Attributes attributes,
    Optional<String> region,
    Optional<String> zone) {

  /** A site; nothing is null. */
  public Site {
    Objects.requireNonNull(agent, "agent");
    Objects.requireNonNull(hostname, "hostname");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(zone, "zone");
  }

  /** The site that {@code offer} is of. */
  public static Site of(Offer offer) {
    DomainInfo.FaultDomain domain = offer.getDomain().getFaultDomain();
    boolean known = offer.getDomain().hasFaultDomain();
    return new Site(
        offer.getAgentId(),
        offer.getHostname(),
        Attributes.of(offer.getAttributesList()),
        known ? Optional.of(domain.getRegion().getName()) : Optional.empty(),
        known ? Optional.of(domain.getZone().getName()) : Optional.empty());
  }
}
