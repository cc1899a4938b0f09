package io.mesosjava.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How an agent gets and starts the example executor.
 *
 * @param command what starts it
 */
record CustomExecutor(CommandInfo command) {

  private static final String RESOURCES = "cpus:0.1;mem:64";
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Of the file that the measurement of its start reads, too. */
  private static final List<String> FLAGS = read("executor.flags");

  /** From JDK 25 on, an archive holds more than classes, and has options of its own. */
  private static final boolean AHEAD_OF_TIME = Runtime.version().feature() >= 25;

  /** Beside the directory of this class' jar: where {@link ExecutorArchive} is told to put it. */
  private static final Path ARCHIVE = Path.of("..", "executor", "example-executor.jsa");

  private static List<String> read(String file) {
    try (InputStream in = CustomExecutor.class.getResourceAsStream(file)) {
      String text = new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /** Started from the files of this process: agents must see the same ones. */
  static CustomExecutor byPath() {
    Optional<Path> archive = archive();
    List<Path> path =
        archive.map(file -> List.of(jarOf(file))).orElseGet(CustomExecutor::classPath);
    return new CustomExecutor(command(path, mainClass(), flags(archive)));
  }

  /** What starts {@code main} with {@code java}, as this process was, and {@code options}. */
  static CommandInfo command(List<Path> classPath, String main, List<String> options) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = classPath.stream().map(Path::toString).collect(Collectors.joining(":"));
    CommandInfo.Builder command = CommandInfo.newBuilder().setShell(false).setValue(java);
    command.addArguments("java").addAllArguments(options).addArguments(main);
    command.getEnvironmentBuilder().addVariablesBuilder().setName("CLASSPATH").setValue(path);
    return command.build();
  }

  /** What a JVM of an executor is started with, and an archive of its classes if there is one. */
  static List<String> flags(Optional<Path> archive) {
    List<String> flags = new ArrayList<>(FLAGS);
    String option = AHEAD_OF_TIME ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=";
    archive.ifPresent(file -> flags.add(option + file));
    return flags;
  }

  /** The same, to make {@code archive} when it exits. */
  static List<String> flagsThatMake(Path archive) {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add((AHEAD_OF_TIME ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + archive);
    return flags;
  }

  private static Optional<Path> archive() {
    return classPath().stream()
        .filter(jar -> jar.getFileName().toString().startsWith("mesos-java-examples"))
        .map(jar -> jar.resolveSibling(ARCHIVE).normalize())
        .filter(file -> Files.exists(file) && Files.exists(jarOf(file)))
        .findFirst();
  }

  /** The executor in one jar, of which {@code archive} was made. */
  private static Path jarOf(Path archive) {
    return archive.resolveSibling("example-executor.jar");
  }

  /** Fetched from {@code jars} by the agents, which must have a {@code java}. */
  static CustomExecutor served(List<URI> jars) {
    CommandInfo.Builder command = CommandInfo.newBuilder();
    for (URI jar : jars) {
      command.addUrisBuilder().setValue(jar.toString()).setExtract(false);
    }
    command.setValue("exec java " + String.join(" ", FLAGS) + " -cp '*' " + mainClass());
    return new CustomExecutor(command.build());
  }

  private static String mainClass() {
    return ExampleExecutor.class.getName();
  }

  /** What this process is made of; with {@code java -cp 'lib/*'} that is each jar. */
  private static List<Path> classPath() {
    return entries(System.getProperty("java.class.path"));
  }

  private static List<Path> entries(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath())
        .filter(Files::exists)
        .toList();
  }

  /**
   * The jars of {@code given}, or else of this process, for {@code option}.
   *
   * @throws IllegalArgumentException if it is made of something else
   */
  static List<Path> jars(Optional<String> given, String option) {
    List<Path> path = given.map(CustomExecutor::entries).orElseGet(CustomExecutor::classPath);
    for (Path entry : path) {
      if (!Files.isRegularFile(entry)) {
        throw new IllegalArgumentException(
            option + ": " + entry + " is no jar (expected: a class path of jars)");
      }
    }
    return path;
  }

  /** What it needs, allocated to {@code role}. */
  static Resources need(String role) {
    return Resources.parse(RESOURCES).allocate(role);
  }

  ExecutorInfo info(String role) {
    return info(command, role);
  }

  static ExecutorInfo info(CommandInfo command, String role) {
    return ExecutorInfo.newBuilder()
        .setType(ExecutorInfo.Type.CUSTOM)
        .setExecutorId(ExecutorID.newBuilder().setValue("example-executor"))
        .setName("example executor")
        .setCommand(command)
        .setShutdownGracePeriod(DurationInfo.newBuilder().setNanoseconds(GRACE.toNanos()))
        .addAllResources(need(role).messages())
        .build();
  }
}
