package io.mesosjava.resources;

import static java.util.Objects.requireNonNull;

import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Volume;
import io.mesosjava.values.Range;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a master checks about the resources of tasks, executors and operations, beyond that each is
 * valid. An answer is the master's text; empty means that the check is passed.
 *
 * <p>Mesos: namespace {@code resource} in {@code src/master/validation.cpp}.
 */
public final class MasterChecks {

  /** The longest file name of Linux, which limits persistence ids. */
  private static final int LONGEST_ID = 255;

  private MasterChecks() {}

  /**
   * That {@code resources} are valid, GPUs whole, volumes made of reserved non-revocable disk and
   * named by an id, and dynamic reservations not revocable.
   */
  public static Optional<String> violation(List<Resource> resources) {
    requireNonNull(resources, "resources");
    Optional<Violation> invalid = Resources.violation(resources);
    if (invalid.isPresent()) {
      return Optional.of("Invalid resources: " + invalid.get().message());
    }
    List<Resource> stacked =
        resources.stream().map(ReservationFormat.POST_REFINEMENT::convert).toList();
    if (Resources.of(stacked).quantity("gpus").mod(BigInteger.valueOf(1000)).signum() != 0) {
      return Optional.of(
          "Invalid 'gpus' resource: The 'gpus' resource must be an unsigned integer");
    }
    return first(stacked, MasterChecks::diskViolation)
        .map(text -> "Invalid DiskInfo: " + text)
        .or(
            () ->
                first(stacked, MasterChecks::reservationViolation)
                    .map(text -> "Invalid ReservationInfo: " + text));
  }

  /** That no role has two volumes of one persistence id. */
  public static Optional<String> duplicatePersistenceId(Resources resources) {
    requireNonNull(resources, "resources");
    Map<String, Set<String>> ids = new HashMap<>();
    List<String> repeated = new ArrayList<>();
    resources
        .filter(Where.persistentVolume().and(Where.reserved()))
        .forEachEntry(
            entry -> {
              String id = entry.message().getDisk().getPersistence().getId();
              String role = Where.reservationRole(entry.message());
              boolean first = ids.computeIfAbsent(role, r -> new HashSet<>()).add(id);
              // Copies of one shared volume are one volume.
              if (!first || (entry.copies > 1 && !entry.identity.isShared())) {
                repeated.add("Persistence ID '" + id + "' is not unique");
              }
            });
    return repeated.stream().findFirst();
  }

  /** That no resource is used both as revocable and as non-revocable. */
  public static Optional<String> mixedRevocability(Resources resources) {
    requireNonNull(resources, "resources");
    Set<String> firm = resources.filter(Where.revocable().negate()).names();
    return resources.filter(Where.revocable()).names().stream()
        .filter(firm::contains)
        .sorted()
        .findFirst()
        .map(name -> "Cannot use both revocable and non-revocable '" + name + "' at the same time");
  }

  /** That all resources are allocated, and to one role. */
  public static Optional<String> allocationRole(Iterable<Resource> resources) {
    requireNonNull(resources, "resources");
    String role = null;
    for (Resource resource : resources) {
      if (!resource.getAllocationInfo().hasRole()) {
        return Optional.of("The resources are not allocated to a role");
      }
      String other = resource.getAllocationInfo().getRole();
      if (role != null && !role.equals(other)) {
        return Optional.of(
            "The resources have multiple allocation roles ('"
                + other
                + "' and '"
                + role
                + "') but only one allocation role is allowed");
      }
      role = other;
    }
    return Optional.empty();
  }

  /** That all resources are the agent's own, or all of one resource provider. */
  public static Optional<String> resourceProvider(Iterable<Resource> resources) {
    requireNonNull(resources, "resources");
    Set<String> providers = new TreeSet<>();
    boolean own = false;
    for (Resource resource : resources) {
      if (resource.hasProviderId()) {
        providers.add(resource.getProviderId().getValue());
      } else {
        own = true;
      }
    }
    if (own && !providers.isEmpty()) {
      return Optional.of("Some resources have a resource provider and some do not");
    }
    return own || providers.size() == 1
        ? Optional.empty()
        : Optional.of(
            "The resources have multiple resource providers: " + String.join(", ", providers));
  }

  /** That all {@code volumes} are persistent volumes that can be written. */
  public static Optional<String> persistentVolumes(Iterable<Resource> volumes) {
    requireNonNull(volumes, "volumes");
    return first(
        volumes,
        volume -> {
          if (!volume.hasDisk()) {
            return "Resource " + ResourceText.of(volume) + " does not have DiskInfo";
          }
          if (!volume.getDisk().hasPersistence()) {
            return "'persistence' is not set in DiskInfo";
          }
          if (!volume.getDisk().hasVolume()) {
            return "Expecting 'volume' to be set for persistent volume";
          }
          return volume.getDisk().getVolume().getMode() == Volume.Mode.RO
              ? "Read-only persistent volume not supported"
              : "";
        });
  }

  /**
   * Whether the sum of {@code parts} is less than the parts: ranges or sets of one kind overlap, or
   * two of them share a volume, which counts once.
   */
  public static boolean overlap(List<Resources> parts) {
    requireNonNull(parts, "parts");
    Ledger shared = new Ledger(4);
    boolean sharedTwice = false;
    Map<Identity, List<Range>> ranges = new HashMap<>();
    Map<Identity, List<String>> items = new HashMap<>();
    for (Resources part : parts) {
      requireNonNull(part, "part");
      for (int i = 0; i < part.size(); i++) {
        Entry entry = part.entry(i);
        if (entry.identity.isShared()) {
          sharedTwice |= shared.find(entry) >= 0;
          shared.add(entry);
        } else if (entry.amount instanceof Amount.Numbers numbers) {
          ranges
              .computeIfAbsent(entry.identity, identity -> new ArrayList<>())
              .addAll(numbers.ranges().ranges());
        } else if (entry.amount instanceof Amount.Names names) {
          items
              .computeIfAbsent(entry.identity, identity -> new ArrayList<>())
              .addAll(names.items().list());
        }
      }
    }
    return sharedTwice
        || ranges.values().stream().anyMatch(MasterChecks::rangesOverlap)
        || items.values().stream().anyMatch(all -> new HashSet<>(all).size() < all.size());
  }

  private static boolean rangesOverlap(List<Range> ranges) {
    ranges.sort((a, b) -> Long.compareUnsigned(a.begin(), b.begin()));
    for (int i = 1; i < ranges.size(); i++) {
      if (Long.compareUnsigned(ranges.get(i).begin(), ranges.get(i - 1).end()) <= 0) {
        return true;
      }
    }
    return false;
  }

  /** Why {@code id} cannot name a persistent volume, a task or an executor; empty if it can. */
  public static Optional<String> idViolation(String id) {
    requireNonNull(id, "id");
    if (id.isEmpty()) {
      return Optional.of("ID must not be empty");
    }
    if (id.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID) {
      return Optional.of("ID must not be greater than " + LONGEST_ID + " characters");
    }
    if (id.equals(".") || id.equals("..")) {
      return Optional.of("'" + id + "' is disallowed");
    }
    return id.chars().anyMatch(c -> c < ' ' || c == '\u007f' || c == '/' || c == '\\')
        ? Optional.of("'" + id + "' contains invalid characters")
        : Optional.empty();
  }

  private static String diskViolation(Resource resource) {
    if (!resource.hasDisk()) {
      return "";
    }
    if (resource.getDisk().hasPersistence()) {
      return volumeViolation(resource);
    }
    if (resource.getDisk().hasVolume()) {
      return "Non-persistent volume not supported";
    }
    return resource.getDisk().hasSource() ? "" : "DiskInfo is set but empty";
  }

  private static String volumeViolation(Resource volume) {
    if (volume.hasRevocable()) {
      return "Persistent volumes cannot be created from revocable resources";
    }
    if (volume.getReservationsCount() == 0) {
      return "Persistent volumes cannot be created from unreserved resources";
    }
    if (!volume.getDisk().hasVolume()) {
      return "Expecting 'volume' to be set for persistent volume";
    }
    if (volume.getDisk().getVolume().hasHostPath()) {
      return "Expecting 'host_path' to be unset for persistent volume";
    }
    return idViolation(volume.getDisk().getPersistence().getId())
        .map(text -> "Invalid persistence ID for persistent volume: " + text)
        .orElse("");
  }

  private static String reservationViolation(Resource resource) {
    return Where.dynamicallyReserved().test(resource) && resource.hasRevocable()
        ? "Dynamically reserved resource "
            + ResourceText.of(resource)
            + " cannot be created from revocable resources"
        : "";
  }

  /** The first text that is not empty. */
  private static Optional<String> first(
      Iterable<Resource> resources, Function<Resource, String> check) {
    for (Resource resource : resources) {
      String text = check.apply(resource);
      if (!text.isEmpty()) {
        return Optional.of(text);
      }
    }
    return Optional.empty();
  }
}
