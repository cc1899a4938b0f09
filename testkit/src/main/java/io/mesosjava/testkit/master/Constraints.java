package io.mesosjava.testkit.master;

import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.Attribute;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.AttributeConstraint;
import io.mesosjava.v1.scheduler.AttributeConstraint.Predicate;
import io.mesosjava.v1.scheduler.AttributeConstraint.Selector;
import io.mesosjava.v1.scheduler.OfferConstraints.RoleConstraints;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which agents a framework's offer constraints let through. */
final class Constraints {

  /** An attribute as predicates see it: is it a text, and which. */
  private record Subject(boolean text, String value) {}

  private Constraints() {}

  static boolean admit(Framework framework, String role, Agent agent) {
    RoleConstraints constraints = framework.constraints.getRoleConstraintsMap().get(role);
    return constraints == null
        || constraints.getGroupsList().stream()
            .anyMatch(
                group ->
                    group.getAttributeConstraintsList().stream()
                        .allMatch(constraint -> holds(constraint, agent.info())));
  }

  private static boolean holds(AttributeConstraint constraint, AgentInfo agent) {
    Optional<Subject> subject = select(constraint.getSelector(), agent);
    Predicate predicate = constraint.getPredicate();
    if (predicate.hasExists()) {
      return subject.isPresent();
    }
    if (predicate.hasNotExists()) {
      return subject.isEmpty();
    }
    boolean negated = predicate.hasTextNotEquals() || predicate.hasTextNotMatches();
    // Without the attribute only negations hold; of what is not a text, all predicates do.
    return subject.map(s -> !s.text || matches(predicate, s.value) != negated).orElse(negated);
  }

  /** Whether the predicate's text or expression fits, negated or not. */
  private static boolean matches(Predicate predicate, String value) {
    if (predicate.hasTextEquals() || predicate.hasTextNotEquals()) {
      String expected =
          predicate.hasTextEquals()
              ? predicate.getTextEquals().getValue()
              : predicate.getTextNotEquals().getValue();
      return value.equals(expected);
    }
    String regex =
        predicate.hasTextMatches()
            ? predicate.getTextMatches().getRegex()
            : predicate.getTextNotMatches().getRegex();
    return Pattern.matches(regex, value);
  }

  private static Optional<Subject> select(Selector selector, AgentInfo agent) {
    if (selector.hasAttributeName()) {
      return agent.getAttributesList().stream()
          .filter(attribute -> attribute.getName().equals(selector.getAttributeName()))
          .findFirst()
          .map(Constraints::subject);
    }
    return switch (selector.getPseudoattributeType()) {
      case HOSTNAME -> Optional.of(new Subject(true, agent.getHostname()));
      case REGION -> region(agent);
      case ZONE -> zone(agent);
      case UNKNOWN -> Optional.empty();
    };
  }

  private static Subject subject(Attribute attribute) {
    return new Subject(attribute.getType() == Value.Type.TEXT, attribute.getText().getValue());
  }

  private static Optional<Subject> region(AgentInfo agent) {
    return agent.getDomain().hasFaultDomain()
        ? Optional.of(new Subject(true, agent.getDomain().getFaultDomain().getRegion().getName()))
        : Optional.empty();
  }

  private static Optional<Subject> zone(AgentInfo agent) {
    return agent.getDomain().hasFaultDomain()
        ? Optional.of(new Subject(true, agent.getDomain().getFaultDomain().getZone().getName()))
        : Optional.empty();
  }
}
