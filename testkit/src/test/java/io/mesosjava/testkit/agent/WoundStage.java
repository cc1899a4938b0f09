package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A stage whose time passes when a test says so, and whose events run on the test's thread. */
final class WoundStage implements Stage {

  /** Has the identity of an object: the same event may be scheduled twice. */
  private static final class Entry {

    private final Instant at;
    private final Runnable event;

    Entry(Instant at, Runnable event) {
      this.at = at;
      this.event = event;
    }
  }

  private final List<Entry> timers = new ArrayList<>();
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void execute(Runnable event) {
    event.run();
  }

  @Override
  public Timer schedule(Duration delay, Runnable event) {
    Entry entry = new Entry(now.plus(delay), event);
    timers.add(entry);
    return () -> timers.remove(entry);
  }

  /** Lets time pass, and what falls due in it happen. */
  void advance(Duration time) {
    Instant until = now.plus(time);
    for (Optional<Entry> next = nextBy(until); next.isPresent(); next = nextBy(until)) {
      Entry entry = next.get();
      timers.remove(entry);
      now = entry.at;
      entry.event.run();
    }
    now = until;
  }

  /** How many timers are set. */
  int timers() {
    return timers.size();
  }

  private Optional<Entry> nextBy(Instant until) {
    return timers.stream()
        .filter(entry -> !entry.at.isAfter(until))
        .min(Comparator.comparing(entry -> entry.at));
  }
}
