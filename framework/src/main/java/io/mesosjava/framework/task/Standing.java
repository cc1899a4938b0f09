package io.mesosjava.framework.task;

import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.TaskStatus.Source;

/**
 * Whether a task runs, for all that is known. {@code TaskState} alone does not tell: what Mesos
 * calls terminal can come back.
 */
public enum Standing {
  /** On its way to run, running, or being killed. */
  LIVE,

  /**
   * Out of sight: unreachable, unknown, gone by the word of an operator, or lost with its agent. It
   * may still run, and may be LIVE again or turn out to have ENDED. Mesos never says which of these
   * for good; a framework decides for itself when to replace the task.
   */
  MISSING,

  /** It does not run and never will. */
  ENDED;

  /** The standing that {@code status} states. */
  public static Standing of(TaskStatus status) {
    return of(status.getState(), status.getSource(), status.getReason());
  }

  static Standing of(TaskState state, Source source, Reason reason) {
    return switch (state) {
      case TASK_STAGING, TASK_STARTING, TASK_RUNNING, TASK_KILLING -> LIVE;
      case TASK_UNREACHABLE, TASK_UNKNOWN, TASK_GONE_BY_OPERATOR -> MISSING;
      case TASK_FINISHED, TASK_FAILED, TASK_KILLED, TASK_ERROR, TASK_DROPPED, TASK_GONE -> ENDED;
      case TASK_LOST -> isLostForGood(source, reason) ? ENDED : MISSING;
    };
  }

  /**
   * A framework that is not PARTITION_AWARE gets LOST for UNREACHABLE, UNKNOWN, DROPPED and GONE
   * alike. It is final from the agent or the executor, which know, and from the master for a task
   * that was never sent.
   */
  private static boolean isLostForGood(Source source, Reason reason) {
    return source != Source.SOURCE_MASTER || reason == Reason.REASON_INVALID_OFFERS;
  }

  /**
   * Whether Mesos calls {@code state} terminal: the task's resources are free again. LOST and
   * GONE_BY_OPERATOR are, and may come back all the same.
   *
   * <p>Mesos: {@code isTerminalState} in {@code src/common/protobuf_utils.cpp}.
   */
  public static boolean isTerminal(TaskState state) {
    return switch (state) {
      case TASK_FINISHED,
          TASK_FAILED,
          TASK_KILLED,
          TASK_LOST,
          TASK_ERROR,
          TASK_DROPPED,
          TASK_GONE,
          TASK_GONE_BY_OPERATOR ->
          true;
      case TASK_STAGING,
          TASK_STARTING,
          TASK_RUNNING,
          TASK_KILLING,
          TASK_UNREACHABLE,
          TASK_UNKNOWN ->
          false;
    };
  }
}
