package io.mesosjava.examples;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How an agent gets and starts the example executor.
 *
 * @param command what starts it
 */
record CustomExecutor(CommandInfo command) {

  private static final String RESOURCES = "cpus:0.1;mem:64";
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Little and quickly started: it mostly waits. */
  private static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx48m");

  /** Started from the files of this process: agents must see the same ones. */
  static CustomExecutor byPath() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = classPath().stream().map(Path::toString).collect(Collectors.joining(":"));
    CommandInfo.Builder command = CommandInfo.newBuilder().setShell(false).setValue(java);
    command.addArguments("java").addAllArguments(FLAGS).addArguments(mainClass());
    command.getEnvironmentBuilder().addVariablesBuilder().setName("CLASSPATH").setValue(path);
    return new CustomExecutor(command.build());
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
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath())
        .filter(Files::exists)
        .toList();
  }

  /**
   * The jars of this process.
   *
   * @throws IllegalArgumentException if it is made of something else
   */
  static List<Path> jars() {
    List<Path> path = classPath();
    for (Path entry : path) {
      if (!Files.isRegularFile(entry)) {
        throw new IllegalArgumentException(
            "--server.address: cannot serve " + entry + " (expected: a class path of jars)");
      }
    }
    return path;
  }

  /** What it needs, allocated to {@code role}. */
  static Resources need(String role) {
    return Resources.parse(RESOURCES).allocate(role);
  }

  ExecutorInfo info(String role) {
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
