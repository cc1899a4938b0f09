package io.mesosjava.testkit.master;

import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Lets agents become unreachable no faster than {@code --agent_removal_rate_limit} says: the first
 * at once, each of the others when enough time has passed since the one before. One that is
 * cancelled takes nobody's turn.
 */
final class RemovalLimiter {

  private final class Removal implements Timer {

    private final Runnable event;
    private boolean cancelled;

    Removal(Runnable event) {
      this.event = event;
    }

    @Override
    public void cancel() {
      cancelled = true;
      waiting.remove(this);
    }
  }

  private final Stage stage;
  private final @Nullable RateLimit limit;
  private final ArrayDeque<Removal> waiting = new ArrayDeque<>();
  private @Nullable Instant latest;
  private boolean timed;

  /**
   * A limiter of which nobody has asked anything.
   *
   * @param limit null for none
   */
  RemovalLimiter(Stage stage, @Nullable RateLimit limit) {
    this.stage = stage;
    this.limit = limit;
  }

  /** Runs {@code removal} when its turn has come: perhaps before this returns. */
  Timer await(Runnable removal) {
    Removal asked = new Removal(removal);
    waiting.add(asked);
    proceed();
    return asked;
  }

  private void proceed() {
    Removal next;
    while (!timed && (next = waiting.peek()) != null) {
      Duration left = untilNext();
      if (left.isZero()) {
        waiting.remove();
        latest = stage.now();
        run(next);
      } else {
        timed = true;
        Timer unused =
            stage.schedule(
                left,
                () -> {
                  timed = false;
                  proceed();
                });
      }
    }
  }

  private static void run(Removal removal) {
    if (!removal.cancelled) {
      removal.event.run();
    }
  }

  private Duration untilNext() {
    if (limit == null || latest == null) {
      return Duration.ZERO;
    }
    Duration left = Duration.between(stage.now(), latest.plus(limit.between()));
    return left.isNegative() ? Duration.ZERO : left;
  }
}
