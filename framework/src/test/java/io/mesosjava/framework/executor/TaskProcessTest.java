package io.mesosjava.framework.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.TaskState;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, and nobody to report to. */
class TaskProcessTest {

  private final Reports reports =
      new Reports(
          URI.create("http://agent"),
          new StatusWriter(
              ExecutorID.newBuilder().setValue("e").build(), () -> Instant.EPOCH, UUID::randomUUID),
          new ExecutorListener() {},
          () -> 0,
          new Ledger(1));
  private final ExecutorTask task = new ExecutorTask(Fixtures.task("t"), reports);

  @TempDir Path sandbox;

  private TaskProcess start(String command) {
    return TaskProcess.start(task, CommandInfo.newBuilder().setValue(command).build(), sandbox);
  }

  private static void await(CompletionStage<?> stage) throws Exception {
    stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void tellsItsLife() throws Exception {
    TaskProcess process = start("echo $0");
    await(process.ended());
    assertThat(task.state()).isEqualTo(TaskState.TASK_FINISHED);
    assertThat(sandbox.resolve("tasks/t/stdout")).content().isEqualTo("sh\n");
  }

  @Test
  void endsWithATaskOfWhichSomebodyElseTellsTheEnd() throws Exception {
    TaskProcess process = start("trap '' TERM; echo $$ > pid; while :; do sleep 0.1; done");
    task.failed("the handler threw");
    await(process.ended());
    assertThat(task.state()).isEqualTo(TaskState.TASK_FAILED);
  }

  @Test
  void isNotStartedForATaskThatHasEnded() throws Exception {
    task.killed("before it could start");
    TaskProcess process = start("touch " + sandbox.resolve("started"));
    await(process.ended());
    assertThat(Files.exists(sandbox.resolve("tasks"))).isFalse();
    process.kill(Duration.ZERO);
    assertThat(task.state()).isEqualTo(TaskState.TASK_KILLED);
  }

  @Test
  void aCommandThatCannotBeStartedFails() throws Exception {
    CommandInfo command =
        CommandInfo.newBuilder().setShell(false).setValue("/no/such/program").build();
    await(TaskProcess.start(task, command, sandbox).ended());
    assertThat(task.state()).isEqualTo(TaskState.TASK_FAILED);
  }

  @Test
  void aLaterKillCanShortenTheGraceAndNotLengthenIt() throws Exception {
    TaskProcess process = start("trap '' TERM; echo > ready; while :; do sleep 0.1; done");
    while (!Files.exists(sandbox.resolve("ready"))) {
      Thread.onSpinWait();
    }
    process.kill(Duration.ofHours(1));
    process.kill(Duration.ofMillis(1));
    process.kill(Duration.ofHours(1));
    await(process.ended());
    assertThat(task.state()).isEqualTo(TaskState.TASK_KILLED);
  }

  @Test
  void keepsItsMaximumCompletionTime() throws Exception {
    ExecutorTask limited =
        new ExecutorTask(
            Fixtures.task("t").toBuilder()
                .setMaxCompletionTime(
                    DurationInfo.newBuilder().setNanoseconds(Duration.ofMillis(1).toNanos()))
                .build(),
            reports);
    CommandInfo command = CommandInfo.newBuilder().setValue("sleep 1000").build();
    await(TaskProcess.start(limited, command, sandbox).ended());
    assertThat(limited.state()).isEqualTo(TaskState.TASK_FAILED);
  }

  /** A process that starts a command which will not end by itself, and exits when that runs. */
  static final class Leaver {

    private Leaver() {}

    /** Takes the sandbox. */
    public static void main(String[] arguments) {
      TaskProcessTest test = new TaskProcessTest();
      test.sandbox = Path.of(arguments[0]);
      test.start("trap '' TERM; echo $$ > made; mv made pid; while :; do sleep 0.1; done");
      while (!Files.exists(test.sandbox.resolve("pid"))) {
        Thread.onSpinWait();
      }
      System.exit(3);
    }
  }

  @Test
  void commandsDoNotOutliveTheProcess() throws Exception {
    CommandInfo jvm = ExecutorsOnCluster.jvm(Leaver.class).build();
    List<String> words = new ArrayList<>(TaskCommand.words(jvm));
    words.add(sandbox.toString());
    ProcessBuilder builder = new ProcessBuilder(words);
    TaskCommand.prepare(builder.environment(), jvm);
    Process leaver = builder.redirectErrorStream(true).start();
    String output = new String(leaver.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(leaver.waitFor()).as(output).isEqualTo(3);
    Optional<ProcessHandle> command =
        ProcessHandle.of(Long.parseLong(Files.readString(sandbox.resolve("pid")).strip()));
    if (command.isPresent()) {
      try {
        command.get().onExit().get(60, TimeUnit.SECONDS);
      } finally {
        command.get().destroyForcibly();
      }
    }
  }
}
