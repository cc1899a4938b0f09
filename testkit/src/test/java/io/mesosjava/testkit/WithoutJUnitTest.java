package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.TaskState;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A cluster of a program that has never heard of JUnit. */
class WithoutJUnitTest {

  private static final List<String> TESTERS =
      List.of("junit", "opentest4j", "apiguardian", "assertj", "jqwik");

  /** The program. */
  static final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
      try {
        Class.forName("org.junit.jupiter.api.Test");
        throw new AssertionError("JUnit is on the class path");
      } catch (ClassNotFoundException e) {
        System.out.println("without JUnit");
      }
      try (EmbeddedCluster cluster =
              EmbeddedCluster.builder()
                  .simulatedAgents(1)
                  .relax(Invariant.OFFERS_ANSWERED)
                  .launch();
          ProbeScheduler scheduler =
              new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK)) {
        cluster.awaitFramework("probe");
        scheduler.offer();
        System.out.println(cluster.state().count(TaskState.TASK_RUNNING) + " tasks");
      }
    }
  }

  @Test
  void runs() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                Main.class.getName())
            .redirectErrorStream(true)
            .start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(output).contains("without JUnit\n", "0 tasks\n").doesNotContain("rror");
      assertThat(process.waitFor()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String classPath() {
    return Stream.of("surefire.test.class.path", "java.class.path")
        .map(System::getProperty)
        .filter(path -> path != null)
        .limit(1)
        .flatMap(path -> Arrays.stream(path.split(File.pathSeparator, -1)))
        .filter(
            entry ->
                TESTERS.stream()
                    .noneMatch(tester -> Path.of(entry).getFileName().toString().contains(tester)))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
