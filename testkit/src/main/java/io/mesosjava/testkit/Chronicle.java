package io.mesosjava.testkit;

import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What has happened in a cluster: the latest of it to be read, and what schedulers owe. Words are
 * found when somebody reads them. Safe for use by any thread.
 */
final class Chronicle {

  private record Line(Instant at, Supplier<String> text) {}

  private final Supplier<Instant> clock;
  private final Instant start;
  private final int capacity;
  private final boolean wanted;
  // All guarded by this.
  private final ArrayDeque<Line> lines = new ArrayDeque<>();
  private final ArrayDeque<RecordedCall> calls = new ArrayDeque<>();
  private final Obligations obligations;

  /** Of the latest past, and of what is to be checked, as the settings want it. */
  Chronicle(Supplier<Instant> clock, Settings settings) {
    this.obligations = new Obligations(settings.speed);
    this.wanted = settings.memory > 0 || !settings.invariants.isEmpty();
    this.clock = clock;
    this.start = clock.get();
    this.capacity = settings.memory;
  }

  /** Whether anybody will ever look. */
  boolean isWanted() {
    return wanted;
  }

  Instant now() {
    return clock.get();
  }

  synchronized void add(Supplier<String> text) {
    lines.add(new Line(clock.get(), text));
    if (lines.size() > capacity) {
      lines.remove();
    }
  }

  void called(RecordedCall call) {
    synchronized (this) {
      calls.add(call);
      if (calls.size() > capacity) {
        calls.remove();
      }
      if (call.message() instanceof Call scheduler && call.status() == 202) {
        obligations.called(scheduler);
      }
    }
    add(() -> "-> " + Wording.of(call));
  }

  synchronized void told(FrameworkID framework, Event event) {
    obligations.told(framework, event, clock.get());
    add(() -> "<- " + Wording.of(event));
  }

  synchronized void ended(FrameworkID framework) {
    obligations.forget(framework);
    add(() -> "   the stream of " + framework.getValue() + " ended");
  }

  synchronized List<RecordedCall> calls() {
    return List.copyOf(calls);
  }

  synchronized List<String> violations(Set<Invariant> checked) {
    return obligations.violations(checked, clock.get());
  }

  String timeline() {
    List<Line> copy;
    synchronized (this) {
      copy = List.copyOf(lines);
    }
    return copy.stream().map(this::written).collect(Collectors.joining("\n"));
  }

  private String written(Line line) {
    double seconds = Duration.between(start, line.at).toNanos() / 1e9;
    return String.format(Locale.ROOT, "%10.3f %s", seconds, line.text.get());
  }
}
