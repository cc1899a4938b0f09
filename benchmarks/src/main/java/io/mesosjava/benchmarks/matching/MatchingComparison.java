package io.mesosjava.benchmarks.matching;

import com.sun.management.OperatingSystemMXBean;
import io.mesosjava.framework.offer.Matching;
import io.mesosjava.framework.offer.TaskNeed;
import io.mesosjava.v1.Offer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/**
 * Matching and Fenzo on the same work, in turn, in one virtual machine. Each round starts with the
 * offers as messages (ours) or numbers (Fenzo) and ends with a place, or the reasons why not, for
 * each task. What counts is processor time of the whole process, for Fenzo uses several threads and
 * the machine may have other work to do; the clock's time is shown as well.
 */
public final class MatchingComparison {

  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private static final int WARM_UP_SIZE = 500;

  private MatchingComparison() {}

  /**
   * Prints the medians.
   *
   * @param arguments how many tasks and agents (1000), in how many rounds (7), and after how many
   *     small ones to warm up (10); then which work (all), and {@code alone} to leave Fenzo out
   */
  public static void main(String[] arguments) {
    int size = argument(arguments, 0, 1000);
    int rounds = argument(arguments, 1, 7);
    int warmUp = argument(arguments, 2, 10);
    System.out.printf(
        "%-14s %-8s %8s %14s %14s%n", size + " x " + size, "who", "placed", "CPU ms", "clock ms");
    List<String> names =
        Arrays.asList(arguments).subList(Math.min(3, arguments.length), arguments.length);
    boolean alone = names.contains("alone");
    for (Work work : Work.values()) {
      if (names.stream().noneMatch(name -> !name.equals("alone")) || names.contains(work.name())) {
        compare(work, size, rounds, warmUp, alone);
      }
    }
  }

  private static int argument(String[] arguments, int index, int otherwise) {
    return index < arguments.length ? Integer.parseInt(arguments[index]) : otherwise;
  }

  private static void compare(Work work, int size, int rounds, int warmUp, boolean alone) {
    alternate(sides(work, WARM_UP_SIZE, alone), warmUp);
    List<Runs> sides = sides(work, size, alone);
    alternate(sides, rounds);
    sides.forEach(side -> side.print(work));
  }

  private static List<Runs> sides(Work work, int size, boolean alone) {
    return alone ? List.of(ours(work, size)) : List.of(ours(work, size), fenzo(work, size));
  }

  private static void alternate(List<Runs> sides, int rounds) {
    for (int round = 0; round < rounds; round++) {
      sides.forEach(Runs::run);
    }
  }

  private static Runs ours(Work work, int size) {
    List<TaskNeed> needs = work.needs(work.tasks(size));
    List<Offer> offers = Work.offers(work.agents(size));
    Matching matching = Matching.of(work.packing());
    return new Runs("ours", () -> matching.place(needs, Work.merged(offers)).placed().size());
  }

  private static Runs fenzo(Work work, int size) {
    Fenzo fenzo = new Fenzo(work, work.tasks(size), work.agents(size));
    return new Runs("Fenzo", fenzo::place);
  }

  /** The runs of one side. */
  private static final class Runs {

    private final String who;
    private final IntSupplier round;
    private final List<Double> cpu = new ArrayList<>();
    private final List<Double> clock = new ArrayList<>();
    private int placed;

    Runs(String who, IntSupplier round) {
      this.who = who;
      this.round = round;
    }

    void run() {
      System.gc(); // The other's garbage is not this one's time.
      long cpuStart = PROCESS.getProcessCpuTime();
      long start = System.nanoTime();
      placed = round.getAsInt();
      double clockTime = (System.nanoTime() - start) / 1e6;
      double cpuTime = (PROCESS.getProcessCpuTime() - cpuStart) / 1e6;
      cpu.add(cpuTime);
      clock.add(clockTime);
    }

    void print(Work work) {
      System.out.printf(
          Locale.ROOT,
          "%-14s %-8s %8d %14.1f %14.1f%n",
          work,
          who,
          placed,
          median(cpu),
          median(clock));
    }

    private static double median(List<Double> times) {
      Collections.sort(times);
      return times.get(times.size() / 2);
    }
  }
}
