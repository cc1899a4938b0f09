package io.mesosjava.testkit;

import io.mesosjava.testkit.stage.StageThread;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for a state, by looking each time when the cluster has come to rest. */
final class Vigil {

  private static final Duration LONGEST_NAP = Duration.ofMillis(50);

  private final StageThread stage;
  private final Supplier<ClusterState> states;

  Vigil(StageThread stage, Supplier<ClusterState> states) {
    this.stage = stage;
    this.states = states;
  }

  /**
   * Returns whether it came within {@code patience}, by the time outside.
   *
   * @throws InterruptedException if the thread is interrupted before it came
   */
  boolean await(Predicate<ClusterState> wanted, Duration patience) throws InterruptedException {
    long start = System.nanoTime();
    while (true) {
      long seen = stage.events();
      if (wanted.test(states.get())) {
        return true;
      }
      Duration left = patience.minusNanos(System.nanoTime() - start);
      if (left.isNegative() || left.isZero()) {
        return false;
      }
      // A busy stage never rests: look now and then all the same.
      stage.awaitChange(seen, left.compareTo(LONGEST_NAP) < 0 ? left : LONGEST_NAP);
    }
  }
}
