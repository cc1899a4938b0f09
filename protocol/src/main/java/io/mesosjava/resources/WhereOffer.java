package io.mesosjava.resources;

import static java.util.Objects.requireNonNull;

import io.mesosjava.attributes.Attributes;
import io.mesosjava.v1.DomainInfo;
import io.mesosjava.v1.Offer;
import java.util.function.Predicate;

/**
 * Conditions on offers, for streams and lists of them. They compose with {@code and}, {@code or}
 * and {@code negate}.
 */
public final class WhereOffer {

  private WhereOffer() {}

  /** Offers of the agent on the host {@code hostname}. */
  public static Predicate<Offer> host(String hostname) {
    requireNonNull(hostname, "hostname");
    return offer -> offer.getHostname().equals(hostname);
  }

  /** Offers of the agent {@code id}. */
  public static Predicate<Offer> agent(String id) {
    requireNonNull(id, "id");
    return offer -> offer.getAgentId().getValue().equals(id);
  }

  /** Offers made to {@code role}. */
  public static Predicate<Offer> role(String role) {
    requireNonNull(role, "role");
    return offer -> offer.getAllocationInfo().getRole().equals(role);
  }

  /** Offers of agents whose attributes pass {@code condition}. */
  public static Predicate<Offer> attributes(Predicate<Attributes> condition) {
    requireNonNull(condition, "condition");
    return offer -> condition.test(Attributes.of(offer.getAttributesList()));
  }

  /** Offers of agents on which the executor {@code id} of this framework runs. */
  public static Predicate<Offer> executor(String id) {
    requireNonNull(id, "id");
    return offer ->
        offer.getExecutorIdsList().stream().anyMatch(executor -> executor.getValue().equals(id));
  }

  /** Offers of agents whose maintenance is planned. */
  public static Predicate<Offer> unavailability() {
    return Offer::hasUnavailability;
  }

  /** Offers of agents in {@code region}. */
  public static Predicate<Offer> region(String region) {
    requireNonNull(region, "region");
    return offer ->
        offer.getDomain().hasFaultDomain() && faults(offer).getRegion().getName().equals(region);
  }

  /** Offers of agents in {@code zone} of {@code region}. */
  public static Predicate<Offer> zone(String region, String zone) {
    requireNonNull(region, "region");
    requireNonNull(zone, "zone");
    return region(region).and(offer -> faults(offer).getZone().getName().equals(zone));
  }

  /**
   * Offers from which {@code wants} can be met, with whatever reservations; see {@link
   * Resources#find(Resources)}.
   */
  public static Predicate<Offer> resources(Resources wants) {
    requireNonNull(wants, "wants");
    return offer -> Resources.of(offer.getResourcesList()).find(wants).isPresent();
  }

  private static DomainInfo.FaultDomain faults(Offer offer) {
    return offer.getDomain().getFaultDomain();
  }
}
