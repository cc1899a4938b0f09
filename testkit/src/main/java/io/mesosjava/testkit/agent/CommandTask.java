package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.container.ExitStatus;
import io.mesosjava.testkit.container.Signal;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of a command, as Mesos' command executor leads it. Decides, and does nothing.
 *
 * <pre>
 *   STARTING --started--> RUNNING --kill or time limit--> KILLING
 *      |                     |                               |
 *      +------------------ended------------------------->  ENDED
 * </pre>
 */
final class CommandTask {

  /** Where the command is in its life. */
  enum State {
    STARTING,
    RUNNING,
    KILLING,
    ENDED
  }

  /** Everything that can become of a state. */
  static final Map<State, Set<State>> TRANSITIONS =
      new EnumMap<>(
          Map.of(
              State.STARTING, EnumSet.of(State.RUNNING, State.ENDED),
              State.RUNNING, EnumSet.of(State.KILLING, State.ENDED),
              State.KILLING, EnumSet.of(State.ENDED),
              State.ENDED, EnumSet.noneOf(State.class)));

  /** What is to be done after an event, in the order given. */
  sealed interface Action {

    /** Tell the scheduler. */
    record Report(TaskState state, TaskStatus.@Nullable Reason reason, @Nullable String message)
        implements Action {}

    /** Let the command run; then tell {@link #started}. */
    record Start() implements Action {}

    /** Send a signal to all its processes. */
    record Send(Signal signal) implements Action {}

    /** Tell {@link #graceOver} after the delay; replaces an earlier such order. */
    record Escalate(Duration delay) implements Action {}

    /** Tell {@link #timeOver} after the delay. */
    record Limit(Duration delay) implements Action {}

    /** Drop all orders for later. */
    record StopTimers() implements Action {}
  }

  private final boolean reportsKilling;
  private final @Nullable Duration timeLimit;

  private State state = State.STARTING;
  private @Nullable Duration killBeforeStart;
  private Instant killedAt = Instant.MIN;
  private Instant escalation = Instant.MAX;
  private boolean overTime;

  /**
   * A command that is yet to be launched.
   *
   * @param reportsKilling whether the framework wants to hear of TASK_KILLING
   * @param timeLimit how long the command may run
   */
  CommandTask(boolean reportsKilling, @Nullable Duration timeLimit) {
    this.reportsKilling = reportsKilling;
    this.timeLimit = timeLimit;
  }

  State state() {
    return state;
  }

  /** The first event. */
  List<Action> launch() {
    return List.of(report(TaskState.TASK_STARTING), new Action.Start());
  }

  /** The command runs. Its end may have been told before. */
  List<Action> started(Instant now) {
    if (state == State.ENDED) {
      return List.of();
    }
    become(State.RUNNING);
    List<Action> actions = new ArrayList<>();
    if (timeLimit != null) {
      actions.add(new Action.Limit(timeLimit));
    }
    actions.add(report(TaskState.TASK_RUNNING));
    if (killBeforeStart != null) {
      actions.addAll(kill(killBeforeStart, now));
    }
    return actions;
  }

  /** The command is to end. Asking again can shorten the grace, not prolong it. */
  List<Action> kill(Duration grace, Instant now) {
    return switch (state) {
      case STARTING -> {
        killBeforeStart =
            killBeforeStart == null || killBeforeStart.compareTo(grace) > 0
                ? grace
                : killBeforeStart;
        yield List.of();
      }
      case RUNNING -> firstKill(grace, now);
      case KILLING -> shorten(grace, now);
      case ENDED -> List.of();
    };
  }

  /** It has run for as long as it may. */
  List<Action> timeOver(Instant now) {
    if (state != State.RUNNING) {
      return List.of();
    }
    overTime = true;
    return firstKill(Duration.ZERO, now);
  }

  /** It was asked to end, and has had the time to. */
  List<Action> graceOver() {
    return state == State.KILLING ? List.of(new Action.Send(Signal.KILL)) : List.of();
  }

  /** The command cannot run. */
  List<Action> failed(String reason) {
    become(State.ENDED);
    return List.of(new Action.StopTimers(), new Action.Report(TaskState.TASK_FAILED, null, reason));
  }

  /** The command has ended. */
  List<Action> ended(ExitStatus status) {
    List<Action> actions = new ArrayList<>();
    actions.add(new Action.StopTimers());
    if (state == State.STARTING) {
      actions.add(report(TaskState.TASK_RUNNING));
    }
    actions.add(lastReport(status));
    become(State.ENDED);
    return actions;
  }

  private Action lastReport(ExitStatus status) {
    String message = "Command " + status;
    if (overTime) {
      return new Action.Report(
          TaskState.TASK_FAILED, TaskStatus.Reason.REASON_MAX_COMPLETION_TIME_REACHED, message);
    }
    if (state == State.KILLING) {
      return new Action.Report(TaskState.TASK_KILLED, null, message);
    }
    return new Action.Report(
        status.succeeded() ? TaskState.TASK_FINISHED : TaskState.TASK_FAILED, null, message);
  }

  private List<Action> firstKill(Duration grace, Instant now) {
    become(State.KILLING);
    killedAt = now;
    escalation = now.plus(grace);
    List<Action> actions = new ArrayList<>();
    actions.add(new Action.StopTimers());
    if (reportsKilling && !overTime) {
      actions.add(report(TaskState.TASK_KILLING));
    }
    actions.add(new Action.Send(Signal.TERM));
    actions.add(new Action.Escalate(grace));
    return actions;
  }

  private List<Action> shorten(Duration grace, Instant now) {
    Instant sooner = killedAt.plus(grace);
    if (!sooner.isBefore(escalation)) {
      return List.of();
    }
    escalation = sooner;
    Duration left = Duration.between(now, sooner);
    return List.of(new Action.Escalate(left.isNegative() ? Duration.ZERO : left));
  }

  private static Action report(TaskState state) {
    return new Action.Report(state, null, null);
  }

  private void become(State next) {
    if (!TRANSITIONS.getOrDefault(state, Set.of()).contains(next)) {
      throw new IllegalStateException(state + " cannot become " + next);
    }
    state = next;
  }
}
