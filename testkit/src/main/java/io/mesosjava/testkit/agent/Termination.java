package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.container.ExitStatus;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a container ended.
 *
 * @param status of its first process; null if that never ran
 * @param state what became of its task, where that is not told by the status
 * @param reason why
 * @param message why, in words
 */
record Termination(
    @Nullable ExitStatus status,
    @Nullable TaskState state,
    TaskStatus.@Nullable Reason reason,
    @Nullable String message) {

  static Termination of(ExitStatus status) {
    return new Termination(status, null, null, null);
  }

  /** It was ended before its process ran. */
  static Termination unstarted() {
    return new Termination(null, null, null, null);
  }
}
