package io.mesosjava.testkit.replay;

import com.google.protobuf.Message;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.agent.ProcessIO;
import io.mesosjava.v1.master.Response;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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

  private static final Set<io.mesosjava.v1.agent.Response.Type> OF_THE_AGENTS_MACHINE =
      EnumSet.of(
          io.mesosjava.v1.agent.Response.Type.GET_FLAGS,
          io.mesosjava.v1.agent.Response.Type.GET_METRICS,
          io.mesosjava.v1.agent.Response.Type.GET_VERSION);

  private static final long LATENCY = 300;

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
    return endedExecutor(message).isPresent();
  }

  /** The executor whose end a scheduler was told of. */
  static Optional<ExecutorID> endedExecutor(Message message) {
    return message instanceof Event event && event.getFailure().hasExecutorId()
        ? Optional.of(event.getFailure().getExecutorId())
        : Optional.empty();
  }

  private static boolean isReconciliation(Message message) {
    return status(message).getReason() == Reason.REASON_RECONCILIATION;
  }

  /** Whether {@code message} can be what {@code call} brings about. */
  static boolean isAnswer(Message message, @Nullable Message call) {
    return isReconciliation(message)
        && call instanceof Call scheduler
        && scheduler.getType() == Call.Type.RECONCILE;
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

  /**
   * By how many milliseconds of the cluster's clock an event may come before its recorded time: for
   * what a Mesos needed for its work, and its timers for being late.
   */
  static long earliness(Message recorded) {
    return recorded instanceof ProcessIO ? Long.MAX_VALUE / 2 : LATENCY;
  }

  /** Whether it tells that an agent is out of reach or gone. */
  static boolean isAgentsLoss(Message message) {
    return status(message).getReason() == Reason.REASON_AGENT_REMOVED
        || (message instanceof Event event && event.hasFailure() && !isExecutorsEnd(event));
  }

  /** Whether it is something that a master says to a scheduler of its own accord. */
  static boolean isOfScheduler(Message message) {
    return message instanceof Event && !isHeartbeat(message);
  }

  /** Answers about the machine and the program rather than the cluster. */
  static boolean isOfTheMachine(Message answer) {
    if (answer instanceof io.mesosjava.v1.agent.Response agents) {
      return OF_THE_AGENTS_MACHINE.contains(agents.getType());
    }
    return answer instanceof Response response && OF_THE_MACHINE.contains(response.getType());
  }
}
