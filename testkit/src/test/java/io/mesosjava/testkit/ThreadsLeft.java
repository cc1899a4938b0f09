package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Threads that have no owner any more. */
public final class ThreadsLeft {

  /** For the last steps of a thread whose pool has ended; shorter than an idle one lives. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private ThreadsLeft() {}

  /** The threads with such names. */
  static Set<Thread> named(Predicate<String> name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> name.test(thread.getName()))
        .collect(Collectors.toSet());
  }

  /** Fails if a thread with such a name, other than the current one, does not end by itself. */
  public static void assertNone(Predicate<String> name) throws InterruptedException {
    assertNoneBut(Set.of(Thread.currentThread()), name);
  }

  /** Fails if a thread with such a name, other than {@code known}, does not end by itself. */
  static void assertNoneBut(Set<Thread> known, Predicate<String> name) throws InterruptedException {
    for (Thread thread : named(name)) {
      if (!known.contains(thread)) {
        thread.join(PATIENCE.toMillis());
        assertThat(thread.isAlive()).as("left: " + thread.getName()).isFalse();
      }
    }
  }
}
