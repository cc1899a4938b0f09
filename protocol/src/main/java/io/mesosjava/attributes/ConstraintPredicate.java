package io.mesosjava.attributes;

import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.Attribute;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.AttributeConstraint;
import io.mesosjava.v1.scheduler.AttributeConstraint.Selector;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One constraint: what it looks at, and what it asks. */
final class ConstraintPredicate implements Predicate<AgentInfo> {

  /** What a selector finds: a text, a value that is no text, or nothing. */
  private record Found(boolean present, @Nullable String text) {

    static final Found NOTHING = new Found(false, null);

    static Found text(String text) {
      return new Found(true, text);
    }

    static Found of(Attribute attribute) {
      return attribute.getType() == Value.Type.TEXT
          ? text(attribute.getText().getValue())
          : new Found(true, null);
    }

    /** Text predicates hold for values that are no text, whichever way they ask. */
    boolean isAnyOrText(Predicate<String> wanted) {
      return present && (text == null || wanted.test(text));
    }
  }

  private final Function<AgentInfo, Found> selector;
  private final Predicate<Found> predicate;

  private ConstraintPredicate(Function<AgentInfo, Found> selector, Predicate<Found> predicate) {
    this.selector = selector;
    this.predicate = predicate;
  }

  static ConstraintPredicate of(AttributeConstraint constraint) {
    return new ConstraintPredicate(
        selector(constraint.getSelector()), predicate(constraint.getPredicate()));
  }

  @Override
  public boolean test(AgentInfo agent) {
    return predicate.test(selector.apply(agent));
  }

  private static Function<AgentInfo, Found> selector(Selector selector) {
    if (selector.hasPseudoattributeType()) {
      return pseudoattribute(selector);
    }
    if (!selector.hasAttributeName()) {
      throw new IllegalArgumentException(
          "Exactly one of 'AttributeConstraint::Selector::name' or"
              + " 'AttributeConstraint::Selector::pseudoattribute_type' must be set");
    }
    String name = selector.getAttributeName();
    return agent ->
        Attributes.of(agent.getAttributesList()).get(name).map(Found::of).orElse(Found.NOTHING);
  }

  private static Function<AgentInfo, Found> pseudoattribute(Selector selector) {
    return switch (selector.getPseudoattributeType()) {
      case HOSTNAME -> agent -> Found.text(agent.getHostname());
      case REGION ->
          agent ->
              agent.getDomain().hasFaultDomain()
                  ? Found.text(agent.getDomain().getFaultDomain().getRegion().getName())
                  : Found.NOTHING;
      case ZONE ->
          agent ->
              agent.getDomain().hasFaultDomain()
                  ? Found.text(agent.getDomain().getFaultDomain().getZone().getName())
                  : Found.NOTHING;
      case UNKNOWN -> throw new IllegalArgumentException("Unknown pseudoattribute type");
    };
  }

  private static Predicate<Found> predicate(AttributeConstraint.Predicate predicate) {
    if (predicate.hasExists()) {
      return Found::present;
    }
    if (predicate.hasNotExists()) {
      return found -> !found.present();
    }
    if (predicate.hasTextEquals()) {
      String value = predicate.getTextEquals().getValue();
      return found -> found.isAnyOrText(value::equals);
    }
    if (predicate.hasTextNotEquals()) {
      String value = predicate.getTextNotEquals().getValue();
      return found -> !found.present() || found.isAnyOrText(text -> !text.equals(value));
    }
    return regexPredicate(predicate);
  }

  private static Predicate<Found> regexPredicate(AttributeConstraint.Predicate predicate) {
    if (predicate.hasTextMatches()) {
      LinearRegex regex = LinearRegex.compile(predicate.getTextMatches().getRegex());
      return found -> found.isAnyOrText(regex::matches);
    }
    if (predicate.hasTextNotMatches()) {
      LinearRegex regex = LinearRegex.compile(predicate.getTextNotMatches().getRegex());
      return found -> !found.present() || found.isAnyOrText(text -> !regex.matches(text));
    }
    throw new IllegalArgumentException("Unknown predicate type");
  }
}
