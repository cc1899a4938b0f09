package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Notices when a master that has taken the agent is silent for too long. Lives on the stage. */
final class PingWatch {

  /** Five pings, one every 15 s. */
  private static final Duration PATIENCE = Duration.ofSeconds(75);

  private final Stage stage;
  private final Runnable unheard;
  private @Nullable Timer timer;

  /**
   * Watches nobody at first.
   *
   * @param unheard runs once after each silence
   */
  PingWatch(Stage stage, Runnable unheard) {
    this.stage = stage;
    this.unheard = unheard;
  }

  /** The master has said something that proves that it counts on the agent. */
  void heard() {
    stop();
    timer = stage.schedule(PATIENCE, unheard);
  }

  /** Nothing is to be heard. */
  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
