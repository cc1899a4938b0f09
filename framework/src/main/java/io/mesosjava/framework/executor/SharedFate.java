package io.mesosjava.framework.executor;

import io.mesosjava.v1.TaskState;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tasks of which none is to live on when one has failed. Thread-safe. */
final class SharedFate {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorDriver.class);

  private final List<ExecutorTask> tasks;
  private final Consumer<ExecutorTask> kill;
  private final AtomicBoolean decided = new AtomicBoolean();

  private SharedFate(List<ExecutorTask> tasks, Consumer<ExecutorTask> kill) {
    this.tasks = tasks;
    this.kill = kill;
  }

  /** From now on, also for what has happened before. */
  @SuppressWarnings("FutureReturnValueIgnored") // Nothing that hangs on it throws.
  static void of(List<ExecutorTask> tasks, Consumer<ExecutorTask> kill) {
    SharedFate fate = new SharedFate(tasks, kill);
    tasks.forEach(task -> task.ended().thenAccept(end -> fate.ended(task, end)));
  }

  /** Mesos' default executor goes on when a task has finished, and only then. */
  private void ended(ExecutorTask task, TaskState end) {
    if (end != TaskState.TASK_FINISHED && decided.compareAndSet(false, true)) {
      LOG.info("task {}: {}: its group is killed", task.id().getValue(), end);
      tasks.stream().filter(other -> !other.isEnded()).forEach(this::kill);
    }
  }

  private void kill(ExecutorTask task) {
    try {
      kill.accept(task);
    } catch (RuntimeException e) {
      HandlerFailures.fail(task, e);
    }
  }
}
