package io.mesosjava.testkit.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where Mesos puts an executor's files: {@code
 * slaves/<agent>/frameworks/<framework>/executors/<executor>/runs/<container>}, with a symbolic
 * link {@code latest} beside the runs.
 */
public final class Sandbox {

  private Sandbox() {}

  /** The directory of one run, whether it exists or not. */
  public static Path path(
      Path workDirectory, String agent, String framework, String executor, String container) {
    return workDirectory
        .resolve("slaves")
        .resolve(agent)
        .resolve("frameworks")
        .resolve(framework)
        .resolve("executors")
        .resolve(executor)
        .resolve("runs")
        .resolve(container);
  }

  /** Makes the directory with its two empty output files, and points {@code latest} to it. */
  public static void create(Path sandbox) throws IOException {
    Files.createDirectories(sandbox);
    Files.createFile(sandbox.resolve("stdout"));
    Files.createFile(sandbox.resolve("stderr"));
    Path latest = sandbox.resolveSibling("latest");
    Files.deleteIfExists(latest);
    Files.createSymbolicLink(latest, sandbox);
  }
}
