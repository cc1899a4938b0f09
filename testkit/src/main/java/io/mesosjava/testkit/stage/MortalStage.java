package io.mesosjava.testkit.stage;

import java.time.Duration;
import java.time.Instant;

/**
 * The part of a stage on which one process of the cluster acts. When the process has died, nothing
 * of it happens any more: neither what it had set for later nor what arrives for it.
 */
public final class MortalStage implements Stage {

  private final Stage stage;
  private volatile boolean dead;

  /** A part of {@code stage} whose process lives. */
  public MortalStage(Stage stage) {
    this.stage = stage;
  }

  /** The process has died. May be called from any thread; an event that is running runs on. */
  public void die() {
    dead = true;
  }

  /** Whether the process lives. */
  public boolean isAlive() {
    return !dead;
  }

  @Override
  public Instant now() {
    return stage.now();
  }

  @Override
  public void execute(Runnable event) {
    stage.execute(() -> runIfAlive(event));
  }

  @Override
  public Timer schedule(Duration delay, Runnable event) {
    return stage.schedule(delay, () -> runIfAlive(event));
  }

  private void runIfAlive(Runnable event) {
    if (!dead) {
      event.run();
    }
  }
}
