package io.mesosjava.testkit.agent;

import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One run of an activity. */
final class ActivityRun implements Runnable, Activity.Self {

  private final TaskInfo task;
  private final Activity activity;
  private final BiConsumer<TaskState, String> report;
  private final CountDownLatch killed = new CountDownLatch(1);
  // Guarded by this: no interrupt may hit the thread when it has gone on to something else.
  private @Nullable Thread runner;

  /**
   * A run to come.
   *
   * @param report takes states with messages; called from the thread of the run
   */
  ActivityRun(TaskInfo task, Activity activity, BiConsumer<TaskState, String> report) {
    this.task = task;
    this.activity = activity;
    this.report = report;
  }

  @Override
  public void run() {
    synchronized (this) {
      runner = Thread.currentThread();
    }
    try {
      if (!isKilled()) {
        report.accept(TaskState.TASK_RUNNING, "");
        activity.run(this);
      }
      ended(TaskState.TASK_FINISHED, "");
    } catch (Exception | Error e) {
      // An assertion that fails in a body is its end, too.
      ended(TaskState.TASK_FAILED, e.toString());
    } finally {
      release();
    }
  }

  private void ended(TaskState state, String message) {
    if (isKilled()) {
      report.accept(TaskState.TASK_KILLED, "Killed on request");
    } else {
      report.accept(state, message);
    }
  }

  private synchronized void release() {
    runner = null;
    boolean unused = Thread.interrupted();
  }

  /** Tells it to end. */
  synchronized void kill() {
    killed.countDown();
    if (runner != null) {
      runner.interrupt();
    }
  }

  @Override
  public TaskInfo info() {
    return task;
  }

  @Override
  public void update(TaskState state, String message) {
    if (TaskStates.isTerminal(state)) {
      throw new IllegalArgumentException(
          "state: " + state + " (expected: one that is not terminal; return or throw to end)");
    }
    report.accept(state, message);
  }

  @Override
  public boolean isKilled() {
    return killed.getCount() == 0;
  }

  @Override
  public boolean awaitKill(Duration patience) throws InterruptedException {
    try {
      return killed.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      if (isKilled()) {
        return true;
      }
      throw e;
    }
  }
}
