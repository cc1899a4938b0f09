package io.mesosjava.resources;

import io.mesosjava.v1.Resource;
import io.mesosjava.values.Items;
import io.mesosjava.values.Range;
import io.mesosjava.values.Ranges;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A ledger seen by name or by role: what there is of something, whatever its kind.
 *
 * @param ledger does not change while it is looked at
 */
record Totals(Ledger ledger) {

  /** Thousandths of the scalars named {@code name}, copies of shared volumes counted once. */
  BigInteger quantity(String name) {
    BigInteger total = BigInteger.ZERO;
    for (int i = 0; i < ledger.size(); i++) {
      Entry entry = ledger.entry(i);
      if (entry.amount instanceof Amount.Scalar && entry.identity.name().equals(name)) {
        total = total.add(entry.quantity());
      }
    }
    return total;
  }

  Ranges ranges(String name) {
    List<Range> parts = new ArrayList<>();
    for (int i = 0; i < ledger.size(); i++) {
      Entry entry = ledger.entry(i);
      if (entry.amount instanceof Amount.Numbers numbers && entry.identity.name().equals(name)) {
        parts.addAll(numbers.ranges().ranges());
      }
    }
    return Ranges.of(parts);
  }

  Items items(String name) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < ledger.size(); i++) {
      Entry entry = ledger.entry(i);
      if (entry.amount instanceof Amount.Names names && entry.identity.name().equals(name)) {
        parts.addAll(names.items().list());
      }
    }
    return Items.of(parts);
  }

  /** The names of all resources, in order. */
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (int i = 0; i < ledger.size(); i++) {
      names.add(ledger.entry(i).identity.name());
    }
    return names;
  }

  /** The resources that pass {@code which}, in parts, in the order of what {@code role} names. */
  Map<String, Resources> by(Predicate<Resource> which, Function<Resource, String> role) {
    Map<String, Ledger> parts = new TreeMap<>();
    for (int i = 0; i < ledger.size(); i++) {
      Entry entry = ledger.entry(i);
      if (which.test(entry.message())) {
        parts.computeIfAbsent(role.apply(entry.message()), r -> new Ledger(8)).add(entry);
      }
    }
    Map<String, Resources> split = new TreeMap<>();
    parts.forEach((part, entries) -> split.put(part, new Resources(entries)));
    return split;
  }
}
