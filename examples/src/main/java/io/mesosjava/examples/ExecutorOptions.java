package io.mesosjava.examples;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.ExecutorInfo;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who runs the tasks, and what that needs. */
final class ExecutorOptions {

  private static final String COMMAND = "command";
  private static final String CUSTOM = "custom";

  @Option(
      names = {"--executor", "-executor"},
      paramLabel = "command|custom|FILE",
      defaultValue = "${env:EXEC_BINARY:-command}",
      description = {
        "who runs the tasks (env EXEC_BINARY; ${DEFAULT-VALUE}): command is Mesos' own executor,",
        "custom the example executor, by its path on this machine or by --server.address;",
        "or the file of a program, which is served to agents"
      })
  String executor = COMMAND;

  @Option(
      names = {"--exec.cpu", "-exec.cpu"},
      defaultValue = "${env:EXEC_CPU:-0.1}",
      description = "cpus of the executor itself (env EXEC_CPU; ${DEFAULT-VALUE})")
  double cpu;

  @Option(
      names = {"--exec.memory", "-exec.memory"},
      defaultValue = "${env:EXEC_MEMORY:-64}",
      description = "memory of the executor itself in MB (env EXEC_MEMORY; ${DEFAULT-VALUE})")
  double memory;

  @Option(
      names = {"--exec.image", "-exec.image"},
      paramLabel = "IMAGE",
      defaultValue = "${env:EXEC_IMAGE}",
      description = {
        "Docker image to run as the executor, in place of what --executor says (env EXEC_IMAGE);",
        "the embedded cluster has no images"
      })
  @Nullable String image;

  ExecutorOptions() {}

  void validate() {
    check(cpu, "--exec.cpu");
    check(memory, "--exec.memory");
    boolean isFile = !isCommand() && !isCustom();
    if (isFile && !Files.isRegularFile(Path.of(executor))) {
      throw new IllegalArgumentException(
          "--executor: " + executor + " (expected: command, custom, or the file of a program)");
    }
  }

  private static void check(double amount, String option) {
    if (!(amount > 0 && Double.isFinite(amount))) {
      throw new IllegalArgumentException(option + ": " + amount + " (expected: > 0)");
    }
  }

  boolean isCommand() {
    return image().isEmpty() && executor.equalsIgnoreCase(COMMAND);
  }

  boolean isCustom() {
    return image().isEmpty() && executor.equalsIgnoreCase(CUSTOM);
  }

  Optional<String> image() {
    return image == null || image.isEmpty() ? Optional.empty() : Optional.of(image);
  }

  /** The program to be served. */
  Path program() {
    return Path.of(executor);
  }

  /** An executor that is the entry point of the image. */
  static CustomExecutor ofImage() {
    return new CustomExecutor(CommandInfo.newBuilder().setShell(false).build());
  }

  /** An executor that agents fetch as one file, and run. */
  static CustomExecutor ofProgram(URI served) {
    String path = served.getPath();
    return new CustomExecutor(
        CommandInfo.newBuilder()
            .setValue("." + path.substring(path.lastIndexOf('/')))
            .addUris(
                CommandInfo.URI
                    .newBuilder()
                    .setValue(served.toString())
                    .setExecutable(true)
                    .setExtract(false))
            .build());
  }

  /** What the executor itself needs, allocated to {@code role}. */
  Resources need(String role) {
    return Resources.parse("cpus:" + cpu + ";mem:" + memory).allocate(role);
  }

  /** {@code chosen} as these options want it. */
  ExecutorInfo info(CustomExecutor chosen, String role) {
    ExecutorInfo.Builder info =
        chosen.info(role).toBuilder().clearResources().addAllResources(need(role).messages());
    image()
        .ifPresent(
            name ->
                info.setContainer(
                    ContainerInfo.newBuilder()
                        .setType(ContainerInfo.Type.DOCKER)
                        .setDocker(
                            ContainerInfo.DockerInfo.newBuilder()
                                .setImage(name)
                                .setForcePullImage(true))));
    return info.build();
  }
}
