package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.agent.StatusUpdateStream.Reaction;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The update streams of all tasks of an agent, with their timers. Lives on the stage. */
final class StatusUpdates {

  private record Key(FrameworkID framework, TaskID task) {}

  private static final class Entry {

    private final StatusUpdateStream stream;
    private @Nullable Timer retry;

    Entry(StatusUpdateStream stream) {
      this.stream = stream;
    }

    void cancelRetry() {
      if (retry != null) {
        retry.cancel();
        retry = null;
      }
    }
  }

  private final Stage stage;
  private final Doubling delays;
  private final BiConsumer<FrameworkID, TaskStatus> sender;
  private final Map<Key, Entry> streams = new LinkedHashMap<>();
  private boolean paused = true;

  /**
   * Paused at first.
   *
   * @param sender takes an update to the master
   */
  StatusUpdates(Stage stage, Doubling delays, BiConsumer<FrameworkID, TaskStatus> sender) {
    this.stage = stage;
    this.delays = delays;
    this.sender = sender;
  }

  /** Sends an update, now or when its turn comes. */
  void add(FrameworkID framework, TaskStatus status) {
    Key key = new Key(framework, status.getTaskId());
    Entry entry = streams.computeIfAbsent(key, k -> new Entry(new StatusUpdateStream(delays)));
    react(key, entry, entry.stream.add(status));
  }

  /** Returns whether it was the last update of the task that is now acknowledged. */
  boolean acknowledge(FrameworkID framework, TaskID task, ByteString uuid) {
    Key key = new Key(framework, task);
    Entry entry = streams.get(key);
    if (entry == null) {
      return false;
    }
    Reaction reaction = entry.stream.acknowledge(uuid);
    react(key, entry, reaction);
    return reaction instanceof Reaction.End;
  }

  /** Sends what is in flight for a framework at once. */
  void resend(FrameworkID framework) {
    streams.forEach(
        (key, entry) -> {
          if (key.framework.equals(framework)) {
            react(key, entry, entry.stream.resend());
          }
        });
  }

  /** There is no master: nothing is sent until {@link #resume}. */
  void pause() {
    paused = true;
    streams.values().forEach(Entry::cancelRetry);
  }

  /** There is a master: everything in flight is sent again. */
  void resume() {
    paused = false;
    streams.forEach((key, entry) -> react(key, entry, entry.stream.resend()));
  }

  /** Drops all updates of a framework. */
  void forget(FrameworkID framework) {
    streams
        .entrySet()
        .removeIf(
            e -> {
              boolean theirs = e.getKey().framework.equals(framework);
              if (theirs) {
                e.getValue().cancelRetry();
              }
              return theirs;
            });
  }

  private void react(Key key, Entry entry, Reaction reaction) {
    if (reaction instanceof Reaction.Keep) {
      return;
    }
    entry.cancelRetry();
    if (reaction instanceof Reaction.End) {
      streams.remove(key);
    } else if (reaction instanceof Reaction.Send send && !paused) {
      entry.retry = stage.schedule(send.retryIn(), () -> react(key, entry, entry.stream.overdue()));
      sender.accept(key.framework, send.status());
    }
  }
}
