package io.mesosjava.attributes;

import static java.util.Objects.requireNonNull;

import io.mesosjava.v1.Attribute;
import io.mesosjava.v1.Value;
import io.mesosjava.values.Ranges;
import io.mesosjava.values.Thousandths;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The attributes of an agent, in its order; names may repeat, and then the first counts. A value is
 * a text, a scalar or ranges; sets are not supported by Mesos. Immutable.
 *
 * <p>Mesos: {@code src/v1/attributes.cpp}.
 */
public final class Attributes implements Iterable<Attribute> {

  private final List<Attribute> list;

  private Attributes(List<Attribute> list) {
    this.list = list;
  }

  /**
   * The attributes of a message, such as an offer.
   *
   * @throws IllegalArgumentException if one has no value of its type, or a range reversed
   */
  public static Attributes of(Iterable<Attribute> attributes) {
    requireNonNull(attributes, "attributes");
    attributes.forEach(Attributes::check);
    return new Attributes(StreamSupport.stream(attributes.spliterator(), false).toList());
  }

  private static void check(Attribute attribute) {
    boolean stated =
        switch (attribute.getType()) {
          case SCALAR ->
              attribute.hasScalar()
                  && Thousandths.of(attribute.getScalar().getValue())
                      != Thousandths.UNREPRESENTABLE;
          case RANGES ->
              attribute.hasRanges()
                  && attribute.getRanges().getRangeList().stream()
                      .allMatch(r -> Long.compareUnsigned(r.getBegin(), r.getEnd()) <= 0);
          case TEXT -> attribute.hasText();
          case SET -> attribute.hasSet();
        };
    if (attribute.getName().isEmpty() || !stated) {
      throw new IllegalArgumentException(
          "attribute '"
              + attribute.getName()
              + "' (expected: a name and a valid value of type "
              + attribute.getType()
              + ")");
    }
  }

  /**
   * Reads {@code rack:r1;level:10;ports:[1-3]}, the agent's {@code --attributes} flag: what looks
   * like a number is a scalar, what starts with a bracket is ranges, and all else is text. Blanks
   * in values vanish.
   *
   * @throws io.mesosjava.values.ValueFormatException if {@code text} is not of that form; it names
   *     the column
   */
  public static Attributes parse(String text) {
    requireNonNull(text, "text");
    return new Attributes(List.copyOf(new AttributeReader(text).attributes()));
  }

  /** The first attribute named {@code name}, whatever its type. */
  public Optional<Attribute> get(String name) {
    requireNonNull(name, "name");
    return list.stream().filter(attribute -> attribute.getName().equals(name)).findFirst();
  }

  /** The first text named {@code name}. */
  public Optional<String> text(String name) {
    requireNonNull(name, "name");
    return first(name, Value.Type.TEXT).map(attribute -> attribute.getText().getValue());
  }

  /** The first scalar named {@code name}. */
  public OptionalDouble scalar(String name) {
    requireNonNull(name, "name");
    return first(name, Value.Type.SCALAR).stream()
        .mapToDouble(attribute -> attribute.getScalar().getValue())
        .findFirst();
  }

  /** The first ranges named {@code name}. */
  public Optional<Ranges> ranges(String name) {
    requireNonNull(name, "name");
    return first(name, Value.Type.RANGES).map(attribute -> Ranges.of(attribute.getRanges()));
  }

  private Optional<Attribute> first(String name, Value.Type type) {
    return list.stream()
        .filter(attribute -> attribute.getName().equals(name) && attribute.getType() == type)
        .findFirst();
  }

  /** Whether one of these attributes has the name, the type and the value of {@code attribute}. */
  public boolean contains(Attribute attribute) {
    requireNonNull(attribute, "attribute");
    return list.stream().anyMatch(mine -> areEqual(mine, attribute));
  }

  private static boolean areEqual(Attribute left, Attribute right) {
    if (!left.getName().equals(right.getName()) || left.getType() != right.getType()) {
      return false;
    }
    return switch (left.getType()) {
      case SCALAR ->
          Thousandths.of(left.getScalar().getValue())
              == Thousandths.of(right.getScalar().getValue());
      case RANGES -> Ranges.of(left.getRanges()).equals(Ranges.of(right.getRanges()));
      case TEXT -> left.getText().getValue().equals(right.getText().getValue());
      case SET -> false;
    };
  }

  /** The value of {@code attribute} as Mesos prints it. */
  public static String valueText(Attribute attribute) {
    requireNonNull(attribute, "attribute");
    return switch (attribute.getType()) {
      case SCALAR -> Thousandths.text(Thousandths.of(attribute.getScalar().getValue()));
      case RANGES -> Ranges.of(attribute.getRanges()).toString();
      case TEXT -> attribute.getText().getValue();
      case SET -> "{" + String.join(", ", attribute.getSet().getItemList()) + "}";
    };
  }

  /** The attributes as messages. */
  public List<Attribute> messages() {
    return list;
  }

  @Override
  public Iterator<Attribute> iterator() {
    return list.iterator();
  }

  /** Whether each attribute here is there and the other way round: order does not matter. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes that
        && list.size() == that.list.size()
        && list.stream().allMatch(that::contains)
        && that.list.stream().allMatch(this::contains);
  }

  @Override
  public int hashCode() {
    // Repetitions count once in equals, and so they do here.
    return list.stream().map(Attribute::getName).distinct().mapToInt(String::hashCode).sum();
  }

  /** The text of Mesos, for example {@code rack=r1; level=10}. */
  @Override
  public String toString() {
    return list.stream()
        .map(attribute -> attribute.getName() + "=" + valueText(attribute))
        .collect(Collectors.joining("; "));
  }
}
