package io.mesosjava.testkit.master;

import io.mesosjava.testkit.http.Response;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.master.Call;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The level of logging, which an operator can change for a while. Nothing else follows from it. */
final class Verbosity {

  private final Stage stage;
  private int level;
  private @Nullable Timer reversion;

  Verbosity(Stage stage) {
    this.stage = stage;
  }

  int level() {
    return level;
  }

  Response set(Call.SetLoggingLevel call) {
    if (reversion != null) {
      reversion.cancel();
    }
    level = call.getLevel();
    Duration time = Duration.ofNanos(Math.max(0, call.getDuration().getNanoseconds()));
    reversion = stage.schedule(time, () -> level = 0);
    return Response.of(200);
  }
}
