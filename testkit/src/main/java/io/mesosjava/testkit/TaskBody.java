package io.mesosjava.testkit;

import java.time.Duration;

/**
 * What a task does inside the test's JVM, instead of a process. It runs on a thread of its own, as
 * often as a task is launched, many at once.
 *
 * <pre>{@code
 * builder.task("worker", context -> context.awaitKill(Duration.ofMinutes(1)))
 * }</pre>
 */
@FunctionalInterface
public interface TaskBody {

  /**
   * Does it. TASK_STARTING and TASK_RUNNING have been reported before. When it returns, the task is
   * TASK_FINISHED; when it throws, TASK_FAILED with the exception as the message; after a kill,
   * TASK_KILLED in both cases.
   *
   * @throws Exception whatever makes the task fail
   */
  void run(TaskContext context) throws Exception;

  /** A body that finishes at once. */
  static TaskBody finishing() {
    return context -> {};
  }

  /** A body that runs until it is killed. */
  static TaskBody running() {
    return context -> {
      while (!context.awaitKill(Duration.ofHours(1))) {
        // Not yet.
      }
    };
  }

  /** A body that fails at once with {@code message}. */
  static TaskBody failing(String message) {
    return context -> {
      throw new IllegalStateException(message);
    };
  }
}
