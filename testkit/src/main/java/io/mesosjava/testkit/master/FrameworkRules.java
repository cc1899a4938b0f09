package io.mesosjava.testkit.master;

import io.mesosjava.roles.Role;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.OfferFilters;
import io.mesosjava.v1.Value;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The rules for what a framework says of itself. Problems are in Mesos' words. */
final class FrameworkRules {

  /** Mesos counts durations in nanoseconds, in 64 bits. */
  private static final double MAX_SECONDS = Long.MAX_VALUE / 1e9;

  private FrameworkRules() {}

  static Optional<String> problem(FrameworkInfo info) {
    return roles(info)
        .or(() -> id(info))
        .or(() -> offerFilters(info))
        .or(() -> failoverTimeout(info));
  }

  static Optional<String> suppressedRoles(FrameworkInfo info, Collection<String> suppressed) {
    Set<String> strange = new TreeSet<>(suppressed);
    strange.removeAll(Framework.rolesOf(info));
    return strange.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Suppressed roles " + braces(strange) + " are not contained in the set of roles");
  }

  /** What must not change between two subscriptions. */
  static Optional<String> update(FrameworkInfo before, FrameworkInfo after) {
    boolean same =
        before.hasPrincipal() == after.hasPrincipal()
            && before.getPrincipal().equals(after.getPrincipal());
    return same ? Optional.empty() : Optional.of("Changing framework's principal is not allowed.");
  }

  /** What must not change by UPDATE_FRAMEWORK, which unlike SUBSCRIBE minds. */
  static Optional<String> strictUpdate(FrameworkInfo before, FrameworkInfo after) {
    return update(before, after)
        .or(() -> fixed("user", before.getUser(), after.getUser()))
        .or(
            () ->
                fixed(
                    "checkpoint",
                    Boolean.toString(before.getCheckpoint()),
                    Boolean.toString(after.getCheckpoint())))
        .map(text -> "FrameworkInfo update is not valid: " + text);
  }

  private static Optional<String> fixed(String field, String before, String after) {
    return before.equals(after)
        ? Optional.empty()
        : Optional.of(
            String.format(
                "Updating 'FrameworkInfo.%s' is unsupported; attempted to update"
                    + " from '%s' to '%s'",
                field, before, after));
  }

  private static Optional<String> roles(FrameworkInfo info) {
    return Framework.has(info, FrameworkInfo.Capability.Type.MULTI_ROLE)
        ? multipleRoles(info)
        : singleRole(info);
  }

  @SuppressWarnings("deprecation") // Frameworks without MULTI_ROLE use that field.
  private static Optional<String> multipleRoles(FrameworkInfo info) {
    if (info.hasRole()) {
      return Optional.of(
          "'FrameworkInfo.role' must not be set when the framework is MULTI_ROLE capable");
    }
    Set<String> twice = duplicates(info.getRolesList());
    if (!twice.isEmpty()) {
      return Optional.of("'FrameworkInfo.roles' contains duplicate items: " + braces(twice));
    }
    return info.getRolesList().stream()
        .flatMap(role -> Role.violation(role).stream())
        .findFirst()
        .map(problem -> "'FrameworkInfo.roles' contains invalid role: " + problem);
  }

  @SuppressWarnings("deprecation") // Frameworks without MULTI_ROLE use that field.
  private static Optional<String> singleRole(FrameworkInfo info) {
    if (info.getRolesCount() > 0) {
      return Optional.of(
          "'FrameworkInfo.roles' must not be set when the framework is not MULTI_ROLE capable");
    }
    return Role.violation(info.getRole())
        .map(problem -> "'FrameworkInfo.role' is not a valid role: " + problem);
  }

  private static Set<String> duplicates(List<String> roles) {
    Set<String> seen = new HashSet<>();
    Set<String> twice = new TreeSet<>();
    roles.stream().filter(role -> !seen.add(role)).forEach(twice::add);
    return twice;
  }

  private static Optional<String> id(FrameworkInfo info) {
    String id = info.getId().getValue();
    return id.isEmpty() ? Optional.empty() : Ids.problem(id);
  }

  private static Optional<String> offerFilters(FrameworkInfo info) {
    return info.getOfferFiltersMap().values().stream()
        .map(OfferFilters::getMinAllocatableResources)
        .flatMap(minimum -> minimum.getQuantitiesList().stream())
        .flatMap(quantities -> quantities(quantities.getQuantitiesMap()).stream())
        .findFirst();
  }

  private static Optional<String> quantities(Map<String, Value.Scalar> quantities) {
    if (quantities.isEmpty()) {
      return Optional.of("Resource quantities must contain at least one quantity");
    }
    return quantities.entrySet().stream()
        .flatMap(
            entry ->
                quantity(entry.getValue().getValue()).stream()
                    .map(
                        problem ->
                            "Invalid resource quantity for '" + entry.getKey() + "': " + problem))
        .findFirst();
  }

  /** What is wrong with an amount that somebody asks for. */
  static Optional<String> quantity(double value) {
    if (Double.isInfinite(value)) {
      return Optional.of("Infinite values not supported");
    }
    if (Double.isNaN(value)) {
      return Optional.of("NaN not supported");
    }
    if (value != 0 && Math.abs(value) < Double.MIN_NORMAL) {
      return Optional.of("Subnormal values not supported");
    }
    return value < 0 ? Optional.of("Negative values not supported") : Optional.empty();
  }

  private static Optional<String> failoverTimeout(FrameworkInfo info) {
    double seconds = info.getFailoverTimeout();
    boolean fits = Math.abs(seconds) <= MAX_SECONDS;
    return fits
        ? Optional.empty()
        : Optional.of("The framework failover_timeout (" + Numbers.text(seconds) + ") is invalid");
  }

  private static String braces(Collection<String> items) {
    return "{ " + String.join(", ", items) + " }";
  }
}
