package io.mesosjava.testkit.agent;

import static io.mesosjava.testkit.agent.TaskWorld.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.Invariant;
import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The executor of command tasks as the process of its own that it is in Mesos; and terminals. */
class CommandExecutorTest {

  private static final long LIMIT = 4096;

  @TempDir private Path work;
  private TaskWorld world;

  @BeforeEach
  void launch() throws IOException, InterruptedException {
    world =
        new TaskWorld(
            work,
            cluster ->
                cluster.clockWoundByHand().maxFileSize(LIMIT).relax(Invariant.OFFERS_ANSWERED));
  }

  @AfterEach
  void close() throws IOException {
    world.close();
  }

  /** Whether the agent has an executor, or has had one. */
  private boolean has(String executors) throws IOException, InterruptedException {
    return new PlainOperator()
        .call(world.cluster().agents().get(0).uri(), "{'type':'GET_EXECUTORS'}")
        .contains("\"" + executors + "\":[{");
  }

  @Test
  void outlivesItsCommandForASecond() throws Exception {
    world.run(task("t", "exit 3"));
    world.cluster().advance(Duration.ofMillis(999));
    assertThat(has("executors")).isTrue();
    world.cluster().advance(Duration.ofMillis(1));
    assertThat(has("executors")).isFalse();
    assertThat(has("completed_executors")).isTrue();
  }

  @Test
  void isGoneAtOnceWhenItCrashes() throws Exception {
    world.start(task("t", "sleep 1000"));
    world.cluster().crashExecutor("t");
    assertThat(world.scheduler().expect("t", TaskState.TASK_FAILED).getMessage())
        .isEqualTo("Executor terminated");
    assertThat(has("executors")).isFalse();
  }

  private static TaskInfo.Builder onTerminal(String command) {
    ContainerInfo.Builder container = ContainerInfo.newBuilder().setType(ContainerInfo.Type.MESOS);
    // A real agent takes no notice of the size either: it is set by who attaches.
    container.getTtyInfoBuilder().getWindowSizeBuilder().setRows(33).setColumns(77);
    return task("t", command).setContainer(container);
  }

  private void end(TaskInfo.Builder task, TaskState state, String message) throws Exception {
    world.start(task);
    assertThat(world.scheduler().expect("t", state).getMessage()).isEqualTo(message);
  }

  @Test
  void givesItsCommandATerminalWhoseOutputIsInTheSandbox() throws Exception {
    end(
        onTerminal("tty; stty size; echo error >&2; exit 3"),
        TaskState.TASK_FAILED,
        "Command exited with status 3");
    assertThat(Processes.awaitLines(world.sandbox("t").resolve("stdout"), 3))
        .satisfiesExactly(
            tty -> assertThat(tty).startsWith("/dev/pts/"),
            size -> assertThat(size).isEqualTo("0 0"),
            error -> assertThat(error).isEqualTo("error"));
  }

  @Test
  void tellsOfSignalsOnATerminal() throws Exception {
    world.start(onTerminal("echo up; sleep 1000"));
    Processes.awaitLine(world.sandbox("t").resolve("stdout"), "up");
    world.scheduler().kill(Statuses.task("t"));
    world.scheduler().expect("t", TaskState.TASK_KILLING);
    assertThat(world.scheduler().expect("t", TaskState.TASK_KILLED).getMessage())
        .isEqualTo("Command terminated with signal Terminated");
    assertThat(world.sandbox("t").resolve("stdout")).hasContent("up\r\n");
  }

  @Test
  void saysOnATerminalThatItCannotStart() throws Exception {
    TaskInfo.Builder task = onTerminal("/no/such/program");
    task.getCommandBuilder().setShell(false);
    end(task, TaskState.TASK_FAILED, "Command exited with status 1");
    assertThat(Processes.awaitLines(world.sandbox("t").resolve("stderr"), 1))
        .containsExactly("Failed to execute '/no/such/program': No such file or directory");
  }

  @Test
  void keepsNoMoreOfATerminalThanAFileMayHave() throws Exception {
    end(
        onTerminal("head -c 1000000 /dev/zero; exit 3"),
        TaskState.TASK_FAILED,
        "Command exited with status 3");
    assertThat(world.sandbox("t").resolve("stdout")).hasSize(LIMIT);
  }
}
