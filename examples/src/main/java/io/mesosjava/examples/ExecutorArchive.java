package io.mesosjava.examples;

import com.google.protobuf.ByteString;
import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.framework.scheduler.MasterEvent;
import io.mesosjava.framework.scheduler.ReceivedOffer;
import io.mesosjava.framework.scheduler.SchedulerEvent;
import io.mesosjava.framework.scheduler.SchedulerSession;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/**
 * Makes an archive of the classes of an executor (class-data sharing), with which its JVM starts in
 * less than half the time. A scheduler runs the executor once, with one task, tells it to shut
 * down, and the JVM writes the archive when it exits.
 *
 * <p>The JVM uses an archive only with the same JDK and the same class path, of jars that have not
 * changed; with any others it starts as if there were none.
 */
public final class ExecutorArchive {

  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final String TASK = "training";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "the archive to make")
  private Path output = Path.of("");

  @Option(
      names = "--main",
      defaultValue = "io.mesosjava.examples.ExampleExecutor",
      paramLabel = "CLASS",
      description = "the executor's main class (${DEFAULT-VALUE})")
  private String main = "";

  @Option(
      names = "--class-path",
      paramLabel = "JAR:JAR...",
      description = "the executor's class path; that of this process unless given")
  private Optional<String> classPath = Optional.empty();

  @Option(
      names = "--one-jar",
      paramLabel = "FILE",
      description =
          "put the class path into this jar first, from which the JVM starts still faster")
  private Optional<Path> oneJar = Optional.empty();

  @Option(
      names = "--data",
      defaultValue = "primes 1000",
      description = "the data of a task that shows what the executor does (${DEFAULT-VALUE})")
  private String data = "";

  /** Options at their defaults are made by picocli; this constructor is for it. */
  public ExecutorArchive() {}

  /**
   * Makes the archive on the cluster of {@code master}, whose agents must run on this machine, and
   * tells on {@code out} how to use it.
   *
   * @throws IllegalArgumentException if the class path holds something else than jars
   * @throws IOException if no archive was made
   * @throws InterruptedException if the thread is interrupted
   */
  public void make(URI master, PrintStream out) throws IOException, InterruptedException {
    List<Path> jars = CustomExecutor.jars(classPath, "--class-path");
    Path made = output.toAbsolutePath();
    Path directory = Files.createTempDirectory(made.getParent(), "archive");
    Path raw = directory.resolve("classes.jsa");
    try {
      List<Path> path = oneJar.isPresent() ? List.of(joined(jars, directory)) : jars;
      CommandInfo command = CustomExecutor.command(path, main, CustomExecutor.flagsThatMake(raw));
      try (SchedulerSession mesos =
          SchedulerSession.builder(master.toString(), "archive").start()) {
        out.println("the executor: " + train(mesos, command));
        mesos.teardown();
      }
      if (!Files.exists(raw)) {
        throw new IOException("the executor's JVM has made no archive: see its output");
      }
      Files.move(raw, made, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(raw);
      Files.delete(directory);
    }
    out.println("to use the archive, start the executor with:");
    out.println("java " + String.join(" ", CustomExecutor.flags(Optional.of(made))) + " ...");
  }

  private Path joined(List<Path> jars, Path directory) throws IOException {
    Path jar = oneJar.orElseThrow().toAbsolutePath();
    Path raw = directory.resolve("one.jar");
    try {
      OneJar.write(jars, raw);
      return Files.move(
          raw, jar, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(raw);
    }
  }

  /** Runs the executor once; gives what became of its task. */
  private String train(SchedulerSession mesos, CommandInfo command)
      throws IOException, InterruptedException {
    ExecutorInfo executor =
        CustomExecutor.info(command, "*").toBuilder()
            .setShutdownGracePeriod(DurationInfo.newBuilder().setNanoseconds(GRACE.toNanos()))
            .build();
    List<TaskState> states = new ArrayList<>();
    for (SchedulerEvent event = mesos.next(); event != null; event = mesos.next()) {
      if (event instanceof MasterEvent.Offers offers) {
        answer(offers, executor, states);
      } else if (event instanceof MasterEvent.Update update) {
        shutDownAfter(update.status(), mesos, executor, states);
      } else if (event instanceof MasterEvent.Failure) {
        return TASK + " " + states; // the executor has ended
      }
    }
    throw new IOException("the session was closed");
  }

  private void answer(MasterEvent.Offers offers, ExecutorInfo executor, List<TaskState> states) {
    for (ReceivedOffer offer : offers.offers()) {
      if (states.isEmpty()) {
        states.add(TaskState.TASK_STAGING);
        offer.accept().launch(task(executor)).send();
      } else {
        offer.decline();
      }
    }
  }

  private TaskInfo task(ExecutorInfo executor) {
    return TaskInfo.newBuilder()
        .setName(TASK)
        .setTaskId(TaskID.newBuilder().setValue(TASK))
        .setExecutor(executor)
        .setData(ByteString.copyFromUtf8(data))
        .addAllResources(Resources.parse("cpus:0.1;mem:32").messages())
        .buildPartial(); // the offer's agent is filled in
  }

  private static void shutDownAfter(
      TaskStatus status, SchedulerSession mesos, ExecutorInfo executor, List<TaskState> states)
      throws IOException, InterruptedException {
    states.add(status.getState());
    if (status.getSource() != TaskStatus.Source.SOURCE_EXECUTOR) {
      throw new IOException("the executor went wrong: " + states + ": " + status.getMessage());
    }
    AgentID agent = status.getAgentId();
    if (status.getState() != TaskState.TASK_STARTING) {
      mesos.send(SchedulerCalls.shutdown(executor.getExecutorId(), agent));
    }
  }
}
