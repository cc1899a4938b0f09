package io.mesosjava.testkit;

import io.mesosjava.testkit.agent.Activity;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import java.time.Duration;

/** A task as its {@link TaskBody} sees it. Safe for use by any thread. */
public final class TaskContext {

  private final Activity.Self self;

  TaskContext(Activity.Self self) {
    this.self = self;
  }

  /** The task as it was launched. */
  public TaskInfo task() {
    return self.info();
  }

  /**
   * Reports a state.
   *
   * @throws IllegalArgumentException if it is terminal: a task ends with its body
   */
  public void update(TaskState state, String message) {
    self.update(state, message);
  }

  /** Whether the task was told to end. The thread of the body is interrupted then, too. */
  public boolean isKilled() {
    return self.isKilled();
  }

  /**
   * Waits until the task is told to end, for at most {@code patience} of time outside.
   *
   * @return whether it was
   * @throws InterruptedException if the thread is interrupted for another reason than a kill
   */
  public boolean awaitKill(Duration patience) throws InterruptedException {
    return self.awaitKill(patience);
  }
}
