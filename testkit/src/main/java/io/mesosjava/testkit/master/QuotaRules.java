package io.mesosjava.testkit.master;

import io.mesosjava.resources.Limits;
import io.mesosjava.resources.Quantities;
import io.mesosjava.roles.Role;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.quota.QuotaConfig;
import io.mesosjava.v1.quota.QuotaRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The rules for quotas themselves, in the master's words. */
final class QuotaRules {

  private static final long MOST_MEGABYTES = 1L << 40;
  private static final long MOST = 1_000_000_000_000L;

  private QuotaRules() {}

  /** For UPDATE_QUOTA. */
  static Optional<String> config(QuotaConfig config) {
    return Role.violation(config.getRole())
        .map(text -> "Invalid 'QuotaConfig.role': " + text)
        .or(
            () ->
                tooLarge(config.getGuaranteesMap())
                    .map(text -> "Invalid 'QuotaConfig.guarantees': " + text))
        .or(
            () ->
                tooLarge(config.getLimitsMap())
                    .map(text -> "Invalid 'QuotaConfig.limits': " + text))
        .or(() -> values("guarantee", config.getGuaranteesMap()))
        .or(() -> values("limit", config.getLimitsMap()))
        .or(() -> contained(config));
  }

  private static Optional<String> tooLarge(Map<String, Value.Scalar> amounts) {
    return sorted(amounts).entrySet().stream()
        .flatMap(entry -> tooLarge(entry.getKey(), entry.getValue()).stream())
        .findFirst();
  }

  private static Optional<String> tooLarge(String name, double value) {
    boolean size = name.equals("mem") || name.equals("disk");
    if (value <= (size ? MOST_MEGABYTES : MOST)) {
      return Optional.empty();
    }
    return Optional.of(
        "{'"
            + name
            + "': "
            + Numbers.scalar(value)
            + "} is invalid: values greater than "
            + (size ? "1 exabyte (" + MOST_MEGABYTES : "1 trillion (" + MOST)
            + ") are not supported");
  }

  private static Optional<String> values(String what, Map<String, Value.Scalar> amounts) {
    return sorted(amounts).entrySet().stream()
        .flatMap(
            entry ->
                FrameworkRules.quantity(entry.getValue()).stream()
                    .map(
                        problem ->
                            "Invalid "
                                + what
                                + " configuration {'"
                                + entry.getKey()
                                + "': "
                                + Numbers.scalar(entry.getValue())
                                + "}: "
                                + problem))
        .findFirst();
  }

  private static Optional<String> contained(QuotaConfig config) {
    return Limits.of(config.getLimitsMap()).contains(Quantities.of(config.getGuaranteesMap()))
        ? Optional.empty()
        : Optional.of(
            "'QuotaConfig.guarantees' "
                + braces(config.getGuaranteesMap())
                + " is not contained within the 'QuotaConfig.limits' "
                + braces(config.getLimitsMap()));
  }

  private static String braces(Map<String, Value.Scalar> amounts) {
    List<String> entries =
        sorted(amounts).entrySet().stream()
            .map(entry -> entry.getKey() + ": " + Numbers.scalar(entry.getValue()))
            .toList();
    return "{ " + String.join(", ", entries) + " }";
  }

  private static Map<String, Double> sorted(Map<String, Value.Scalar> amounts) {
    Map<String, Double> sorted = new TreeMap<>();
    amounts.forEach((name, scalar) -> sorted.put(name, scalar.getValue()));
    return sorted;
  }

  /**
   * For SET_QUOTA.
   *
   * @param guarantee in the current format
   */
  static Optional<String> request(QuotaRequest request, List<Resource> guarantee) {
    Set<String> names = new HashSet<>();
    return Role.violation(request.getRole())
        .map(text -> "QuotaInfo with invalid role: " + text)
        .or(
            () ->
                guarantee.isEmpty()
                    ? Optional.of("QuotaInfo with empty 'guarantee'")
                    : Optional.empty())
        .or(
            () ->
                guarantee.stream()
                    .flatMap(resource -> guarantee(resource, names).stream())
                    .findFirst());
  }

  private static Optional<String> guarantee(Resource resource, Set<String> names) {
    if (resource.getReservationsCount() > 0) {
      return Optional.of("QuotaInfo must not contain any ReservationInfo");
    }
    if (resource.hasDisk()) {
      return Optional.of("QuotaInfo must not contain DiskInfo");
    }
    if (resource.hasRevocable()) {
      return Optional.of("QuotaInfo must not contain RevocableInfo");
    }
    if (resource.getType() != Value.Type.SCALAR) {
      return Optional.of("QuotaInfo must not include non-scalar resources");
    }
    return names.add(resource.getName())
        ? Optional.empty()
        : Optional.of("QuotaInfo contains duplicate resource name '" + resource.getName() + "'");
  }
}
