package io.mesosjava.testkit.agent;

import static io.mesosjava.testkit.agent.TaskWorld.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.ThreadsLeft;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks that cannot start: what a real agent says of each, by its statuses and in its sandbox. */
class TasksThatCannotStartTest {

  @TempDir private Path work;
  @TempDir private Path programs;
  private TaskWorld world;

  @BeforeEach
  void launch() throws IOException, InterruptedException {
    world = new TaskWorld(work, cluster -> cluster.allocationInterval(Duration.ofMillis(50)));
  }

  @AfterEach
  void nothingElseSuffers() throws Exception {
    assertThat(last(world.run(task("after", "exit 0"))).getState())
        .isEqualTo(TaskState.TASK_FINISHED);
    world.close();
  }

  private static TaskStatus last(List<TaskStatus> said) {
    return said.get(said.size() - 1);
  }

  private static CommandInfo.Builder program(Object path) {
    return CommandInfo.newBuilder().setShell(false).setValue(path.toString()).addArguments("x");
  }

  private Path file(String name, String content, String permissions) throws IOException {
    Path file = Files.writeString(programs.resolve(name), content);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  /** As the executor of a real agent sees it: the task ran, and the launcher exited with 1. */
  private void cannotExecute(String name, String why) throws Exception {
    List<TaskStatus> said = world.run(task("t", program(name)));
    assertThat(said)
        .extracting(TaskStatus::getState)
        .containsExactly(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_FAILED);
    assertThat(last(said).getMessage()).isEqualTo("Command exited with status 1");
    assertThat(last(said).getSource()).isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
    assertThat(world.sandbox("t").resolve("stderr"))
        .hasContent("Failed to execute '" + name + "': " + why + "\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/no/such/program", "no-such-program", "./no-such-program", ""})
  void aProgramThatIsMissing(String name) throws Exception {
    cannotExecute(name, "No such file or directory");
  }

  @Test
  void aFileThatIsNotExecutable() throws Exception {
    cannotExecute(file("plain", "text", "rw-r--r--").toString(), "Permission denied");
  }

  @Test
  void aDirectory() throws Exception {
    cannotExecute(programs.toString(), "Permission denied");
  }

  @Test
  void aScriptWhoseInterpreterIsMissing() throws Exception {
    Path script = file("script", "#!/no/such/interpreter -x\necho never\n", "rwxr-xr-x");
    cannotExecute(script.toString(), "No such file or directory");
  }

  @Test
  void aScriptWithoutInterpreterRunsInTheShell() throws Exception {
    Path script = file("script", "echo from the shell\n", "rwxr-xr-x");
    assertThat(last(world.run(task("t", program(script)))).getState())
        .isEqualTo(TaskState.TASK_FINISHED);
    assertThat(world.sandbox("t").resolve("stdout")).hasContent("from the shell\n");
  }

  @Test
  void aCommandThatTheShellDoesNotKnow() throws Exception {
    TaskStatus end = last(world.run(task("t", "no-such-command")));
    assertThat(end.getState()).isEqualTo(TaskState.TASK_FAILED);
    assertThat(end.getMessage()).isEqualTo("Command exited with status 127");
    assertThat(world.sandbox("t").resolve("stderr")).content().contains("not found");
  }

  @Test
  void aWorkingDirectoryThatIsMissing() throws Exception {
    TaskStatus end = last(world.run(task("t", "cd /no/such/directory && true")));
    assertThat(end.getState()).isEqualTo(TaskState.TASK_FAILED);
    assertThat(world.sandbox("t").resolve("stderr")).content().contains("/no/such/directory");
  }

  /** Agents of the cluster are such as do not switch users, and say so. */
  @Test
  void anUnknownUserIsNotLookedFor() throws Exception {
    CommandInfo.Builder command =
        CommandInfo.newBuilder().setValue("id -u").setUser("nobody-of-that-name");
    assertThat(last(world.run(task("t", command))).getState()).isEqualTo(TaskState.TASK_FINISHED);
    assertThat(world.sandbox("t").resolve("stdout"))
        .hasContent(Files.getAttribute(Path.of("/proc/self"), "unix:uid") + "\n");
  }

  /** The executor of a real agent checks that after its first report, and aborts. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCommandWithoutValue(boolean shell) throws Exception {
    List<TaskStatus> said = world.run(task("t", CommandInfo.newBuilder().setShell(shell)));
    assertThat(said)
        .extracting(TaskStatus::getState)
        .containsExactly(TaskState.TASK_STARTING, TaskState.TASK_FAILED);
    assertThat(last(said).getMessage()).isEqualTo("Executor terminated");
    assertThat(last(said).getReason()).isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
    assertThat(last(said).getSource()).isEqualTo(TaskStatus.Source.SOURCE_AGENT);
    assertThat(world.sandbox("t").resolve("stderr")).content().contains("is not specified");
  }

  @Test
  void anEmptyCommandOfTheShellDoesNothing() throws Exception {
    assertThat(last(world.run(task("t", ""))).getState()).isEqualTo(TaskState.TASK_FINISHED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/no/such/file", "file:///no/such/file", "relative/path", "http://127.0.0.1:1/x"})
  void aFileThatCannotBeFetched(String uri) throws Exception {
    CommandInfo.Builder command =
        CommandInfo.newBuilder()
            .setValue("true")
            .addUris(CommandInfo.URI.newBuilder().setValue(uri));
    List<TaskStatus> said = world.run(task("t", command));
    assertThat(said).hasSize(1);
    assertThat(last(said).getState()).isEqualTo(TaskState.TASK_FAILED);
    assertThat(last(said).getReason()).isEqualTo(Reason.REASON_CONTAINER_LAUNCH_FAILED);
    assertThat(last(said).getMessage())
        .matches(
            "Failed to launch container: Failed to fetch all URIs for container '[-0-9a-f]{36}':"
                + " exited with status 1");
    assertThat(world.sandbox("t").resolve("stderr"))
        .content()
        .startsWith("Failed to fetch '" + uri + "': ");
  }

  /** Four tasks at once: as many as an agent has threads for short work. */
  @Test
  void filesThatNeverComeHoldNobodyUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String uri = "http://127.0.0.1:" + silent.getLocalPort() + "/never";
      List<Socket> accepted = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        CommandInfo.Builder command =
            CommandInfo.newBuilder()
                .setValue("true")
                .addUris(CommandInfo.URI.newBuilder().setValue(uri));
        world.scheduler().launch(task("waits-" + i, command));
        accepted.add(silent.accept());
      }
      assertThat(last(world.run(task("t", "true"))).getState()).isEqualTo(TaskState.TASK_FINISHED);
      // Nor the end of the cluster, which sees to it that nobody waits for them any more.
      world.close();
      for (Socket socket : accepted) {
        socket.close();
      }
    }
    ThreadsLeft.assertNone(name -> name.contains("-patient-"));
    world = new TaskWorld(work, cluster -> cluster);
  }
}
