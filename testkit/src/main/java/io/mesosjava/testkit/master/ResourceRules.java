package io.mesosjava.testkit.master;

import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Violation;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import io.mesosjava.values.Items;
import io.mesosjava.values.Ranges;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The master's rules for the resources of tasks and executors, in its words. Reservations are in
 * the current format.
 */
final class ResourceRules {

  private ResourceRules() {}

  static Optional<String> problem(List<Resource> resources) {
    return Resources.violation(resources)
        .map(Violation::message)
        .map(text -> "Invalid resources: " + text)
        .or(() -> gpus(resources))
        .or(() -> disks(resources).map(text -> "Invalid DiskInfo: " + text))
        .or(() -> reservations(resources).map(text -> "Invalid ReservationInfo: " + text));
  }

  private static Optional<String> gpus(List<Resource> resources) {
    double gpus = Resources.of(resources).gpus();
    return gpus == Math.rint(gpus)
        ? Optional.empty()
        : Optional.of("Invalid 'gpus' resource: The 'gpus' resource must be an unsigned integer");
  }

  private static Optional<String> disks(List<Resource> resources) {
    return resources.stream()
        .filter(Resource::hasDisk)
        .flatMap(resource -> disk(resource).stream())
        .findFirst();
  }

  private static Optional<String> disk(Resource resource) {
    Resource.DiskInfo disk = resource.getDisk();
    if (disk.hasPersistence()) {
      return volume(resource);
    }
    if (disk.hasVolume()) {
      return Optional.of("Non-persistent volume not supported");
    }
    return disk.hasSource() ? Optional.empty() : Optional.of("DiskInfo is set but empty");
  }

  private static Optional<String> volume(Resource resource) {
    Resource.DiskInfo disk = resource.getDisk();
    if (resource.hasRevocable()) {
      return Optional.of("Persistent volumes cannot be created from revocable resources");
    }
    boolean unreserved = resource.getReservationsCount() == 0;
    if (unreserved) {
      return Optional.of("Persistent volumes cannot be created from unreserved resources");
    }
    if (!disk.hasVolume()) {
      return Optional.of("Expecting 'volume' to be set for persistent volume");
    }
    if (disk.getVolume().hasHostPath()) {
      return Optional.of("Expecting 'host_path' to be unset for persistent volume");
    }
    return Ids.problem(disk.getPersistence().getId())
        .map(text -> "Invalid persistence ID for persistent volume: " + text);
  }

  private static Optional<String> reservations(List<Resource> resources) {
    return resources.stream()
        .filter(Resource::hasRevocable)
        .filter(ResourceRules::isDynamicallyReserved)
        .findFirst()
        .map(
            resource ->
                String.format(
                    "Dynamically reserved resource %s cannot be created from revocable resources",
                    Resources.text(resource)));
  }

  private static boolean isDynamicallyReserved(Resource resource) {
    int top = resource.getReservationsCount() - 1;
    return top >= 0
        && resource.getReservations(top).getType() == Resource.ReservationInfo.Type.DYNAMIC;
  }

  static Optional<String> duplicatePersistence(List<Resource> resources) {
    Set<List<String>> seen = new HashSet<>();
    return resources.stream()
        .filter(resource -> resource.getDisk().hasPersistence())
        .filter(resource -> !seen.add(List.of(role(resource), persistence(resource))))
        .findFirst()
        .map(resource -> "Persistence ID '" + persistence(resource) + "' is not unique");
  }

  private static String role(Resource resource) {
    int top = resource.getReservationsCount() - 1;
    return top < 0 ? "*" : resource.getReservations(top).getRole();
  }

  private static String persistence(Resource resource) {
    return resource.getDisk().getPersistence().getId();
  }

  static Optional<String> severalRoles(List<Resource> resources) {
    List<String> roles =
        resources.stream().map(r -> r.getAllocationInfo().getRole()).distinct().toList();
    return roles.size() < 2
        ? Optional.empty()
        : Optional.of(
            String.format(
                "The resources have multiple allocation roles ('%s' and '%s')"
                    + " but only one allocation role is allowed",
                roles.get(1), roles.get(0)));
  }

  static Optional<String> mixedRevocable(List<Resource> resources) {
    Set<String> revocable =
        resources.stream()
            .filter(Resource::hasRevocable)
            .map(Resource::getName)
            .collect(Collectors.toSet());
    return resources.stream()
        .filter(resource -> !resource.hasRevocable())
        .map(Resource::getName)
        .filter(revocable::contains)
        .findFirst()
        .map(
            name ->
                String.format(
                    "Cannot use both revocable and non-revocable '%s' at the same time", name));
  }

  /** Whether the two claim the same port, or the same item of a set. */
  static boolean overlap(Resources one, Resources other) {
    return one.messages().stream()
        .filter(resource -> resource.getType() != Value.Type.SCALAR)
        .map(Resource::getName)
        .anyMatch(name -> overlap(one, other, name));
  }

  private static boolean overlap(Resources one, Resources other, String name) {
    Ranges ranges = one.ranges(name);
    Items items = one.items(name);
    return !ranges.minus(other.ranges(name)).equals(ranges)
        || !items.minus(other.items(name)).equals(items);
  }
}
