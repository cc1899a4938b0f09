package io.mesosjava.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.CommandInfo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The example scheduler with the example executor, a process of its own, on a cluster. */
class ExampleExecutorTest {

  private static int run(ByteArrayOutputStream out, String... arguments) throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      SchedulerOptions options = new SchedulerOptions();
      new CommandLine(options).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
      options.embedded(cluster.master());
      return ExampleScheduler.run(options, new PrintStream(out, true, StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exit 0", "primes 1000"})
  void runsCommandsAndWorkOfItsOwn(String command) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exit = run(out, "--executor", "custom", "--tasks", "3", "--command", command);
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("3 of 3 tasks finished");
    assertThat(exit).isZero();
  }

  @Test
  void aProgramIsServedToTheAgentsAndRuns(@TempDir Path directory) throws Exception {
    CommandInfo known = CustomExecutor.byPath().command();
    String arguments =
        String.join(" ", known.getArgumentsList().subList(1, known.getArgumentsCount()));
    Path program =
        Files.writeString(
            directory.resolve("my-executor"),
            "#!/bin/sh\nCLASSPATH='"
                + System.getProperty("java.class.path")
                + "' exec "
                + known.getValue()
                + " "
                + arguments
                + "\n");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exit = run(out, "--executor", program.toString(), "--exec.cpu=0.2", "--command", "exit 0");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("serving the executor at http://127.0.0.1:")
        .contains("5 of 5 tasks finished");
    assertThat(exit).isZero();
  }

  @Test
  void saysHowACommandHasFailed() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int exit = run(out, "--executor", "custom", "--tasks", "1", "--command", "exit 3");
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("task-1 ended as TASK_FAILED: Command exited with status 3");
    assertThat(exit).isEqualTo(1);
  }
}
