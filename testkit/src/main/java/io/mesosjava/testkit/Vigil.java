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

  /** Returns whether it came within {@code patience}, by the time outside. */
  boolean await(Predicate<ClusterState> wanted, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      long seen = stage.events();
      if (wanted.test(states.get())) {
        return true;
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      // A busy stage never rests: look now and then all the same.
      stage.awaitChange(seen, Duration.ofNanos(Math.min(left, LONGEST_NAP.toNanos())));
    }
  }
}
