package io.mesosjava.testkit;

import io.mesosjava.testkit.link.Letter;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.time.Duration;
import java.time.Instant;
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

  /** What the calls that are kept hold at most, as they were sent, and what the lines hold. */
  private static final long MOST_BYTES = 16 << 20;

  /** Nobody wants to read of them. */
  private static final Set<String> QUIET = Set.of("ping", "pong");

  private record Line(Instant at, Supplier<String> text, int weight) {}

  private final Supplier<Instant> clock;
  private final Instant start;
  private final boolean wanted;
  // All guarded by this.
  private final Latest<Line> lines;
  private final Latest<RecordedCall> calls;
  private final Obligations obligations;

  /** Of the latest past, and of what is to be checked, as the settings want it. */
  Chronicle(Supplier<Instant> clock, Settings settings) {
    this.lines = new Latest<>(settings.memory, MOST_BYTES, Line::weight);
    this.calls =
        new Latest<>(settings.memory, MOST_BYTES, call -> call.message().getSerializedSize());
    this.wanted = settings.memory > 0 || !settings.invariants.isEmpty();
    this.clock = clock;
    this.start = clock.get();
    this.obligations = new Obligations(start, settings.speed, settings.invariants);
  }

  /** Whether anybody will ever look. */
  boolean isWanted() {
    return wanted;
  }

  Instant now() {
    return clock.get();
  }

  void add(Supplier<String> text) {
    add(text, 0);
  }

  /** A line whose words are made of messages of {@code weight} bytes. */
  private synchronized void add(Supplier<String> text, int weight) {
    lines.add(new Line(clock.get(), text, weight));
  }

  /** A message passed between the agent at {@code port} and its master. */
  void passed(int port, Letter letter) {
    if (!QUIET.contains(letter.message())) {
      add(() -> "   agent " + port + ": " + Wording.of(letter));
    }
  }

  /** Somebody makes something go wrong, or ends that. */
  void fault(String what) {
    add(() -> "   fault: " + what);
  }

  void called(RecordedCall call) {
    synchronized (this) {
      calls.add(call);
      if (call.message() instanceof Call scheduler && call.status() == 202) {
        obligations.called(scheduler, call.at());
      }
    }
    add(() -> "-> " + Wording.of(call), call.message().getSerializedSize());
  }

  synchronized void told(FrameworkID framework, Event event) {
    obligations.told(framework, event, clock.get());
    add(() -> "<- " + Wording.of(event), event.getSerializedSize());
  }

  synchronized void ended(FrameworkID framework) {
    obligations.forget(framework);
    add(() -> "   the stream of " + framework.getValue() + " ended");
  }

  synchronized List<RecordedCall> calls() {
    return calls.all();
  }

  synchronized List<String> violations() {
    return obligations.violations(clock.get());
  }

  String timeline() {
    return timeline(Integer.MAX_VALUE);
  }

  /** The end of it, of at most {@code most} lines, for an error. */
  String timeline(int most) {
    List<Line> copy;
    synchronized (this) {
      copy = lines.all();
    }
    int left = Math.max(0, copy.size() - most);
    String begin = left == 0 ? "" : "(and " + left + " lines before)\n";
    return begin + copy.stream().skip(left).map(this::written).collect(Collectors.joining("\n"));
  }

  private String written(Line line) {
    return String.format(
        Locale.ROOT, "%10s %s", at(start, line.at), Wording.shortened(line.text.get()));
  }

  /** A moment as the timeline shows it. */
  static String at(Instant start, Instant moment) {
    double seconds = Duration.between(start, moment).toNanos() / 1e9;
    return String.format(Locale.ROOT, "%.3f", seconds);
  }
}
