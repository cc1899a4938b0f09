package io.mesosjava.framework.rule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Is told how long things took and whether they failed. Called on the thread that handled them. */
@FunctionalInterface
public interface Meter {

  /**
   * One thing has ended.
   *
   * @param label what it was, for example {@code offers}
   * @param took how long it took
   * @param failure what it ended with; null if it went well
   */
  void record(String label, Duration took, @Nullable Throwable failure);
}
