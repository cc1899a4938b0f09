package io.mesosjava.testkit.replay;

import com.google.protobuf.Message;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.master.Response;
import io.mesosjava.v1.scheduler.Event;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which events can stand in the place of a recorded one. Their order is part of what is compared,
 * but for what Mesos itself leaves to chance: where heartbeats come between others, and in which
 * order the answers to a reconciliation come.
 */
final class Likeness {

  private static final Set<Response.Type> OF_THE_MACHINE =
      EnumSet.of(
          Response.Type.GET_FLAGS,
          Response.Type.GET_METRICS,
          Response.Type.GET_VERSION,
          Response.Type.GET_MASTER,
          Response.Type.READ_FILE);

  private Likeness() {}

  /**
   * Those that can stand in the place of {@code recorded}.
   *
   * @param recorded with the ids of this run
   */
  static Predicate<Message> to(Message recorded) {
    if (isHeartbeat(recorded)) {
      return Likeness::isHeartbeat;
    }
    if (isReconciliation(recorded)) {
      return message -> isReconciliation(message) && task(message).equals(task(recorded));
    }
    if (recorded instanceof Event event && event.hasRescind()) {
      return recorded::equals;
    }
    if (isExecutorsEnd(recorded)) {
      return Likeness::isExecutorsEnd;
    }
    return message ->
        !isHeartbeat(message) && !isReconciliation(message) && !isExecutorsEnd(message);
  }

  private static boolean isHeartbeat(Message message) {
    return message instanceof io.mesosjava.v1.master.Event operators
        ? operators.getType() == io.mesosjava.v1.master.Event.Type.HEARTBEAT
        : message instanceof Event event && event.getType() == Event.Type.HEARTBEAT;
  }

  /** The agent tells of it at once, and of the last updates of the tasks when their turn comes. */
  private static boolean isExecutorsEnd(Message message) {
    return message instanceof Event event && event.getFailure().hasExecutorId();
  }

  private static boolean isReconciliation(Message message) {
    return status(message).getReason() == Reason.REASON_RECONCILIATION;
  }

  private static String task(Message message) {
    return status(message).getTaskId().getValue();
  }

  /** The status in a scheduler's or an operator's event; an empty one if there is none. */
  static TaskStatus status(Message message) {
    if (message instanceof io.mesosjava.v1.master.Event event) {
      return event.getTaskUpdated().getStatus();
    }
    return message instanceof Event event
        ? event.getUpdate().getStatus()
        : TaskStatus.getDefaultInstance();
  }

  /** Answers about the machine and the program rather than the cluster. */
  static boolean isOfTheMachine(Message answer) {
    return answer instanceof Response response && OF_THE_MACHINE.contains(response.getType());
  }
}
