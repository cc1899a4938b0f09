package io.mesosjava.testkit.master;

import static io.mesosjava.v1.FrameworkInfo.Capability.Type.GPU_RESOURCES;
import static io.mesosjava.v1.FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT;
import static io.mesosjava.v1.FrameworkInfo.Capability.Type.REVOCABLE_RESOURCES;
import static io.mesosjava.v1.FrameworkInfo.Capability.Type.SHARED_RESOURCES;

import io.mesosjava.resources.Resources;
import io.mesosjava.roles.Role;
import io.mesosjava.v1.OfferFilters.MinAllocatableResources;
import io.mesosjava.v1.OfferFilters.ResourceQuantities;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import java.util.List;

/** What a framework may be offered at all. */
final class Eligibility {

  /** A master's default: 0.01 cpus or 32 MB. */
  private static final MinAllocatableResources DEFAULT_MINIMUM =
      MinAllocatableResources.newBuilder()
          .addQuantities(quantity("cpus", 0.01))
          .addQuantities(quantity("mem", 32))
          .build();

  private Eligibility() {}

  /**
   * The part of {@code available} that {@code framework} may have and can understand. What always
   * goes in full (reservations, ranges, sets, revocable resources) comes first.
   */
  static Resources resources(Framework framework, Agent agent, String role, Resources available) {
    boolean wasted = agent.total().gpus() > 0 && !framework.has(GPU_RESOURCES);
    if (wasted || framework.excludes(role, agent.info())) {
      return Resources.empty();
    }
    Resources fitting =
        available.filter(
            resource -> isAllocatable(resource, role) && understands(framework, resource));
    return fitting.filter(Eligibility::goesInFull).plus(fitting.filter(r -> !goesInFull(r)));
  }

  /** Whether {@code resources} are enough to be worth an offer. */
  static boolean worthwhile(Framework framework, String role, Resources resources) {
    MinAllocatableResources minimum =
        framework.info().containsOfferFilters(role)
                && framework.info().getOfferFiltersOrThrow(role).hasMinAllocatableResources()
            ? framework.info().getOfferFiltersOrThrow(role).getMinAllocatableResources()
            : DEFAULT_MINIMUM;
    List<ResourceQuantities> choices = minimum.getQuantitiesList();
    return !resources.isEmpty()
        && (choices.isEmpty() || choices.stream().anyMatch(one -> contains(resources, one)));
  }

  private static boolean contains(Resources resources, ResourceQuantities quantities) {
    return quantities.getQuantitiesMap().entrySet().stream()
        .allMatch(entry -> resources.scalar(entry.getKey()) >= entry.getValue().getValue());
  }

  private static boolean isAllocatable(Resource resource, String role) {
    if (resource.getReservationsCount() == 0) {
      return true;
    }
    String reserved = resource.getReservations(resource.getReservationsCount() - 1).getRole();
    return reserved.equals(role) || Role.isStrictSubrole(role, reserved);
  }

  private static boolean understands(Framework framework, Resource resource) {
    return (!resource.hasRevocable() || framework.has(REVOCABLE_RESOURCES))
        && (!resource.hasShared() || framework.has(SHARED_RESOURCES))
        && (resource.getReservationsCount() < 2 || framework.has(RESERVATION_REFINEMENT));
  }

  private static boolean goesInFull(Resource resource) {
    return resource.getReservationsCount() > 0
        || resource.getType() != Value.Type.SCALAR
        || resource.hasRevocable();
  }

  private static ResourceQuantities quantity(String name, double value) {
    return ResourceQuantities.newBuilder()
        .putQuantities(name, Value.Scalar.newBuilder().setValue(value).build())
        .build();
  }
}
