package io.mesosjava.framework.task;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one piece of news did to a task.
 *
 * @param kind what it did
 * @param before what was known before; empty for a task that was not
 * @param told what the news said, completed by what was known
 * @param after what is known now: {@code told}, or {@code before} where the news is not {@link
 *     Kind#isApplied applied}
 */
public record Change(Kind kind, Optional<TrackedTask> before, TrackedTask told, TrackedTask after) {

  /** The kinds of changes. */
  public enum Kind {
    /** The task is known from now on. */
    ADDED,
    /** The state is another, as foreseen. */
    MOVED,
    /** The task was {@link Standing#MISSING} and is {@link Standing#LIVE} again. */
    RETURNED,
    /** The state is the same; health, reason or message may be new. */
    REPEATED,
    /** The very same update once more: its acknowledgement was lost, or is still under way. */
    DUPLICATE,
    /** The master does not know a task that has ended, which says nothing new. */
    FORGOTTEN,
    /** Mesos does not foresee this step. It is believed, for the news is newer, and reported. */
    UNEXPECTED,
    /**
     * The executor had said that the task has ended, for good. It is not believed, but reported.
     */
    REFUSED;

    /** Whether the news is now what is known. */
    public boolean isApplied() {
      return switch (this) {
        case ADDED, MOVED, RETURNED, REPEATED, UNEXPECTED -> true;
        case DUPLICATE, FORGOTTEN, REFUSED -> false;
      };
    }

    /** Whether Mesos does not foresee it: worth a warning. */
    public boolean isAnomaly() {
      return this == UNEXPECTED || this == REFUSED;
    }
  }

  /** A change; nothing is null. */
  public Change {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(before, "before");
    Objects.requireNonNull(told, "told");
    Objects.requireNonNull(after, "after");
  }

  static Change of(Kind kind, @Nullable TrackedTask before, TrackedTask told) {
    TrackedTask after = kind.isApplied() || before == null ? told : before;
    return new Change(kind, Optional.ofNullable(before), told, after);
  }

  /** One line, for example {@code web-1 MOVED: TASK_STARTING -> TASK_RUNNING}. */
  @Override
  public String toString() {
    String from = before.map(task -> task.state() + " -> ").orElse("");
    String reason = told.reason().map(why -> " (" + why + ")").orElse("");
    return told.id() + " " + kind + ": " + from + told.state() + reason;
  }
}
