package io.mesosjava.benchmarks;

import io.mesosjava.framework.scheduler.AnnouncedEvent;
import io.mesosjava.framework.scheduler.SchedulerSession;
import java.util.Arrays;

/**
 * A million announcements in a session's queue: what it costs to queue one, to take it, and to keep
 * it. The session has no master; its thread waits for the next attempt.
 */
public final class AnnouncementsMain {

  private static final int EVENTS = 1_000_000;
  private static final int ROUNDS = 9;

  private record Numbered(int number) implements AnnouncedEvent {}

  private AnnouncementsMain() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws Exception {
    double[] puts = new double[ROUNDS];
    double[] takes = new double[ROUNDS];
    double[] bytes = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      try (SchedulerSession session =
          SchedulerSession.builder("127.0.0.1:1", "benchmark").queueCapacity(EVENTS).start()) {
        long before = used();
        long start = System.nanoTime();
        for (int i = 0; i < EVENTS; i++) {
          session.announce(new Numbered(i));
        }
        long queued = System.nanoTime();
        bytes[round] = (double) (used() - before) / EVENTS;
        long again = System.nanoTime();
        for (int i = 0; i < EVENTS; i++) {
          if (!(session.next() instanceof Numbered event) || event.number() != i) {
            throw new IllegalStateException("out of order at " + i);
          }
        }
        puts[round] = (double) (queued - start) / EVENTS;
        takes[round] = (double) (System.nanoTime() - again) / EVENTS;
      }
    }
    System.out.printf(
        "%d announcements: %.0f ns to queue one, %.0f ns to take it, %.0f bytes while it waits%n",
        EVENTS, median(puts), median(takes), median(bytes));
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
