package io.mesosjava.examples;

import com.google.protobuf.ByteString;
import io.mesosjava.framework.executor.AgentEvent;
import io.mesosjava.framework.executor.DriverEvent;
import io.mesosjava.framework.executor.ExecutorDriver;
import io.mesosjava.framework.executor.ExecutorEnvironment;
import io.mesosjava.framework.executor.ExecutorHandler;
import io.mesosjava.framework.executor.ExecutorTask;
import io.mesosjava.framework.executor.InvalidEnvironmentException;
import io.mesosjava.framework.executor.TaskProcess;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.TaskState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.stream.LongStream;

/**
 * Runs tasks of two kinds: shell commands, as child processes, and work in this process. A task's
 * data say which: {@code primes N} counts the primes below N here; anything else is a command.
 * Tasks of groups have their command where Mesos has it.
 *
 * <p>It needs no flags: an agent tells it all by its environment.
 */
public final class ExampleExecutor implements ExecutorHandler {

  private static final String PRIMES = "primes ";

  /** How to end a task that runs. */
  private interface Kill {
    void within(Duration grace);
  }

  private final ExecutorDriver mesos;
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final Map<ExecutorTask, Kill> running = new ConcurrentHashMap<>();

  private ExampleExecutor(ExecutorDriver mesos) {
    this.mesos = mesos;
  }

  /**
   * Runs until the agent wants it to end.
   *
   * @param args none
   */
  public static void main(String[] args) throws Exception {
    ExecutorEnvironment environment;
    try {
      environment = ExecutorEnvironment.read(System.getenv());
    } catch (InvalidEnvironmentException e) {
      System.err.println("this is an executor, to be started by a Mesos agent:");
      e.problems().forEach(System.err::println);
      System.exit(2);
      return;
    }
    try (ExecutorDriver mesos = ExecutorDriver.builder(environment).start()) {
      ExampleExecutor executor = new ExampleExecutor(mesos);
      try {
        mesos.run(executor);
      } finally {
        executor.workers.shutdownNow();
      }
    }
  }

  @Override
  public void launch(AgentEvent.Launch event) {
    ExecutorTask task = event.task();
    String data = task.info().getData().toStringUtf8();
    if (task.info().hasCommand()) {
      run(task, task.info().getCommand());
    } else if (data.startsWith(PRIMES)) {
      work(task, Long.parseLong(data.substring(PRIMES.length())));
    } else {
      run(task, CommandInfo.newBuilder().setValue(data).build());
    }
  }

  private void run(ExecutorTask task, CommandInfo command) {
    TaskProcess process = TaskProcess.start(task, command, mesos.environment().sandbox());
    running.put(task, process::kill);
    process.ended().thenRun(() -> running.remove(task));
  }

  private void work(ExecutorTask task, long limit) {
    FutureTask<?> work = new FutureTask<>(() -> countPrimes(task, limit), null);
    running.put(
        task,
        grace -> {
          task.killed("on request");
          work.cancel(true);
        });
    workers.execute(work);
  }

  private void countPrimes(ExecutorTask task, long limit) {
    task.running();
    long primes = LongStream.range(2, limit).filter(ExampleExecutor::isPrime).count();
    // If the task was killed meanwhile, this says nothing: its first end counts.
    task.update(TaskState.TASK_FINISHED, status -> status.setMessage(primes + " primes"));
    running.remove(task);
  }

  private static boolean isPrime(long n) {
    return !Thread.currentThread().isInterrupted()
        && LongStream.rangeClosed(2, (long) Math.sqrt((double) n))
            .noneMatch(divisor -> n % divisor == 0);
  }

  /** As Mesos' default executor: when one does not finish, the others are killed. */
  @Override
  public void launchGroup(AgentEvent.LaunchGroup event) {
    for (ExecutorTask task : event.tasks()) {
      launch(new AgentEvent.Launch(task, event.generation()));
    }
    event.shareFate(task -> end(task, task.killGracePeriod()));
  }

  @Override
  public void kill(AgentEvent.Kill event) {
    end(event.task(), event.gracePeriod());
  }

  /** What was sent comes back. */
  @Override
  public void message(AgentEvent.Message event) {
    mesos.sendMessage(ByteString.copyFromUtf8("got ").concat(event.data()));
  }

  /** Waits for the ends: commands that still have time must not end with this process. */
  @Override
  public void shutdown(DriverEvent.Shutdown event) {
    List<ExecutorTask> left = mesos.tasks();
    left.forEach(task -> end(task, event.gracePeriodOfTasks()));
    left.forEach(task -> task.ended().toCompletableFuture().join());
  }

  /** Does nothing with a task that is about to tell its end. */
  private void end(ExecutorTask task, Duration grace) {
    running.getOrDefault(task, unused -> {}).within(grace);
  }
}
