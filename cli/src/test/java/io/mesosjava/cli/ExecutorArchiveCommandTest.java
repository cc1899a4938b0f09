package io.mesosjava.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The archive is made by a real JVM, and another one takes the executor's classes from it. */
class ExecutorArchiveCommandTest {

  private static final String EXECUTOR = "io.mesosjava.examples.ExampleExecutor";

  private final StringWriter err = new StringWriter();

  @TempDir Path directory;

  private int archive(String... options) {
    CommandLine command = Main.commandLine().setErr(new PrintWriter(err));
    List<String> arguments = new ArrayList<>(List.of("executor-archive"));
    arguments.addAll(List.of(options));
    return command.execute(arguments.toArray(String[]::new));
  }

  /** What a JVM with the archive says of the classes that it loads. */
  private static String loading(Path archive, String classPath) throws Exception {
    boolean aheadOfTime = Runtime.version().feature() >= 25;
    Process process =
        new ProcessBuilder(
                Jars.java(),
                "-XX:+UseSerialGC",
                (aheadOfTime ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + archive,
                "-Xlog:class+load",
                "-cp",
                classPath,
                EXECUTOR)
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isEqualTo(2); // no agent has started it
    return output;
  }

  private static void assertUsed(String loading) {
    assertThat(loading)
        .containsPattern("io\\.mesosjava\\.framework\\.executor\\.EnvironmentReader source: shared")
        .doesNotContainPattern("io\\.mesosjava\\.framework\\S* source: (jar|file)");
  }

  @Test
  void makesAnArchiveThatIsUsed() throws Exception {
    Path archive = directory.resolve("executor.jsa");
    String jars = Jars.ofThisProcess(directory);

    int status = archive("--output", archive.toString(), "--class-path", jars);

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertUsed(loading(archive, jars));
  }

  @Test
  void makesOneJarAndItsArchive() throws Exception {
    Path archive = directory.resolve("executor.jsa");
    Path jar = directory.resolve("executor.jar");
    String jars = Jars.ofThisProcess(directory);

    int status =
        archive("--output", archive.toString(), "--one-jar", jar.toString(), "--class-path", jars);

    assertThat(err.toString()).isEmpty();
    assertThat(status).isZero();
    assertUsed(loading(archive, jar.toString()));
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      assertThat(files.getPath("META-INF/services/org.slf4j.spi.SLF4JServiceProvider"))
          .content()
          .contains("org.slf4j.simple.SimpleServiceProvider");
      assertThat(files.getPath("module-info.class")).doesNotExist();
    }
  }

  @Test
  void refusesADirectory() {
    Path archive = directory.resolve("executor.jsa");

    int status = archive("--output", archive.toString(), "--class-path", directory.toString());

    assertThat(err.toString())
        .contains("--class-path: " + directory + " is no jar (expected: a class path of jars)");
    assertThat(status).isEqualTo(2);
    assertThat(archive).doesNotExist();
  }
}
