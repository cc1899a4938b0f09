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
    return switch (selector.getSelectorCase()) {
      case ATTRIBUTE_NAME -> attribute(selector.getAttributeName());
      case PSEUDOATTRIBUTE_TYPE -> pseudoattribute(selector);
      case SELECTOR_NOT_SET ->
          throw new IllegalArgumentException(
              "Exactly one of 'AttributeConstraint::Selector::name' or"
                  + " 'AttributeConstraint::Selector::pseudoattribute_type' must be set");
    };
  }

  private static Function<AgentInfo, Found> attribute(String name) {
    return agent ->
        agent.getAttributesList().stream()
            .filter(attribute -> attribute.getName().equals(name))
            .findFirst()
            .map(Found::of)
            .orElse(Found.NOTHING);
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
    return switch (predicate.getPredicateCase()) {
      case EXISTS -> Found::present;
      case NOT_EXISTS -> found -> !found.present();
      case TEXT_EQUALS -> {
        String value = predicate.getTextEquals().getValue();
        yield found -> found.isAnyOrText(value::equals);
      }
      case TEXT_NOT_EQUALS -> {
        String value = predicate.getTextNotEquals().getValue();
        yield found -> !found.present() || found.isAnyOrText(text -> !text.equals(value));
      }
      case TEXT_MATCHES -> {
        LinearRegex regex = LinearRegex.compile(predicate.getTextMatches().getRegex());
        yield found -> found.isAnyOrText(regex::matches);
      }
      case TEXT_NOT_MATCHES -> {
        LinearRegex regex = LinearRegex.compile(predicate.getTextNotMatches().getRegex());
        yield found -> !found.present() || found.isAnyOrText(text -> !regex.matches(text));
      }
      case PREDICATE_NOT_SET -> throw new IllegalArgumentException("Unknown predicate type");
    };
  }
}
