package io.mesosjava.benchmarks.wire;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What this virtual machine has used since {@link #start}. */
final class Meter {

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS =
      ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

  private final long nanos = System.nanoTime();
  private final long processor = SYSTEM.getProcessCpuTime();
  private final long bytes = allocated();

  private Meter() {}

  /** Begins to measure. */
  static Meter start() {
    return new Meter();
  }

  private static long allocated() {
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(0, bytes); // -1: the thread has ended.
    }
    return sum;
  }

  /** Prints the figures for {@code count} events or calls. */
  void print(int count) {
    double seconds = (System.nanoTime() - nanos) / 1e9;
    line("per s", count / seconds);
    line("CPU us", (SYSTEM.getProcessCpuTime() - processor) / 1e3 / count);
    line("bytes", (double) (allocated() - bytes) / count);
  }

  /** Prints a figure, for the driver to read. */
  static void line(String name, double value) {
    System.out.println("figure\t" + name + "\t" + value);
  }
}
