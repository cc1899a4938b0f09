package io.mesosjava.testkit.master;

import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.AttributeConstraint;
import io.mesosjava.v1.scheduler.AttributeConstraint.Predicate;
import io.mesosjava.v1.scheduler.AttributeConstraint.Selector;
import io.mesosjava.v1.scheduler.AttributeConstraint.Selector.PseudoattributeType;
import io.mesosjava.v1.scheduler.OfferConstraints;
import io.mesosjava.v1.scheduler.OfferConstraints.RoleConstraints;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

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
    return constraints.getRoleConstraintsMap().entrySet().stream()
        .flatMap(entry -> ofRole(entry.getKey(), entry.getValue()).stream())
        .findFirst();
  }

  private static Optional<String> ofRole(String role, RoleConstraints constraints) {
    if (constraints.getGroupsCount() == 0) {
      return Optional.of(
          "'OfferConstraints::role_constraints' has an empty 'RoleConstraints::groups' for role "
              + role);
    }
    return constraints.getGroupsList().stream()
        .flatMap(group -> ofGroup(role, group).stream())
        .findFirst();
  }

  private static Optional<String> ofGroup(String role, RoleConstraints.Group group) {
    if (group.getAttributeConstraintsCount() == 0) {
      return Optional.of(
          "'OfferConstraints::RoleConstraints::groups' for role "
              + role
              + "contains an empty RoleConstraints::Group");
    }
    return group.getAttributeConstraintsList().stream()
        .flatMap(constraint -> problem(constraint).stream())
        .findFirst()
        .map(text -> "A role " + role + " has an invalid 'AttributeConstraint': " + text);
  }

  private static Optional<String> problem(AttributeConstraint constraint) {
    return selector(constraint.getSelector()).or(() -> predicate(constraint.getPredicate()));
  }

  private static Optional<String> selector(Selector selector) {
    if (selector.hasAttributeName() == selector.hasPseudoattributeType()) {
      return Optional.of(
          "Exactly one of 'AttributeConstraint::Selector::name' or"
              + " 'AttributeConstraint::Selector::pseudoattribute_type' must be set");
    }
    return selector.hasPseudoattributeType()
            && selector.getPseudoattributeType() == PseudoattributeType.UNKNOWN
        ? Optional.of("Unknown pseudoattribute type")
        : Optional.empty();
  }

  private static Optional<String> predicate(Predicate predicate) {
    if (predicate.hasTextMatches()) {
      return regex(predicate.getTextMatches().getRegex());
    }
    if (predicate.hasTextNotMatches()) {
      return regex(predicate.getTextNotMatches().getRegex());
    }
    return predicate.getAllFields().isEmpty()
        ? Optional.of("Unknown predicate type")
        : Optional.empty();
  }

  /** Java's expressions stand in for RE2's; what is wrong is said in Java's words. */
  private static Optional<String> regex(String regex) {
    try {
      Pattern.compile(regex);
      return Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(
          "Failed to construct regex from pattern '" + regex + "': " + e.getDescription());
    }
  }
}
