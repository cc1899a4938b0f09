package io.mesosjava.benchmarks.wire;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was measured: by scenario, contender and name of the figure. */
final class Figures {

  private static final List<String> NAMES =
      List.of("per s", "p50 us", "p99 us", "CPU us", "bytes", "lost", "failed");

  private final Map<Scenario, Map<String, Map<String, List<Double>>>> all = new LinkedHashMap<>();

  void add(Scenario scenario, String contender, Map<String, Double> figures) {
    Map<String, List<Double>> byName =
        all.computeIfAbsent(scenario, key -> new LinkedHashMap<>())
            .computeIfAbsent(contender, key -> new TreeMap<>());
    figures.forEach(
        (name, value) -> byName.computeIfAbsent(name, k -> new ArrayList<>()).add(value));
  }

  /** Prints the medians, and how each compares with the first contender's. */
  void print(PrintStream out) {
    all.forEach(
        (scenario, contenders) -> {
          out.printf("%n%s%n", scenario.title());
          Map<String, List<Double>> limit = contenders.values().iterator().next();
          contenders.forEach((contender, figures) -> row(contender, figures, limit, out));
        });
  }

  private static void row(
      String contender,
      Map<String, List<Double>> figures,
      Map<String, List<Double>> limit,
      PrintStream out) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "  %-12s", contender));
    for (String name : NAMES) {
      List<Double> values = figures.get(name);
      if (values != null) {
        double median = median(values);
        row.append(String.format(Locale.ROOT, "  %s %,.1f", name, median));
        List<Double> of = limit.get(name);
        if (of != null) {
          row.append(String.format(Locale.ROOT, " (%.2f)", median / median(of)));
        }
      }
    }
    out.println(row);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
