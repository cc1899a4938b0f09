package io.mesosjava.values;

import static java.util.Objects.requireNonNull;

import io.mesosjava.v1.Label;
import io.mesosjava.v1.Labels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Labels as Mesos means them: the order does not matter, repetitions do, and a label without a
 * value equals one with an empty value.
 *
 * <p>Mesos: {@code operator==} on {@code Labels} in {@code src/v1/mesos.cpp}, which wrongly finds
 * {@code {a, a, b}} equal to {@code {a, b, b}}.
 */
public final class LabelBag {

  private record Pair(String key, String value) {}

  private static final Comparator<Pair> ORDER =
      Comparator.comparing(Pair::key).thenComparing(Pair::value);

  private final List<Pair> sorted;

  private LabelBag(List<Pair> sorted) {
    this.sorted = sorted;
  }

  /** The labels of {@code message}. */
  public static LabelBag of(Labels message) {
    requireNonNull(message, "message");
    if (message.getLabelsCount() == 1) {
      Label only = message.getLabels(0);
      return new LabelBag(List.of(new Pair(only.getKey(), only.getValue())));
    }
    List<Pair> pairs = new ArrayList<>(message.getLabelsCount());
    for (Label label : message.getLabelsList()) {
      pairs.add(new Pair(label.getKey(), label.getValue()));
    }
    pairs.sort(ORDER);
    return new LabelBag(pairs);
  }

  /** Whether {@code left} and {@code right} hold the same labels, in any order. */
  public static boolean areEqual(Labels left, Labels right) {
    requireNonNull(left, "left");
    requireNonNull(right, "right");
    return of(left).equals(of(right));
  }

  /** Whether one of the labels has this key and this value. */
  public boolean contains(String key, String value) {
    requireNonNull(key, "key");
    requireNonNull(value, "value");
    return sorted.contains(new Pair(key, value));
  }

  /** How many labels there are, repetitions included. */
  public int size() {
    return sorted.size();
  }

  /** {@code labels} in the form and order that Mesos prints: {@code {key: value, key}}. */
  public static String text(Labels labels) {
    requireNonNull(labels, "labels");
    StringBuilder text = new StringBuilder("{");
    for (Label label : labels.getLabelsList()) {
      text.append(text.length() > 1 ? ", " : "").append(label.getKey());
      if (label.hasValue()) {
        text.append(": ").append(label.getValue());
      }
    }
    return text.append('}').toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelBag that && sorted.equals(that.sorted);
  }

  @Override
  public int hashCode() {
    return sorted.hashCode();
  }

  /** The labels in order of key and value, for example {@code [rack=a, zone=]}. */
  @Override
  public String toString() {
    return sorted.stream().map(pair -> pair.key() + "=" + pair.value()).toList().toString();
  }
}
