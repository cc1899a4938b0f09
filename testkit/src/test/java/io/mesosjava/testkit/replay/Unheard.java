package io.mesosjava.testkit.replay;

import io.mesosjava.testkit.replay.RecordedExchange.RecordedEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * Updates that were made long before they were heard, because an earlier one was not acknowledged:
 * what the process did then had happened, though the stream does not show it.
 */
final class Unheard {

  private static final long LONG = 500;

  private Unheard() {}

  /** When such updates were made. */
  static List<Long> times(Recording recording) {
    long start = updates(recording).mapToLong(event -> made(event) - event.ms()).max().orElse(0);
    return updates(recording)
        .filter(event -> event.ms() - (made(event) - start) > LONG)
        .map(event -> made(event) - start)
        .distinct()
        .toList();
  }

  private static Stream<RecordedEvent> updates(Recording recording) {
    return recording.exchanges().stream()
        .flatMap(exchange -> exchange.events().stream())
        .filter(event -> Likeness.status(event.message()).hasUuid());
  }

  /** The status' own time, in milliseconds of the recorded wall. */
  private static long made(RecordedEvent event) {
    return (long) (Likeness.status(event.message()).getTimestamp() * 1000);
  }
}
