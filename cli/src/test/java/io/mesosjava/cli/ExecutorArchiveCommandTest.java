package io.mesosjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private static List<Path> classPath() {
    String path = System.getProperty("java.class.path");
    return Arrays.stream(
            System.getProperty("surefire.test.class.path", path).split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath())
        .filter(Files::exists)
        .toList();
  }

  /** An archive can be made of jars only: those directories that hold classes become some. */
  private String jars() throws IOException {
    List<Path> jars = new ArrayList<>();
    for (Path entry : classPath()) {
      jars.add(Files.isDirectory(entry) ? jar(entry, jars.size()) : entry);
    }
    return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private Path jar(Path classes, int number) throws IOException {
    Path jar = directory.resolve(number + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, entries);
      }
    }
    return jar;
  }

  @Test
  void makesAnArchiveThatIsUsed() throws Exception {
    Path archive = directory.resolve("executor.jsa");
    String jars = jars();

    int status = archive(archive, jars);

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
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
