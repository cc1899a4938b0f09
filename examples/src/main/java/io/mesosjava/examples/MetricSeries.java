package io.mesosjava.examples;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * Counters, gauges and summaries by name and label, and their text as Prometheus reads it. Safe for
 * use by any number of threads.
 */
final class MetricSeries {

  private static final double[] QUANTILES = {0.5, 0.9, 0.99};

  /** A series; without label if {@code value} is empty. */
  private record Key(String name, String label, String value) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : value.compareTo(other.value);
    }

    String line(String suffix, String more, double amount) {
      String own = value.isEmpty() ? "" : label + "=\"" + escaped(value) + "\"";
      String labels = own + (own.isEmpty() || more.isEmpty() ? "" : ",") + more;
      return name + suffix + (labels.isEmpty() ? "" : "{" + labels + "}") + " " + amount + "\n";
    }

    private static String escaped(String text) {
      return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
  }

  private final Map<Key, DoubleAdder> counters = new ConcurrentSkipListMap<>();
  private final Map<Key, Double> gauges = new ConcurrentSkipListMap<>();
  private final Map<Key, Summary> summaries = new ConcurrentSkipListMap<>();
  private final boolean quantiles;

  /** Series, of which summaries show their quantiles or not. */
  MetricSeries(boolean quantiles) {
    this.quantiles = quantiles;
  }

  void add(String name, double amount) {
    add(name, "", "", amount);
  }

  void add(String name, String label, String value, double amount) {
    counters.computeIfAbsent(new Key(name, label, value), key -> new DoubleAdder()).add(amount);
  }

  void set(String name, double value) {
    gauges.put(new Key(name, "", ""), value);
  }

  void watch(String name, String label, String value, double amount) {
    summaries.computeIfAbsent(new Key(name, label, value), key -> new Summary()).add(amount);
  }

  /** All of it. */
  String text() {
    StringBuilder text = new StringBuilder();
    String name = "";
    for (Map.Entry<Key, DoubleAdder> counter : counters.entrySet()) {
      name = head(text, name, counter.getKey().name(), "counter");
      text.append(counter.getKey().line("", "", counter.getValue().sum()));
    }
    for (Map.Entry<Key, Double> gauge : gauges.entrySet()) {
      name = head(text, name, gauge.getKey().name(), "gauge");
      text.append(gauge.getKey().line("", "", gauge.getValue()));
    }
    for (Map.Entry<Key, Summary> summary : summaries.entrySet()) {
      name = head(text, name, summary.getKey().name(), "summary");
      text.append(summary.getValue().text(summary.getKey(), quantiles));
    }
    return text.toString();
  }

  private static String head(StringBuilder text, String before, String name, String type) {
    if (!name.equals(before)) {
      text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }
    return name;
  }

  /** How many, how much together, and the latest of them. */
  private static final class Summary {

    private static final int LATEST = 500;

    // Guarded by this.
    private final double[] latest = new double[LATEST];
    private long count;
    private double sum;

    synchronized void add(double amount) {
      latest[(int) (count % LATEST)] = amount;
      count++;
      sum += amount;
    }

    synchronized String text(Key key, boolean quantiles) {
      StringBuilder text = new StringBuilder();
      double[] sorted = Arrays.copyOf(latest, (int) Math.min(count, LATEST));
      Arrays.sort(sorted);
      for (double quantile : quantiles ? QUANTILES : new double[0]) {
        String label = String.format(Locale.ROOT, "quantile=\"%s\"", quantile);
        text.append(key.line("", label, sorted[(int) (quantile * (sorted.length - 1))]));
      }
      return text.append(key.line("_sum", "", sum))
          .append(key.line("_count", "", (double) count))
          .toString();
    }
  }
}
