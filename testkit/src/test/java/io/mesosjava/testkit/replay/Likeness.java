package io.mesosjava.testkit.replay;

import com.google.protobuf.Message;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.scheduler.Event;
import java.util.function.Predicate;

/**
 * Which events can stand in the place of a recorded one. Their order is part of what is compared,
 * but for what Mesos itself leaves to chance: where heartbeats come between others, and in which
 * order the answers to a reconciliation come.
 */
final class Likeness {

  private Likeness() {}

  static Predicate<Message> to(Message recorded) {
    if (isHeartbeat(recorded)) {
      return Likeness::isHeartbeat;
    }
    if (isReconciliation(recorded)) {
      return message -> isReconciliation(message) && task(message).equals(task(recorded));
    }
    return message -> !isHeartbeat(message) && !isReconciliation(message);
  }

  private static boolean isHeartbeat(Message message) {
    return message instanceof Event event && event.getType() == Event.Type.HEARTBEAT;
  }

  private static boolean isReconciliation(Message message) {
    return status(message).getReason() == Reason.REASON_RECONCILIATION;
  }

  private static String task(Message message) {
    return status(message).getTaskId().getValue();
  }

  static TaskStatus status(Message message) {
    return message instanceof Event event
        ? event.getUpdate().getStatus()
        : TaskStatus.getDefaultInstance();
  }
}
