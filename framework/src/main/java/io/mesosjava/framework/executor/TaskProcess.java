package io.mesosjava.framework.executor;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task that is a child process: a command, run as Mesos' command executor runs it. It tells its
 * own life: TASK_STARTING, TASK_RUNNING, TASK_KILLING where it is understood, and the end.
 *
 * <pre>{@code
 * TaskProcess process = TaskProcess.start(event.task(), command, environment.sandbox());
 * process.kill(Duration.ofSeconds(3));
 * }</pre>
 *
 * <p>The process works in the sandbox, and writes to {@code tasks/<task id>/stdout} and {@code
 * stderr} in it. It has the environment of the executor without its token, and what the command
 * adds. A {@code max_completion_time} is kept. What cannot be done for the task of a custom
 * executor (URIs, another user, a container) makes it fail, and so does a command that cannot be
 * started; the status says why.
 *
 * <p>Being killed is passed on to all processes that descend from the command. One that has left
 * its parent, such as a daemon, is not found: it ends with the executor's container. When this
 * process exits, its commands are ended by force; and so is the command of a task of which somebody
 * else tells the end.
 *
 * <p>Each has a thread of its own, a daemon, which ends with the process. Safe for use by any
 * number of threads.
 */
public final class TaskProcess {

  private static final Logger LOG = LoggerFactory.getLogger(ExecutorDriver.class);

  private final ExecutorTask task;
  private final @Nullable Process process;
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by lock.
  private KillPlan plan = KillPlan.begin();
  private Optional<TaskStatus.Reason> reason = Optional.empty();

  private TaskProcess(ExecutorTask task, @Nullable Process process) {
    this.task = task;
    this.process = process;
  }

  /**
   * Starts the task's own command. Only a task of a group has one; to an executor of its own, Mesos
   * launches no other task with a command. If that fails, the task has failed.
   */
  public static TaskProcess start(ExecutorTask task, Path sandbox) {
    return start(task, task.info().getCommand(), sandbox);
  }

  /** Starts {@code command} for {@code task}. If that fails, the task has failed. */
  public static TaskProcess start(ExecutorTask task, CommandInfo command, Path sandbox) {
    Objects.requireNonNull(sandbox, "sandbox");
    if (task.isEnded()) {
      return over(task);
    }
    task.starting();
    Optional<String> objection =
        TaskCommand.objection(task.info(), command, System.getProperty("user.name", ""));
    if (objection.isPresent()) {
      return failed(task, objection.get());
    }
    try {
      Process process = builder(task, command, sandbox).start();
      TaskProcess started = new TaskProcess(task, process);
      // A process that ends takes its commands along, also those that were asked and have time.
      Runnable exitHook =
          HostProcess.thisJvm()
              .beforeExit(() -> each(process.toHandle(), ProcessHandle::destroyForcibly));
      task.running();
      started.watch(process, exitHook);
      return started;
    } catch (IOException e) {
      return failed(task, "Failed to start the command: " + e.getMessage());
    }
  }

  private static TaskProcess failed(ExecutorTask task, String why) {
    task.failed(why);
    return over(task);
  }

  /** Of a task that has ended without a process. */
  private static TaskProcess over(ExecutorTask task) {
    TaskProcess over = new TaskProcess(task, null);
    over.ended.complete(null);
    return over;
  }

  private static ProcessBuilder builder(ExecutorTask task, CommandInfo command, Path sandbox)
      throws IOException {
    Path directory = sandbox.resolve("tasks").resolve(task.id().getValue());
    Files.createDirectories(directory);
    ProcessBuilder builder =
        new ProcessBuilder(TaskCommand.words(command))
            .directory(sandbox.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(directory.resolve("stdout").toFile())
            .redirectError(directory.resolve("stderr").toFile());
    TaskCommand.prepare(builder.environment(), command);
    return builder;
  }

  /** The task. */
  public ExecutorTask task() {
    return task;
  }

  /** Completed when the process has ended and its end is told; by the thread of this process. */
  public CompletionStage<@Nullable Void> ended() {
    return ended.minimalCompletionStage();
  }

  /**
   * Asks the process to end (SIGTERM), and ends it by force (SIGKILL) after {@code grace}. Asking
   * again can only make that time shorter. Does not wait; does nothing when it has ended.
   */
  public void kill(Duration grace) {
    kill(grace, Optional.empty());
  }

  private void kill(Duration grace, Optional<TaskStatus.Reason> why) {
    Process running = process;
    if (running == null || ended.isDone()) {
      return;
    }
    boolean first;
    lock.lock();
    try {
      first = plan.step() == KillPlan.Step.RUNNING;
      plan = plan.kill(grace, System.nanoTime());
      reason = first ? why : reason;
    } finally {
      lock.unlock();
    }
    if (first && why.isEmpty()) {
      task.killing();
    }
    if (first && !grace.isZero()) {
      each(running.toHandle(), ProcessHandle::destroy);
    }
    // The thread of this process waits for its end; another one keeps the time.
    CompletableFuture.delayedExecutor(grace.toNanos(), TimeUnit.NANOSECONDS)
        .execute(() -> force(running));
  }

  private void force(Process running) {
    boolean force;
    lock.lock();
    try {
      KillPlan next = plan.at(System.nanoTime());
      force = next.step() != plan.step();
      plan = next;
    } finally {
      lock.unlock();
    }
    if (force && running.isAlive()) {
      each(running.toHandle(), ProcessHandle::destroyForcibly);
    }
  }

  /**
   * From the root down, the children of each being known before it ends: none is orphaned before it
   * is found, and none sees a child end and goes on.
   */
  private static void each(ProcessHandle root, Consumer<ProcessHandle> action) {
    List<ProcessHandle> children;
    try (Stream<ProcessHandle> found = root.children()) {
      children = found.toList();
    }
    action.accept(root);
    children.forEach(child -> each(child, action));
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What hangs on the end of the task does not throw.
  private void watch(Process running, Runnable exitHook) {
    task.ended().thenRun(() -> each(running.toHandle(), ProcessHandle::destroyForcibly));
    Thread thread = new Thread(() -> run(running, exitHook), "mesos-task-" + task.id().getValue());
    thread.setDaemon(true);
    thread.start();
    if (task.info().hasMaxCompletionTime()) {
      DurationInfo limit = task.info().getMaxCompletionTime();
      CompletableFuture.delayedExecutor(limit.getNanoseconds(), TimeUnit.NANOSECONDS)
          .execute(
              () ->
                  kill(
                      Duration.ZERO,
                      Optional.of(TaskStatus.Reason.REASON_MAX_COMPLETION_TIME_REACHED)));
    }
  }

  private void run(Process running, Runnable exitHook) {
    try {
      tell(running.waitFor());
    } catch (InterruptedException e) {
      LOG.error("task {}: interrupted by a stranger", task.id().getValue(), e);
      task.failed("the executor does not know how the command has ended");
    } finally {
      exitHook.run();
      ended.complete(null);
    }
  }

  private void tell(int exit) {
    KillPlan.Step step;
    Optional<TaskStatus.Reason> why;
    lock.lock();
    try {
      step = plan.step();
      why = reason;
    } finally {
      lock.unlock();
    }
    if (task.isEnded()) {
      return; // somebody else has told its end, and so ended the process
    }
    TaskState end =
        why.isPresent()
            ? TaskState.TASK_FAILED
            : step != KillPlan.Step.RUNNING
                ? TaskState.TASK_KILLED
                : exit == 0 ? TaskState.TASK_FINISHED : TaskState.TASK_FAILED;
    task.update(
        end,
        status -> {
          why.ifPresent(status::setReason);
          return status.setMessage(TaskCommand.ending(exit));
        });
  }

  @Override
  public String toString() {
    return "TaskProcess[" + task + "]";
  }
}
