package io.mesosjava.benchmarks.scale;

import com.sun.management.OperatingSystemMXBean;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Invariant;
import io.mesosjava.testkit.TaskBody;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A thousand simulated agents and fifty thousand short tasks through one scheduler; and how long it
 * takes from nothing to the first offer of a cluster of one agent.
 */
public final class ScaleMain {

  private static final int STARTS = 20;

  private ScaleMain() {}

  /** Arguments: the number of agents and of tasks, 1000 and 50 000 without. */
  public static void main(String[] arguments) throws Exception {
    int agents = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    int tasks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
    tasks(100, 2_000);
    System.out.println(tasks(agents, tasks));
    System.out.println(starts());
  }

  private static String tasks(int agents, int tasks) throws Exception {
    try (EmbeddedCluster cluster =
        EmbeddedCluster.builder()
            .agents(0)
            .simulatedAgents(agents)
            .tasks(task -> Optional.of(TaskBody.finishing()))
            .allocationInterval(Duration.ofMillis(100))
            .memory(0)
            .relax(Invariant.UPDATES_ACKNOWLEDGED, Invariant.values())
            .launch()) {
      try (Crowd crowd = new Crowd(cluster.master(), tasks)) {
        long start = System.nanoTime();
        long cpu = cpuNanos();
        crowd.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (cpuNanos() - cpu) / 1e9;
        return String.format(
            "%d agents, %d tasks: %.1f s (%.1f s of CPU), %.0f tasks/s, %.0f offers/s, %d MB after a"
                + " collection",
            agents,
            tasks,
            seconds,
            cpuSeconds,
            tasks / seconds,
            crowd.offers() / seconds,
            megabytes());
      }
    }
  }

  /** What all threads of this process have used, compiler and collector included. */
  private static long cpuNanos() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime();
  }

  private static long megabytes() {
    Runtime runtime = Runtime.getRuntime();
    System.gc();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }

  private static String starts() throws Exception {
    long[] nanos = new long[STARTS];
    for (int i = 0; i < STARTS; i++) {
      long start = System.nanoTime();
      try (EmbeddedCluster cluster =
              EmbeddedCluster.builder().allocationInterval(Duration.ofMillis(10)).launch();
          Crowd crowd = new Crowd(cluster.master(), 0)) {
        crowd.awaitOffer();
        nanos[i] = System.nanoTime() - start;
      }
    }
    long[] sorted = LongStream.of(nanos).sorted().toArray();
    return String.format(
        "start to first offer, %d times: median %d ms, worst %d ms",
        STARTS, sorted[STARTS / 2] / 1_000_000, sorted[STARTS - 1] / 1_000_000);
  }
}
