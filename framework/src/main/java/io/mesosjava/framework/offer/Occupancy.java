package io.mesosjava.framework.offer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the tasks of each group are, as far as a constraint asks. Not thread-safe. */
final class Occupancy {

  private final Candidates candidates;
  private final Map<String, List<Site>> tenants = new HashMap<>();
  private final Map<Selector, Column> columns = new HashMap<>();
  private final Map<String, Map<Selector, Tally>> tallies = new HashMap<>();

  Occupancy(Candidates candidates, Collection<Tenant> tenants) {
    this.candidates = candidates;
    for (Tenant tenant : tenants) {
      this.tenants.computeIfAbsent(tenant.group(), first -> new ArrayList<>()).add(tenant.site());
    }
  }

  Candidates candidates() {
    return candidates;
  }

  Column column(Selector selector) {
    return columns.computeIfAbsent(selector, first -> new Column(first, candidates));
  }

  /** The tally of {@code group}, which counts its tenants, and from now on what is placed. */
  Tally tally(String group, Selector selector) {
    return tallies
        .computeIfAbsent(group, first -> new HashMap<>())
        .computeIfAbsent(selector, first -> counted(group, first));
  }

  private Tally counted(String group, Selector selector) {
    Column column = column(selector);
    Tally tally = new Tally(column);
    if (!group.isEmpty()) {
      tenants.getOrDefault(group, List.of()).forEach(site -> tally.add(column.number(site)));
    }
    return tally;
  }

  /** A task of {@code group} is now at {@code candidate}. Without a group it counts nowhere. */
  void placed(String group, int candidate) {
    if (group.isEmpty()) {
      return;
    }
    Map<Selector, Tally> ofGroup = tallies.get(group);
    if (ofGroup != null) {
      ofGroup.values().forEach(tally -> tally.add(tally.column().of(candidate)));
    }
  }
}
