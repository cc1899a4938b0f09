package io.mesosjava.testkit.agent;

import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import java.time.Duration;

/** What a task does that is not a process. It runs on a thread of its own. */
@FunctionalInterface
public interface Activity {

  /**
   * Does it. When this returns the task has finished; when it throws, the task has failed; both
   * after a kill mean that it was killed.
   */
  void run(Self self) throws Exception;

  /** The task as it sees itself. */
  interface Self {

    /** As it was launched. */
    TaskInfo info();

    /** Reports a state that is not terminal. */
    void update(TaskState state, String message);

    /** Whether it was told to end. Its thread is interrupted then, too. */
    boolean isKilled();

    /** Waits for a kill; returns whether one came in time. */
    boolean awaitKill(Duration patience) throws InterruptedException;
  }
}
