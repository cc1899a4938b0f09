package io.mesosjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The archive is made by a real JVM, and another one takes the executor's classes from it. */
class ExecutorArchiveCommandTest {

  private static final String EXECUTOR = "io.mesosjava.examples.ExampleExecutor";

  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  private int archive(Path output, String classPath) {
    CommandLine command = Main.commandLine().setErr(new PrintWriter(err));
    return command.execute(
        "executor-archive", "--output", output.toString(), "--class-path", classPath);
  }

  @Test
  void makesAnArchiveThatIsUsed() throws Exception {
    Path archive = directory.resolve("executor.jsa");
    String jars = Jars.ofThisProcess(directory);

    int status = archive(archive, jars);

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    Process process =
        new ProcessBuilder(
                Jars.java(),
                "-XX:+UseSerialGC",
                "-XX:SharedArchiveFile=" + archive,
                "-Xlog:class+load",
                "-cp",
                jars,
                EXECUTOR)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(2); // no agent has started it
    assertThat(output)
        .containsPattern("io\\.mesosjava\\.framework\\.executor\\.EnvironmentReader source: shared")
        .doesNotContainPattern("io\\.mesosjava\\.framework\\S* source: jar");
  }

  @Test
  void refusesADirectory() {
    Path archive = directory.resolve("executor.jsa");

    int status = archive(archive, directory.toString());

    assertThat(err.toString())
        .contains("--class-path: " + directory + " is no jar (expected: a class path of jars)");
    assertThat(status).isEqualTo(2);
    assertThat(archive).doesNotExist();
  }
}
