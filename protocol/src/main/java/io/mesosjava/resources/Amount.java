package io.mesosjava.resources;

import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Value;
import io.mesosjava.values.Items;
import io.mesosjava.values.Range;
import io.mesosjava.values.Ranges;
import io.mesosjava.values.Thousandths;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * How much of a resource there is. Two amounts are combined only if they are of the same type,
 * which the identity of their entries ensures.
 */
sealed interface Amount {

  /** The amount that a valid {@code resource} states. */
  static Amount of(Resource resource) {
    return switch (resource.getType()) {
      case SCALAR -> new Scalar(Thousandths.of(resource.getScalar().getValue()));
      case RANGES -> new Numbers(Ranges.of(resource.getRanges()));
      case SET -> new Names(Items.of(resource.getSet()));
      case TEXT -> throw new IllegalArgumentException("Unsupported resource type");
    };
  }

  /** The union of ranges, or of sets. */
  static Amount union(List<Amount> discrete) {
    if (discrete.get(0) instanceof Numbers) {
      List<Range> ranges = new ArrayList<>();
      discrete.forEach(amount -> ranges.addAll(((Numbers) amount).ranges().ranges()));
      return new Numbers(Ranges.of(ranges));
    }
    List<String> items = new ArrayList<>();
    discrete.forEach(amount -> items.addAll(((Names) amount).items().list()));
    return new Names(Items.of(items));
  }

  boolean isEmpty();

  boolean contains(Amount that);

  Amount plus(Amount that);

  /** What is left; below zero counts as nothing. */
  Amount minus(Amount that);

  /** What is in both. */
  Amount common(Amount that);

  /** Thousandths of a scalar; of ranges and sets, thousand times their number of elements. */
  BigInteger quantity();

  /** Whether {@code resource} states exactly this amount, in canonical form. */
  boolean isStatedBy(Resource resource);

  void stateIn(Resource.Builder resource);

  /** Fixed-point scalar, in thousandths. */
  record Scalar(long thousandths) implements Amount {

    @Override
    public boolean isEmpty() {
      return thousandths <= 0;
    }

    @Override
    public boolean contains(Amount that) {
      return ((Scalar) that).thousandths <= thousandths;
    }

    @Override
    public Amount plus(Amount that) {
      return new Scalar(Math.addExact(thousandths, ((Scalar) that).thousandths));
    }

    @Override
    public Amount minus(Amount that) {
      return new Scalar(Math.max(0, thousandths - ((Scalar) that).thousandths));
    }

    @Override
    public Amount common(Amount that) {
      return new Scalar(Math.min(thousandths, ((Scalar) that).thousandths));
    }

    @Override
    public BigInteger quantity() {
      return BigInteger.valueOf(thousandths);
    }

    @Override
    public boolean isStatedBy(Resource resource) {
      return resource.getScalar().getValue() == Thousandths.toDouble(thousandths);
    }

    @Override
    public void stateIn(Resource.Builder resource) {
      resource.setScalar(
          Value.Scalar.newBuilder().setValue(Thousandths.toDouble(thousandths)).build());
    }
  }

  /** Ranges of numbers. */
  record Numbers(Ranges ranges) implements Amount {

    @Override
    public boolean isEmpty() {
      return ranges.isEmpty();
    }

    @Override
    public boolean contains(Amount that) {
      return ranges.containsAll(((Numbers) that).ranges);
    }

    @Override
    public Amount plus(Amount that) {
      return new Numbers(ranges.plus(((Numbers) that).ranges));
    }

    @Override
    public Amount minus(Amount that) {
      return new Numbers(ranges.minus(((Numbers) that).ranges));
    }

    @Override
    public Amount common(Amount that) {
      return new Numbers(ranges.intersect(((Numbers) that).ranges));
    }

    @Override
    public BigInteger quantity() {
      return ranges.cardinality().multiply(BigInteger.valueOf(1000));
    }

    @Override
    public boolean isStatedBy(Resource resource) {
      return resource.getRanges().equals(ranges.toMessage());
    }

    @Override
    public void stateIn(Resource.Builder resource) {
      resource.setRanges(ranges.toMessage());
    }
  }

  /** Set of items. */
  record Names(Items items) implements Amount {

    @Override
    public boolean isEmpty() {
      return items.isEmpty();
    }

    @Override
    public boolean contains(Amount that) {
      return items.containsAll(((Names) that).items);
    }

    @Override
    public Amount plus(Amount that) {
      return new Names(items.plus(((Names) that).items));
    }

    @Override
    public Amount minus(Amount that) {
      return new Names(items.minus(((Names) that).items));
    }

    @Override
    public Amount common(Amount that) {
      return new Names(items.minus(items.minus(((Names) that).items)));
    }

    @Override
    public BigInteger quantity() {
      return BigInteger.valueOf(items.size() * 1000L);
    }

    @Override
    public boolean isStatedBy(Resource resource) {
      return resource.getSet().getItemList().equals(items.list());
    }

    @Override
    public void stateIn(Resource.Builder resource) {
      resource.setSet(items.toMessage());
    }
  }
}
