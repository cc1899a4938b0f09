package io.mesosjava.testkit;

import java.io.IOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What is to be closed, last first. Each step is taken, whatever became of those before it. */
final class Demolition {

  /** A step that may fail. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  private final ArrayDeque<Step> steps = new ArrayDeque<>();

  synchronized void add(Step step) {
    steps.push(step);
  }

  /** Takes all steps; a repetition finds none left. The first failure is thrown at the end. */
  synchronized void run() {
    @Nullable Exception failure = null;
    Step step;
    while ((step = steps.poll()) != null) {
      try {
        step.run();
      } catch (IOException | RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw new IllegalStateException("the cluster did not end as it should: " + failure, failure);
    }
  }
}
