package io.mesosjava.testkit.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What masters and agents alike tell of the machine they run on, where its kernel tells it as Linux
 * does; elsewhere only the number of its processors.
 */
public final class SystemMetrics {

  private static final Logger LOG = LoggerFactory.getLogger(SystemMetrics.class);
  private static final Path LOAD = Path.of("/proc/loadavg");
  private static final Path MEMORY = Path.of("/proc/meminfo");
  private static final List<String> LOADS =
      List.of("system/load_1min", "system/load_5min", "system/load_15min");

  private SystemMetrics() {}

  /** Adds them by their names. */
  public static void addTo(Map<String, Double> values) {
    values.put("system/cpus_total", (double) Runtime.getRuntime().availableProcessors());
    try {
      if (Files.exists(LOAD)) {
        String[] loads = Files.readString(LOAD).split(" ", -1);
        for (int i = 0; i < LOADS.size(); i++) {
          values.put(LOADS.get(i), Double.valueOf(loads[i]));
        }
      }
      if (Files.exists(MEMORY)) {
        for (String line : Files.readAllLines(MEMORY)) {
          memory(line.split("\\s+", -1), values);
        }
      }
    } catch (IOException e) {
      LOG.debug("What the kernel tells of the machine cannot be read", e);
    }
  }

  private static void memory(String[] words, Map<String, Double> values) {
    switch (words[0]) {
      case "MemTotal:" -> values.put("system/mem_total_bytes", kilobytes(words[1]));
      case "MemFree:" -> values.put("system/mem_free_bytes", kilobytes(words[1]));
      default -> {
        // Mesos does not tell more.
      }
    }
  }

  private static double kilobytes(String number) {
    return Double.parseDouble(number) * 1024;
  }
}
