package io.mesosjava.testkit.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContainerTest {

  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  @TempDir private Path work;
  private Containers containers;

  @BeforeEach
  void open() throws IOException {
    containers = Containers.open(work, workers);
  }

  @AfterEach
  void close() throws IOException {
    containers.close();
    workers.shutdown();
  }

  @ParameterizedTest
  @CsvSource({
    "true, exited with status 0",
    "exit 3, exited with status 3",
    "exit 137, exited with status 137",
    "exit 143, exited with status 143",
    "kill -9 $$, terminated with signal Killed",
    "kill -15 $$, terminated with signal Terminated",
    "kill -10 $$, terminated with signal User defined signal 1",
    "(kill -9 $$) & wait, terminated with signal Killed",
    "sh -c 'kill -9 $$'; exit $?, exited with status 137",
    "kill -9 0, terminated with signal Killed",
  })
  void tellsExitsAndSignalsApart(String command, String status) throws IOException {
    assertThat(run(shell(command))).hasToString(status);
  }

  @Test
  void runsInItsSandboxAndWritesThere() throws IOException {
    Launch launch = shell("pwd; echo error >&2; echo made > made; readlink -f ../latest");
    run(launch);
    String sandbox = launch.sandbox().toString();
    assertThat(launch.sandbox().resolve("stdout")).hasContent(sandbox + "\n" + sandbox + "\n");
    assertThat(launch.sandbox().resolve("stderr")).hasContent("error\n");
    assertThat(launch.sandbox().resolve("made")).hasContent("made\n");
  }

  @Test
  void hasTheEnvironmentItWasGivenAndNoOther() throws IOException {
    Path sandbox = sandbox();
    Map<String, String> environment =
        Map.of("A", "1 2'\"$x", "MESOS_SANDBOX", sandbox.toString(), "_line", "kept not");
    Launch launch = Launch.shell(sandbox, "PATH=/usr/bin:/bin env; echo $A", environment);
    run(launch);
    assertThat(launch.sandbox().resolve("stdout"))
        .content()
        .contains("A=1 2'\"$x\n", "MESOS_SANDBOX=" + sandbox + "\n", "\n1 2'\"$x\n")
        .doesNotContain("HOME=", "_script");
  }

  @Test
  void takesArgumentsAsTheyAre() throws IOException {
    List<String> arguments =
        List.of("printf", "%s|", "", "a b", "it's", "$HOME", "two\nlines", "ü");
    Launch launch = Launch.exec(sandbox(), arguments, Map.of("PATH", "/usr/bin:/bin"));
    assertThat(run(launch)).isEqualTo(ExitStatus.exited(0));
    assertThat(launch.sandbox().resolve("stdout")).hasContent("|a b|it's|$HOME|two\nlines|ü|");
  }

  @Test
  void reportsAProgramThatIsNotThereAsMesosLauncherDoes() throws IOException {
    Launch launch = Launch.exec(sandbox(), List.of("/no/such/program", "x"), Map.of());
    assertThat(run(launch)).isEqualTo(ExitStatus.exited(1));
    assertThat(launch.sandbox().resolve("stderr"))
        .hasContent("Failed to execute '/no/such/program': No such file or directory\n");
  }

  @Test
  void takesACommandLargerThanAPipe() throws IOException {
    String text = "x".repeat(100_000);
    Launch launch = shell("echo " + text);
    run(launch);
    assertThat(launch.sandbox().resolve("stdout")).hasContent(text + "\n");
  }

  @Test
  void writesMuchOutputToDisk() throws IOException {
    Launch launch = shell("head -c 100000000 /dev/zero");
    run(launch);
    assertThat(launch.sandbox().resolve("stdout")).hasSize(100_000_000);
  }

  @Test
  void doesNotRunBeforeItIsStarted() throws IOException {
    Launch launch = shell("echo ran");
    Container container = containers.create(launch);
    container.signal(Signal.KILL);
    assertThat(container.ended().toCompletableFuture().join()).isEqualTo(ExitStatus.killedBy(9));
    assertThatIOException().isThrownBy(container::start);
    assertThat(launch.sandbox().resolve("stdout")).isEmptyFile();
  }

  @Test
  void takesAllThatItStartedWithItWhenItEnds() throws IOException {
    List<ProcessHandle> left =
        processes("sleep 1000 & echo $!; setsid sleep 1000 & echo $!; exit 0");
    assertThat(left).hasSize(2);
    left.forEach(process -> process.onExit().join());
  }

  @Test
  void passesSignalsToAllThatItStarted() throws IOException {
    Launch launch =
        shell(
            "trap 'wait; exit 7' TERM; setsid sh -c 'trap \"echo outer; exit\" TERM; echo up >"
                + " pipe; while :; do sleep 0.1; done' & sh -c 'trap \"echo inner; exit\" TERM;"
                + " echo up > pipe; while :; do sleep 0.1; done' & wait");
    Path pipe = pipe(launch.sandbox());
    Container container = containers.create(launch);
    container.start();
    awaitLines(pipe, 2);
    container.signal(Signal.TERM);
    assertThat(container.ended().toCompletableFuture().join()).isEqualTo(ExitStatus.exited(7));
    assertThat(Files.readAllLines(launch.sandbox().resolve("stdout")))
        .containsExactlyInAnyOrder("outer", "inner");
  }

  @Test
  void isEndedByKillWhenItIgnoresTerm() throws IOException {
    Launch launch = shell("trap '' TERM; echo up > pipe; while :; do sleep 1; done");
    Path pipe = pipe(launch.sandbox());
    Container container = containers.create(launch);
    container.start();
    awaitLine(pipe);
    container.signal(Signal.TERM);
    assertThat(container.ended().toCompletableFuture()).isNotDone();
    container.signal(Signal.KILL);
    assertThat(container.ended().toCompletableFuture().join()).isEqualTo(ExitStatus.killedBy(9));
  }

  @Test
  void refusesAnEnvironmentThatCannotBe() throws IOException {
    Launch launch = Launch.shell(sandbox(), "true", Map.of("A=B", "x"));
    assertThatIOException()
        .isThrownBy(() -> containers.create(launch))
        .withMessageContaining("environment");
  }

  private ExitStatus run(Launch launch) throws IOException {
    Container container = containers.create(launch);
    container.start();
    return container.ended().toCompletableFuture().join();
  }

  /** Runs a command that prints the ids of its processes. */
  private List<ProcessHandle> processes(String command) throws IOException {
    Launch launch = shell(command);
    run(launch);
    return Files.readAllLines(launch.sandbox().resolve("stdout")).stream()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .toList();
  }

  private Launch shell(String command) throws IOException {
    Path sandbox = sandbox();
    return Launch.shell(
        sandbox, command, Map.of("PATH", "/usr/bin:/bin", "MESOS_SANDBOX", sandbox.toString()));
  }

  private Path sandbox() throws IOException {
    Path sandbox = Sandbox.path(containers.root(), "S0", "F", "x", UUID.randomUUID().toString());
    Sandbox.create(sandbox);
    return sandbox;
  }

  static Path pipe(Path sandbox) throws IOException {
    Path pipe = sandbox.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().onExit().join();
    return pipe;
  }

  /** Waits until somebody writes into a named pipe. */
  static void awaitLine(Path pipe) throws IOException {
    awaitLines(pipe, 1);
  }

  /** One opening of the pipe may catch several writers. */
  private static void awaitLines(Path pipe, int count) throws IOException {
    int seen = 0;
    while (seen < count) {
      seen += Files.readAllLines(pipe).size();
    }
  }
}
