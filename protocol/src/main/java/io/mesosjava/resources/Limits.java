package io.mesosjava.resources;

import static java.util.Objects.requireNonNull;

import io.mesosjava.v1.Value;
import io.mesosjava.values.Thousandths;
import io.mesosjava.values.ValueFormatException;
import java.math.BigInteger;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Upper bounds by name, exact to three decimals. What has no bound is unlimited; a bound of zero
 * allows nothing. Immutable.
 *
 * <p>Mesos: {@code ResourceLimits} in {@code src/common/resource_quantities.cpp}.
 */
public final class Limits {

  private static final Limits NONE = new Limits(new TreeMap<>());

  private final SortedMap<String, BigInteger> thousandths;

  private Limits(SortedMap<String, BigInteger> thousandths) {
    this.thousandths = thousandths;
  }

  /** No bounds. */
  public static Limits none() {
    return NONE;
  }

  /**
   * The bounds of a message field, such as those of a quota.
   *
   * @throws IllegalArgumentException if one is negative, infinite or no number
   */
  public static Limits of(Map<String, Value.Scalar> scalars) {
    requireNonNull(scalars, "scalars");
    TreeMap<String, BigInteger> bounds = new TreeMap<>();
    NamedScalars.read(scalars, (name, value) -> bounds.put(name, BigInteger.valueOf(value)));
    return new Limits(bounds);
  }

  /**
   * Reads {@code cpus:10;mem:4096}.
   *
   * @throws ValueFormatException if {@code text} is not of that form or repeats a name; it names
   *     the column
   */
  public static Limits parse(String text) {
    requireNonNull(text, "text");
    TreeMap<String, BigInteger> bounds = new TreeMap<>();
    NamedScalars.parse(
        text,
        (name, value, column) -> {
          if (bounds.put(name, BigInteger.valueOf(value)) != null) {
            throw new ValueFormatException("second limit for " + name, column);
          }
        });
    return new Limits(bounds);
  }

  /** The bound for {@code name}; empty if there is none. */
  public OptionalDouble get(String name) {
    requireNonNull(name, "name");
    BigInteger bound = thousandths.get(name);
    return bound == null ? OptionalDouble.empty() : OptionalDouble.of(Thousandths.toDouble(bound));
  }

  /** Whether there are no bounds. */
  public boolean isEmpty() {
    return thousandths.isEmpty();
  }

  /** Whether {@code quantities} keep every bound. */
  public boolean contains(Quantities quantities) {
    requireNonNull(quantities, "quantities");
    return thousandths.entrySet().stream()
        .allMatch(entry -> quantities.thousandths(entry.getKey()).compareTo(entry.getValue()) <= 0);
  }

  /** Whether whatever keeps the bounds of {@code that} keeps these. */
  public boolean contains(Limits that) {
    requireNonNull(that, "that");
    return thousandths.entrySet().stream()
        .allMatch(
            entry -> {
              BigInteger theirs = that.thousandths.get(entry.getKey());
              return theirs != null && theirs.compareTo(entry.getValue()) <= 0;
            });
  }

  /** The bounds for what may be added to {@code used}; below zero counts as zero. */
  public Limits minus(Quantities used) {
    requireNonNull(used, "used");
    TreeMap<String, BigInteger> left = new TreeMap<>(thousandths);
    left.replaceAll((name, bound) -> bound.subtract(used.thousandths(name)).max(BigInteger.ZERO));
    return new Limits(left);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Limits that && thousandths.equals(that.thousandths);
  }

  @Override
  public int hashCode() {
    return thousandths.hashCode();
  }

  /** The text of Mesos, for example {@code cpus:10; mem:4096}; {@code {}} for none. */
  @Override
  public String toString() {
    return NamedScalars.text(thousandths);
  }
}
