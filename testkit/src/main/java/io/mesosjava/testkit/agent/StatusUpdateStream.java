package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.TaskStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;

/**
 * The updates of one task on their way to its scheduler. Decides, and does nothing.
 *
 * <p>Only the oldest unacknowledged update is in flight. It is repeated after a delay that doubles
 * with each repetition, until it is acknowledged; then the next one follows.
 */
final class StatusUpdateStream {

  /** What is to be done after an event. */
  sealed interface Reaction {

    /** Nothing: what was under way still is. */
    record Keep() implements Reaction {}

    /**
     * Send the status now, and tell {@link #overdue} when the delay has passed without an event.
     */
    record Send(TaskStatus status, Duration retryIn) implements Reaction {}

    /** Nothing is in flight any more, and nothing is to be repeated. */
    record Rest() implements Reaction {}

    /** The last update of the task was acknowledged: the stream can be forgotten. */
    record End() implements Reaction {}
  }

  private final Doubling delays;
  private final ArrayDeque<TaskStatus> pending = new ArrayDeque<>();
  private final Set<ByteString> known = new HashSet<>();
  private Duration delay;

  StatusUpdateStream(Doubling delays) {
    this.delays = delays;
    this.delay = delays.first();
  }

  /** A new update of the task. One whose uuid has been here before is not taken again. */
  Reaction add(TaskStatus status) {
    if (!known.add(status.getUuid())) {
      return new Reaction.Keep();
    }
    pending.add(status);
    return pending.size() == 1 ? send() : new Reaction.Keep();
  }

  /** The scheduler has acknowledged an update. Only the one in flight is expected. */
  Reaction acknowledge(ByteString uuid) {
    TaskStatus head = pending.peek();
    if (head == null || !head.getUuid().equals(uuid)) {
      return new Reaction.Keep();
    }
    pending.remove();
    if (TaskStates.isTerminal(head.getState())) {
      return new Reaction.End();
    }
    return resend();
  }

  /** The delay of the last {@link Reaction.Send} has passed. */
  Reaction overdue() {
    if (pending.isEmpty()) {
      return new Reaction.Rest();
    }
    delay = delays.after(delay);
    return new Reaction.Send(pending.element(), delay);
  }

  /** Somebody listens anew: what is in flight goes out at once, and the delays start over. */
  Reaction resend() {
    return pending.isEmpty() ? new Reaction.Rest() : send();
  }

  private Reaction send() {
    delay = delays.first();
    return new Reaction.Send(pending.element(), delay);
  }
}
