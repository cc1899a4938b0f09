package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Notices when a master that has taken the agent is silent for too long. Lives on the stage. */
final class PingWatch {

  private final Stage stage;
  private final Duration patience;
  private final Runnable unheard;
  private @Nullable Timer timer;

  /**
   * Watches nobody at first.
   *
   * @param patience how long a silence may be: as many pings as the master sends before it gives up
   * @param unheard runs once after each silence
   */
  PingWatch(Stage stage, Duration patience, Runnable unheard) {
    this.stage = stage;
    this.patience = patience;
    this.unheard = unheard;
  }

  /** The master has said something that proves that it counts on the agent. */
  void heard() {
    stop();
    timer = stage.schedule(patience, unheard);
  }

  /** Nothing is to be heard. */
  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
