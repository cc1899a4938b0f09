package io.mesosjava.testkit.master;

import io.mesosjava.attributes.OfferConstraintFilter;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.OfferConstraints;
import java.util.Optional;

/** The rules for offer constraints. Problems are in Mesos' words, missing blanks included. */
final class ConstraintRules {

  private ConstraintRules() {}

  static Optional<String> problem(FrameworkInfo info, OfferConstraints constraints) {
    return constraints.getRoleConstraintsMap().keySet().stream()
        .filter(role -> !Framework.rolesOf(info).contains(role))
        .findFirst()
        .map(ConstraintRules::strange)
        .or(() -> invalid(constraints).map(text -> "Offer constraints are not valid: " + text));
  }

  private static String strange(String role) {
    return "Offer constraints specify `role_constraints` for a role '"
        + role
        + "'not contained in the set of roles";
  }

  private static Optional<String> invalid(OfferConstraints constraints) {
    try {
      OfferConstraintFilter unused = OfferConstraintFilter.of(constraints);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
