package io.mesosjava.testkit.master;

import static io.mesosjava.v1.FrameworkInfo.Capability.Type.SHARED_RESOURCES;

import io.mesosjava.resources.MasterChecks;
import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Violation;
import io.mesosjava.resources.Where;
import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules for operations that need more than the operation itself, in the master's order and
 * words. The others are {@code Operations} in {@code io.mesosjava.resources}.
 */
final class OperationRules {

  /**
   * Who asks.
   *
   * @param framework null for an operator
   * @param principal null for one that need not say who they are
   */
  record Asker(@Nullable Framework framework, @Nullable String principal) {

    static Asker of(Framework framework) {
      String principal = framework.info().hasPrincipal() ? framework.info().getPrincipal() : null;
      return new Asker(framework, principal);
    }
  }

  private OperationRules() {}

  /** What is wrong with the form of {@code operation}, before its resources can be read. */
  static Optional<String> form(Operation operation) {
    String name = operation.getType().name();
    String field = name.toLowerCase(Locale.ROOT);
    if (operation.getType() == Operation.Type.UNKNOWN) {
      return Optional.of("Unknown offer operation");
    }
    if (!operation.hasField(Operation.getDescriptor().findFieldByName(field))) {
      return Optional.of(missing(name, field));
    }
    return switch (operation.getType()) {
      case GROW_VOLUME ->
          single(operation.getGrowVolume().getVolume())
              .or(() -> single(operation.getGrowVolume().getAddition()));
      case SHRINK_VOLUME -> single(operation.getShrinkVolume().getVolume());
      case CREATE_DISK -> single(operation.getCreateDisk().getSource());
      case DESTROY_DISK -> single(operation.getDestroyDisk().getSource());
      default -> Optional.empty();
    };
  }

  private static String missing(String name, String field) {
    String article = name.startsWith("U") ? "An " : "A ";
    String what = name.equals("GROW_VOLUME") ? " operation" : " offer operation";
    String end = name.endsWith("_VOLUME") ? " field set" : " field set.";
    return article + name + what + " must have the Offer.Operation." + field + end;
  }

  private static Optional<String> single(Resource resource) {
    return Resources.violation(resource).map(Violation::detail);
  }

  /**
   * What is wrong with {@code operation}.
   *
   * @param used by tasks and executors, of each framework
   */
  static Optional<String> problem(
      Operation operation, Asker asker, Agent agent, Collection<Resources> used) {
    return switch (operation.getType()) {
      case RESERVE -> reserve(operation.getReserve(), asker);
      case CREATE -> create(operation.getCreate().getVolumesList(), asker, agent);
      case DESTROY -> destroy(operation.getDestroy().getVolumesList(), agent, used);
      default -> Optional.empty();
    };
  }

  private static Optional<String> reserve(Operation.Reserve reserve, Asker asker) {
    List<Resource> resources = reserve.getResourcesList();
    // A conversion of reservations has rules of its own that come first.
    return reserve.getSourceCount() > 0
        ? Optional.empty()
        : prefixed("Invalid resources: ", MasterChecks.violation(resources))
            .or(() -> prefixed("Invalid resources: ", MasterChecks.resourceProvider(resources)))
            .or(() -> first(resources, resource -> reserved(resource, asker)));
  }

  private static Optional<String> reserved(Resource resource, Asker asker) {
    if (!Where.dynamicallyReserved().test(resource)) {
      String text = Resources.text(resource);
      return Optional.of("Resource " + text + " is not dynamically reserved");
    }
    return reservedBy(top(resource), asker.principal)
        .or(
            () ->
                asker.framework == null
                    ? unallocated(resource)
                    : reservedFor(asker.framework, resource));
  }

  private static Optional<String> reservedBy(
      Resource.ReservationInfo reservation, @Nullable String principal) {
    if (principal == null) {
      return Optional.empty();
    }
    if (!reservation.hasPrincipal()) {
      return Optional.of(
          "A reserve operation was attempted by principal '"
              + principal
              + "', but there is a reserved resource in the request with no principal set");
    }
    return reservation.getPrincipal().equals(principal)
        ? Optional.empty()
        : Optional.of(
            "A reserve operation was attempted by authenticated principal '"
                + principal
                + "', which does not match a reserved resource in the request with principal '"
                + reservation.getPrincipal()
                + "'");
  }

  private static Optional<String> unallocated(Resource resource) {
    return resource.hasAllocationInfo()
        ? Optional.of(
            "A reserve operation was attempted with an allocated resource, but the operator API"
                + " only allows reservations to be made to unallocated resources")
        : Optional.empty();
  }

  private static Optional<String> reservedFor(Framework framework, Resource resource) {
    String allocated = resource.getAllocationInfo().getRole();
    String reserved = top(resource).getRole();
    if (!allocated.equals(reserved)) {
      return Optional.of(
          "A reserve operation was attempted for a resource with role '"
              + reserved
              + "', but the resource was allocated to role '"
              + allocated
              + "'");
    }
    return framework.roles().contains(allocated)
        ? Optional.empty()
        : Optional.of(
            "A reserve operation was attempted for a resource allocated to role '"
                + allocated
                + "', but the framework only has roles '{ "
                + String.join(", ", framework.roles())
                + " }'");
  }

  private static Resource.ReservationInfo top(Resource resource) {
    return resource.getReservations(resource.getReservationsCount() - 1);
  }

  private static Optional<String> create(List<Resource> volumes, Asker asker, Agent agent) {
    return volumes(volumes)
        .or(
            () ->
                MasterChecks.duplicatePersistenceId(
                    agent
                        .total()
                        .filter(Where.persistentVolume())
                        .plus(Resources.of(volumes).unallocate())))
        .or(() -> first(volumes, volume -> created(volume, asker)));
  }

  private static Optional<String> volumes(List<Resource> volumes) {
    return prefixed("Invalid resources: ", MasterChecks.violation(volumes))
        .or(() -> prefixed("Invalid resources: ", MasterChecks.resourceProvider(volumes)))
        .or(() -> prefixed("Not a persistent volume: ", MasterChecks.persistentVolumes(volumes)));
  }

  private static Optional<String> created(Resource volume, Asker asker) {
    Framework framework = asker.framework;
    if (framework != null && volume.hasShared() && !framework.has(SHARED_RESOURCES)) {
      return Optional.of(
          "Create volume operation for '"
              + Resources.text(volume)
              + "' has been attempted by framework '"
              + framework.id().getValue()
              + "' with no SHARED_RESOURCES capability");
    }
    return asker.principal == null ? Optional.empty() : createdBy(volume, asker.principal);
  }

  private static Optional<String> createdBy(Resource volume, String principal) {
    Resource.DiskInfo.Persistence persistence = volume.getDisk().getPersistence();
    if (!persistence.hasPrincipal()) {
      return Optional.of(
          "Create volume operation attempted by principal '"
              + principal
              + "', but there is a volume in the operation with no principal set in"
              + " 'disk.persistence'");
    }
    return persistence.getPrincipal().equals(principal)
        ? Optional.empty()
        : Optional.of(
            "Create volume operation attempted by authenticated principal '"
                + principal
                + "', which does not match a volume in the operation with principal '"
                + persistence.getPrincipal()
                + "' set in 'disk.persistence'");
  }

  private static Optional<String> destroy(
      List<Resource> allocated, Agent agent, Collection<Resources> used) {
    List<Resource> volumes =
        allocated.stream().map(v -> v.toBuilder().clearAllocationInfo().build()).toList();
    Resources total = agent.total();
    return volumes(volumes.stream().filter(volume -> !FatalRules.isEmpty(volume)).toList())
        .or(() -> any(volumes, volume -> !total.contains(volume), "Persistent volumes not found"))
        .or(
            () ->
                any(
                    volumes,
                    volume -> used.stream().anyMatch(u -> u.unallocate().contains(volume)),
                    "Persistent volumes in use"));
  }

  private static Optional<String> any(
      List<Resource> volumes, Predicate<Resource> broken, String problem) {
    return volumes.stream().anyMatch(broken) ? Optional.of(problem) : Optional.empty();
  }

  private static Optional<String> first(
      List<Resource> resources, Function<Resource, Optional<String>> rule) {
    return resources.stream().flatMap(resource -> rule.apply(resource).stream()).findFirst();
  }

  private static Optional<String> prefixed(String prefix, Optional<String> problem) {
    return problem.map(prefix::concat);
  }
}
