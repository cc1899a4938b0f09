package io.mesosjava.resources;

import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.DiskInfo;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * When an operation is valid as far as its resources tell, in the words of the master. Resources
 * come in post-refinement format, unless they are invalid.
 *
 * <p>Mesos: namespace {@code operation} in {@code src/master/validation.cpp}.
 */
final class OperationRules {

  private OperationRules() {}

  static Optional<String> reserve(List<Resource> resources, List<Resource> source) {
    return usable(resources)
        .or(() -> prefixed("Invalid source: ", MasterChecks.violation(source)))
        .or(() -> source.isEmpty() ? Optional.empty() : conversion(source, resources))
        .or(() -> oneProvider(resources))
        .or(() -> first(resources, OperationRules::reserve))
        .or(() -> allocated(resources, "Invalid reservation resources: "));
  }

  private static String reserve(Resource resource) {
    if (!Where.dynamicallyReserved().test(resource)) {
      return "Resource " + ResourceText.of(resource) + " is not dynamically reserved";
    }
    String role = Where.reservationRole(resource);
    if (resource.hasAllocationInfo() && !resource.getAllocationInfo().getRole().equals(role)) {
      return "A reserve operation was attempted for a resource with role '"
          + role
          + "', but the resource was allocated to role '"
          + resource.getAllocationInfo().getRole()
          + "'";
    }
    return "";
  }

  private static Optional<String> conversion(List<Resource> source, List<Resource> target) {
    Resources from = Resources.of(source).toUnreserved();
    Resources to = Resources.of(target).toUnreserved();
    return prefixed("Invalid source: ", mixedReservations(source))
        .or(() -> prefixed("Invalid resources: ", mixedReservations(target)))
        .or(
            () ->
                from.equals(to)
                    ? Optional.empty()
                    : Optional.of(
                        "Source and target resources should refer to identical resource"
                            + " quantities: "
                            + from
                            + " vs. "
                            + to));
  }

  private static Optional<String> mixedReservations(List<Resource> resources) {
    if (resources.isEmpty()) {
      return Optional.of("Resource cannot be empty");
    }
    long stacks = resources.stream().map(ReservationIdentity::stack).distinct().count();
    return stacks == 1
        ? Optional.empty()
        : Optional.of(
            "Mixed reservations are not supported"
                + resources.stream().map(ResourceText::of).toList());
  }

  static Optional<String> unreserve(List<Resource> resources) {
    return usable(resources)
        .or(() -> oneProvider(resources))
        .or(
            () ->
                first(
                    resources,
                    resource -> {
                      if (!Where.dynamicallyReserved().test(resource)) {
                        return "Resource "
                            + ResourceText.of(resource)
                            + " is not dynamically reserved";
                      }
                      return Where.persistentVolume().test(resource)
                          ? "A dynamically reserved persistent volume "
                              + ResourceText.of(resource)
                              + " cannot be unreserved directly. Please destroy the persistent"
                              + " volume first then unreserve the resource"
                          : "";
                    }));
  }

  static Optional<String> create(List<Resource> volumes, Resources available) {
    return usable(volumes)
        .or(() -> oneProvider(volumes))
        .or(() -> prefixed("Not a persistent volume: ", MasterChecks.persistentVolumes(volumes)))
        .or(
            () ->
                MasterChecks.duplicatePersistenceId(
                    available.filter(Where.persistentVolume()).plus(Resources.of(volumes))))
        .or(() -> allocated(volumes, "Invalid volume resources: "));
  }

  static Optional<String> destroy(List<Resource> volumes) {
    return usable(volumes)
        .or(() -> oneProvider(volumes))
        .or(() -> prefixed("Not a persistent volume: ", MasterChecks.persistentVolumes(volumes)));
  }

  static Optional<String> grow(Resource volume, Resource addition) {
    return field("GrowVolume.volume", volume)
        .or(() -> field("GrowVolume.addition", addition))
        .or(
            () ->
                when(
                    Operations.thousandths(addition) <= 0,
                    "The size of 'GrowVolume.addition' field must be greater than zero"))
        .or(
            () ->
                when(
                    volume.hasProviderId(),
                    "Growing a volume from a resource provider is not supported"))
        .or(() -> volume("GrowVolume.volume", volume))
        .or(() -> when(volume.hasShared(), "Growing a shared persistent volume is not supported"))
        .or(
            () ->
                when(
                    Resources.of(Operations.bareDisk(volume), addition).messages().size() != 1,
                    "Incompatible resources in the 'GrowVolume.volume' and 'GrowVolume.addition'"
                        + " fields"));
  }

  static Optional<String> shrink(Resource volume, long subtract) {
    boolean mount = Where.disk(DiskInfo.Source.Type.MOUNT).test(volume);
    return field("ShrinkVolume.volume", volume)
        .or(() -> when(subtract <= 0, "Value of 'ShrinkVolume.subtract' must be greater than zero"))
        .or(
            () ->
                when(
                    Operations.thousandths(volume) <= subtract,
                    "Value of 'ShrinkVolume.subtract' must be smaller than the size of"
                        + " 'ShrinkVolume.volume'"))
        .or(
            () ->
                when(
                    volume.hasProviderId(),
                    "Shrinking a volume from a resource provider is not supported"))
        .or(() -> when(mount, "Shrinking a volume on a MOUNT disk is not supported"))
        .or(() -> volume("ShrinkVolume.volume", volume))
        .or(
            () ->
                when(volume.hasShared(), "Shrinking a shared persistent volume is not supported"));
  }

  static Optional<String> createDisk(Offer.Operation.CreateDisk operation, Resource source) {
    boolean profiled = source.getDisk().getSource().hasProfile();
    DiskInfo.Source.Type target = operation.getTargetType();
    return provided(source)
        .or(
            () ->
                when(
                    !Where.disk(DiskInfo.Source.Type.RAW).test(source),
                    "'source' is not a RAW disk resource"))
        .or(
            () ->
                when(
                    target != DiskInfo.Source.Type.MOUNT && target != DiskInfo.Source.Type.BLOCK,
                    "'target_type' is neither MOUNT or BLOCK"))
        .or(
            () ->
                when(
                    profiled && operation.hasTargetProfile(),
                    "'target_profile' must not be set when 'source' has a profile"))
        .or(
            () ->
                when(
                    !profiled && !operation.hasTargetProfile(),
                    "'target_profile' must be set when 'source' has no profile"));
  }

  static Optional<String> destroyDisk(Resource source) {
    DiskInfo.Source disk = source.getDisk().getSource();
    boolean known =
        source.getDisk().hasSource()
            && disk.getType() != DiskInfo.Source.Type.PATH
            && disk.getType() != DiskInfo.Source.Type.UNKNOWN;
    return provided(source)
        .or(() -> when(!known, "'source' is neither a MOUNT, BLOCK or RAW disk resource"))
        .or(() -> when(!disk.hasId(), "'source' is not backed by a CSI volume"))
        .or(
            () ->
                when(
                    source.getDisk().hasPersistence(),
                    "A disk resource containing a persistent volume "
                        + ResourceText.of(source)
                        + " cannot be destroyed directly. Please destroy the persistent volume"
                        + " first then destroy the disk resource"));
  }

  private static Optional<String> provided(Resource source) {
    return prefixed("Invalid resource: ", MasterChecks.violation(List.of(source)))
        .or(() -> when(!source.hasProviderId(), "'source' is not managed by a resource provider"));
  }

  private static Optional<String> usable(List<Resource> resources) {
    return prefixed("Invalid resources: ", MasterChecks.violation(resources));
  }

  private static Optional<String> oneProvider(List<Resource> resources) {
    return prefixed("Invalid resources: ", MasterChecks.resourceProvider(resources));
  }

  /** Operators work on what is not allocated at all; frameworks on what is allocated to a role. */
  private static Optional<String> allocated(List<Resource> resources, String prefix) {
    return resources.stream().noneMatch(Resource::hasAllocationInfo)
        ? Optional.empty()
        : prefixed(prefix, MasterChecks.allocationRole(resources));
  }

  private static Optional<String> field(String name, Resource resource) {
    return Resources.violation(resource)
        .map(violation -> "Invalid resource in the '" + name + "' field: " + violation.detail());
  }

  private static Optional<String> volume(String name, Resource volume) {
    return prefixed(
        "Invalid persistent volume in the '" + name + "' field: ",
        MasterChecks.persistentVolumes(List.of(volume)));
  }

  private static Optional<String> when(boolean wrong, String text) {
    return wrong ? Optional.of(text) : Optional.empty();
  }

  private static Optional<String> prefixed(String prefix, Optional<String> text) {
    return text.map(prefix::concat);
  }

  private static Optional<String> first(
      List<Resource> resources, Function<Resource, String> check) {
    return resources.stream().map(check).filter(text -> !text.isEmpty()).findFirst();
  }
}
