package io.mesosjava.attributes;

import static java.util.Objects.requireNonNull;

import io.mesosjava.values.Range;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Conditions on the attributes of an agent. They compose with {@code and}, {@code or} and {@code
 * negate}. A condition on a value holds only if there is an attribute of that name and type.
 */
public final class WhereAttributes {

  private WhereAttributes() {}

  /** There is an attribute named {@code name}, of any type. */
  public static Predicate<Attributes> exists(String name) {
    requireNonNull(name, "name");
    return attributes -> attributes.get(name).isPresent();
  }

  /** The text named {@code name} is {@code value}. */
  public static Predicate<Attributes> textEquals(String name, String value) {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
    return attributes -> attributes.text(name).filter(value::equals).isPresent();
  }

  /** The text named {@code name} matches {@code pattern} as a whole. */
  public static Predicate<Attributes> textMatches(String name, Pattern pattern) {
    requireNonNull(name, "name");
    requireNonNull(pattern, "pattern");
    return attributes ->
        attributes.text(name).filter(text -> pattern.matcher(text).matches()).isPresent();
  }

  /** The scalar named {@code name} lies between {@code low} and {@code high}, both included. */
  public static Predicate<Attributes> scalarBetween(String name, double low, double high) {
    requireNonNull(name, "name");
    return attributes ->
        attributes.scalar(name).stream().anyMatch(value -> low <= value && value <= high);
  }

  /** The ranges named {@code name} hold every number of {@code range}. */
  public static Predicate<Attributes> rangesContain(String name, Range range) {
    requireNonNull(name, "name");
    requireNonNull(range, "range");
    return attributes ->
        attributes
            .ranges(name)
            .filter(
                ranges ->
                    ranges.ranges().stream()
                        .anyMatch(
                            mine -> mine.contains(range.begin()) && mine.contains(range.end())))
            .isPresent();
  }
}
