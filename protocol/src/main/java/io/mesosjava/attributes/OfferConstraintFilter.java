package io.mesosjava.attributes;

import static java.util.Objects.requireNonNull;

import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.scheduler.AttributeConstraint;
import io.mesosjava.v1.scheduler.OfferConstraints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A framework's offer constraints, ready to be applied to agents. For each role there are groups of
 * which one has to hold, and a group holds if all its constraints do. Immutable.
 *
 * <p>Mesos: {@code src/master/allocator/mesos/offer_constraints_filter.cpp}.
 */
public final class OfferConstraintFilter {

  private final Map<String, Predicate<AgentInfo>> roles;

  private OfferConstraintFilter(Map<String, Predicate<AgentInfo>> roles) {
    this.roles = roles;
  }

  /**
   * The filter that {@code constraints} describe.
   *
   * @throws IllegalArgumentException with the text of the master, if a role has no group, a group
   *     no constraint, or a constraint is not valid
   */
  public static OfferConstraintFilter of(OfferConstraints constraints) {
    requireNonNull(constraints, "constraints");
    Map<String, Predicate<AgentInfo>> roles = new HashMap<>();
    constraints
        .getRoleConstraintsMap()
        .forEach((role, groups) -> roles.put(role, anyGroup(role, groups)));
    return new OfferConstraintFilter(roles);
  }

  /**
   * Whether {@code role} wants no offers of {@code agent}. A role without constraints wants all.
   */
  public boolean excludes(String role, AgentInfo agent) {
    requireNonNull(role, "role");
    requireNonNull(agent, "agent");
    Predicate<AgentInfo> wanted = roles.get(role);
    return wanted != null && !wanted.test(agent);
  }

  private static Predicate<AgentInfo> anyGroup(
      String role, OfferConstraints.RoleConstraints constraints) {
    if (constraints.getGroupsCount() == 0) {
      throw new IllegalArgumentException(
          "'OfferConstraints::role_constraints' has an empty 'RoleConstraints::groups' for role "
              + role);
    }
    List<Predicate<AgentInfo>> groups = new ArrayList<>();
    for (OfferConstraints.RoleConstraints.Group group : constraints.getGroupsList()) {
      groups.add(allConstraints(role, group));
    }
    return agent -> groups.stream().anyMatch(group -> group.test(agent));
  }

  private static Predicate<AgentInfo> allConstraints(
      String role, OfferConstraints.RoleConstraints.Group group) {
    if (group.getAttributeConstraintsCount() == 0) {
      // No blank before "contains": so the master writes it.
      throw new IllegalArgumentException(
          "'OfferConstraints::RoleConstraints::groups' for role "
              + role
              + "contains an empty RoleConstraints::Group");
    }
    List<Predicate<AgentInfo>> constraints = new ArrayList<>();
    for (AttributeConstraint constraint : group.getAttributeConstraintsList()) {
      try {
        constraints.add(ConstraintPredicate.of(constraint));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "A role " + role + " has an invalid 'AttributeConstraint': " + e.getMessage(), e);
      }
    }
    return agent -> constraints.stream().allMatch(constraint -> constraint.test(agent));
  }
}
