package io.mesosjava.resources;

import static java.util.Objects.requireNonNull;

import io.mesosjava.v1.Value;
import io.mesosjava.values.Thousandths;
import io.mesosjava.values.ValueFormatException;
import java.math.BigInteger;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How much of what, and nothing else: names and amounts above zero, exact to three decimals. Ranges
 * and sets count their elements. Immutable.
 *
 * <p>Mesos: {@code ResourceQuantities} in {@code src/common/resource_quantities.cpp}.
 */
public final class Quantities {

  private static final Quantities EMPTY = new Quantities(new TreeMap<>());

  private final SortedMap<String, BigInteger> thousandths;

  private Quantities(SortedMap<String, BigInteger> thousandths) {
    this.thousandths = thousandths;
  }

  /** Nothing. */
  public static Quantities empty() {
    return EMPTY;
  }

  /** The quantities of all of {@code resources}, whatever their role and kind. */
  public static Quantities of(Resources resources) {
    requireNonNull(resources, "resources");
    TreeMap<String, BigInteger> sums = new TreeMap<>();
    resources.forEachEntry(
        entry -> sums.merge(entry.identity.name(), entry.quantity(), BigInteger::add));
    return new Quantities(sums);
  }

  /**
   * The quantities of a message field, such as a set of minimal allocatable resources.
   *
   * @throws IllegalArgumentException if one is negative, infinite or no number
   */
  public static Quantities of(Map<String, Value.Scalar> scalars) {
    requireNonNull(scalars, "scalars");
    TreeMap<String, BigInteger> sums = new TreeMap<>();
    NamedScalars.read(scalars, (name, value) -> put(sums, name, value));
    return new Quantities(sums);
  }

  /**
   * Reads {@code cpus:0.01;mem:32}; repeated names add up, zeros vanish.
   *
   * @throws ValueFormatException if {@code text} is not of that form; it names the column
   */
  public static Quantities parse(String text) {
    requireNonNull(text, "text");
    TreeMap<String, BigInteger> sums = new TreeMap<>();
    NamedScalars.parse(text, (name, value, column) -> put(sums, name, value));
    return new Quantities(sums);
  }

  private static void put(Map<String, BigInteger> sums, String name, long value) {
    if (value > 0) {
      sums.merge(name, BigInteger.valueOf(value), BigInteger::add);
    }
  }

  /** How much there is of {@code name}; 0 if nothing. */
  public double get(String name) {
    requireNonNull(name, "name");
    return Thousandths.toDouble(thousandths(name));
  }

  BigInteger thousandths(String name) {
    return thousandths.getOrDefault(name, BigInteger.ZERO);
  }

  /** What there is something of, in order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(thousandths.keySet());
  }

  /** Whether there is nothing. */
  public boolean isEmpty() {
    return thousandths.isEmpty();
  }

  /** Whether there is at least as much of everything as in {@code that}. */
  public boolean contains(Quantities that) {
    requireNonNull(that, "that");
    return that.thousandths.entrySet().stream()
        .allMatch(entry -> thousandths(entry.getKey()).compareTo(entry.getValue()) >= 0);
  }

  /** The sum. */
  public Quantities plus(Quantities that) {
    requireNonNull(that, "that");
    TreeMap<String, BigInteger> sums = new TreeMap<>(thousandths);
    that.thousandths.forEach((name, value) -> sums.merge(name, value, BigInteger::add));
    return new Quantities(sums);
  }

  /** What is left without {@code that}; below zero counts as nothing. */
  public Quantities minus(Quantities that) {
    requireNonNull(that, "that");
    TreeMap<String, BigInteger> left = new TreeMap<>(thousandths);
    that.thousandths.forEach(
        (name, value) ->
            left.computeIfPresent(
                name, (n, mine) -> mine.compareTo(value) <= 0 ? null : mine.subtract(value)));
    return new Quantities(left);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Quantities that && thousandths.equals(that.thousandths);
  }

  @Override
  public int hashCode() {
    return thousandths.hashCode();
  }

  /** The text of Mesos, for example {@code cpus:0.01; mem:32}; {@code {}} for nothing. */
  @Override
  public String toString() {
    return NamedScalars.text(thousandths);
  }
}
