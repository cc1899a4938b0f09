package io.mesosjava.resources;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sum of many entries. Ranges and sets that belong together are united once, at the end: one by
 * one, each would be copied again and again.
 */
final class Accumulation {

  private final Ledger ledger;
  private final Map<Integer, List<Amount>> discrete = new HashMap<>();

  Accumulation(int capacity) {
    ledger = new Ledger(capacity);
  }

  void add(Entry entry) {
    boolean cheap = entry.amount instanceof Amount.Scalar || entry.identity.isCountable();
    int index = cheap || entry.isEmpty() ? -1 : ledger.find(entry);
    if (index < 0) {
      ledger.add(entry);
    } else {
      discrete.computeIfAbsent(index, i -> new ArrayList<>()).add(entry.amount);
    }
  }

  Resources resources() {
    discrete.forEach(
        (index, amounts) -> {
          amounts.add(ledger.entry(index).amount);
          ledger.replaceAmount(index, Amount.union(amounts));
        });
    return new Resources(ledger);
  }
}
