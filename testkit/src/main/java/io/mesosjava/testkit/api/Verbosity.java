package io.mesosjava.testkit.api;

import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The level of logging of a master or an agent, which an operator can change for a while. Nothing
 * else follows from it. Lives on the stage.
 */
public final class Verbosity {

  private final Stage stage;
  private int level;
  private @Nullable Timer reversion;

  /** The usual level, 0. */
  public Verbosity(Stage stage) {
    this.stage = stage;
  }

  /** The level now. */
  public int level() {
    return level;
  }

  /**
   * Changes the level, whatever it is.
   *
   * @param time after which the level is the usual one again, unless it is changed before that;
   *     none if negative
   */
  public void set(int changed, Duration time) {
    if (reversion != null) {
      reversion.cancel();
    }
    level = changed;
    reversion = stage.schedule(time.isNegative() ? Duration.ZERO : time, () -> level = 0);
  }
}
