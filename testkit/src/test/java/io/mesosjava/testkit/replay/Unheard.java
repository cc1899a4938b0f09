package io.mesosjava.testkit.replay;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.replay.RecordedExchange.RecordedEvent;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Call;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An update that was made long before it was heard, because an earlier one was not acknowledged:
 * what the process did then had happened, though the stream does not show it.
 *
 * @param ms when it was made
 */
record Unheard(long ms, TaskStatus status) {

  private static final long LONG = 500;

  static List<Unheard> in(Recording recording) {
    long start = updates(recording).mapToLong(event -> made(event) - event.ms()).max().orElse(0);
    Set<ByteString> soon =
        updates(recording)
            .filter(event -> event.ms() - (made(event) - start) <= LONG)
            .map(event -> Likeness.status(event.message()).getUuid())
            .collect(Collectors.toSet());
    return updates(recording)
        .filter(event -> !soon.contains(Likeness.status(event.message()).getUuid()))
        .filter(event -> !isCalled(Likeness.status(event.message()), recording))
        .map(event -> new Unheard(made(event) - start, Likeness.status(event.message())))
        .distinct()
        .toList();
  }

  /** Whether the recorder made it, as the executor. */
  private static boolean isCalled(TaskStatus status, Recording recording) {
    return recording.exchanges().stream()
        .anyMatch(
            exchange ->
                exchange.call() instanceof Call call
                    && call.getExecutorId().equals(status.getExecutorId()));
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
