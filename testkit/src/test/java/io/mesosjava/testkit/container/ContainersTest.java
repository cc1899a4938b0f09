package io.mesosjava.testkit.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainersTest {

  /** One process in the group, one that ignores SIGTERM, one that left the session. */
  private static final String FAMILY =
      "sleep 1000 & echo $! > pids; setsid sleep 1000 & echo $! >> pids;"
          + " trap '' TERM; echo $$ >> pids; echo up > pipe; while :; do sleep 1; done";

  private final ExecutorService workers = Executors.newFixedThreadPool(2);
  @TempDir private Path work;

  @AfterEach
  void stop() {
    workers.shutdown();
  }

  @Test
  void endEverythingWhenClosed() throws IOException {
    List<ProcessHandle> family;
    try (Containers containers = Containers.open(work, workers)) {
      family = startFamily(containers);
      assertThat(family).hasSize(3).allMatch(ProcessHandle::isAlive);
    }
    assertThat(family).noneMatch(ContainersTest::runs);
  }

  @Test
  void dieWithTheirJvm() throws IOException {
    Process jvm = startJvm();
    List<ProcessHandle> family = readFamily(jvm);
    assertThat(family).hasSize(3).allMatch(ProcessHandle::isAlive);

    jvm.destroyForcibly();

    family.forEach(process -> process.onExit().join());
  }

  @Test
  void areEndedAtTheNextStartWhenNothingElseCould() throws IOException {
    Process jvm = startJvm();
    List<ProcessHandle> family = readFamily(jvm);
    ProcessHandle guard =
        ProcessHandle.of(Long.parseLong(Files.readString(work.resolve("guard.pid")).strip()))
            .orElseThrow();
    guard.destroyForcibly();
    guard.onExit().join();
    jvm.destroyForcibly().onExit().join();
    assertThat(family).hasSize(3).allMatch(ProcessHandle::isAlive);

    try (Containers containers = Containers.open(work, workers)) {
      family.forEach(process -> process.onExit().join());
      assertThat(containers.root()).isEqualTo(work.toRealPath());
    }
  }

  @Test
  void getAnotherGuardWhenTheirsIsGone() throws IOException {
    List<ProcessHandle> family;
    try (Containers containers = Containers.open(work, workers)) {
      family = startFamily(containers);
      ProcessHandle guard =
          ProcessHandle.of(Long.parseLong(Files.readString(work.resolve("guard.pid")).strip()))
              .orElseThrow();
      guard.destroyForcibly();
      guard.onExit().join();

      family = new ArrayList<>(family);
      family.addAll(startFamily(containers));
      assertThat(family).hasSize(6).allMatch(ProcessHandle::isAlive);
    }
    assertThat(family).noneMatch(ContainersTest::runs);
  }

  @Test
  void doNotShareADirectory() throws IOException {
    try (Containers first = Containers.open(work, workers)) {
      assertThatIOException()
          .isThrownBy(() -> Containers.open(work, workers))
          .withMessage(
              "work directory: %s (expected: one that no other agent is using)", first.root());
    }
    Containers.open(work, workers).close();
  }

  @Test
  void areNotMadeAfterTheEnd() throws IOException {
    Containers containers = Containers.open(work, workers);
    containers.close();
    Launch launch = Launch.shell(work, "true", Map.of());
    assertThatIOException()
        .isThrownBy(() -> containers.create(launch))
        .withMessageContaining("closed");
    containers.close();
  }

  @Test
  void areRefusedByAGuardThatIsClosed() throws IOException {
    Guard guard = new Guard(work);
    guard.hold(ProcessHandle.current().pid());
    guard.release(ProcessHandle.current().pid());
    guard.close();
    assertThatIOException().isThrownBy(() -> guard.hold(1)).withMessageContaining("closed");
  }

  @Test
  void leaveNothingButSandboxesBehind() throws IOException {
    try (Containers containers = Containers.open(work, workers)) {
      assertThat(startFamily(containers)).isNotEmpty();
    }
    assertThat(work.resolve("guard.pid")).doesNotExist();
    assertThat(work.resolve("slaves")).isDirectory();
  }

  /** A process that is dead but not yet buried by its parent has no program any more. */
  private static boolean runs(ProcessHandle process) {
    return process.info().command().isPresent();
  }

  private static List<ProcessHandle> startFamily(Containers containers) throws IOException {
    Path sandbox = Sandbox.path(containers.root(), "S0", "F", "x", "run" + System.nanoTime());
    Sandbox.create(sandbox);
    Path pipe = ContainerTest.pipe(sandbox);
    Container container =
        containers.create(
            Launch.shell(
                sandbox,
                FAMILY,
                Map.of("PATH", "/usr/bin:/bin", "MESOS_SANDBOX", sandbox.toString())));
    container.start();
    ContainerTest.awaitLine(pipe);
    return Files.readAllLines(sandbox.resolve("pids")).stream()
        .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
        .toList();
  }

  private Process startJvm() throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Doomed.class.getName(),
            work.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static List<ProcessHandle> readFamily(Process jvm) throws IOException {
    BufferedReader lines = jvm.inputReader(StandardCharsets.US_ASCII);
    List<ProcessHandle> family = new ArrayList<>();
    for (String line = lines.readLine(); !"end".equals(line); line = lines.readLine()) {
      family.add(ProcessHandle.of(Long.parseLong(line)).orElseThrow());
    }
    return family;
  }

  /** A JVM with a container, that waits to be killed. */
  static final class Doomed {

    private Doomed() {}

    public static void main(String[] arguments) throws IOException {
      ExecutorService workers = Executors.newFixedThreadPool(2);
      Containers containers = Containers.open(Path.of(arguments[0]), workers);
      startFamily(containers).forEach(process -> System.out.println(process.pid()));
      System.out.println("end");
      workers.execute(ContainersTest::sleepForever);
    }
  }

  private static void sleepForever() {
    try {
      Thread.currentThread().join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
