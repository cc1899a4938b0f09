package io.mesosjava.testkit.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

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

  /**
   * Makes the directory with its two empty output files, and points {@code latest} to it.
   *
   * @throws SandboxException if that cannot be
   */
  public static void create(Path sandbox) throws SandboxException {
    try {
      createPlain(sandbox);
      link(sandbox.resolveSibling("latest"), sandbox);
    } catch (IOException e) {
      throw new SandboxException(sandbox, e);
    }
  }

  /** Makes a symbolic link to a sandbox, in the place of an earlier one. */
  public static void link(Path link, Path sandbox) throws IOException {
    Files.createDirectories(link.resolveSibling("."));
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, sandbox);
  }

  /**
   * Removes a sandbox, or a directory of sandboxes, with all that is in it; if need be against the
   * wish of a task that has made something unwritable. Links are removed, not followed.
   */
  public static void delete(Path sandbox) throws IOException {
    if (Files.isDirectory(sandbox, LinkOption.NOFOLLOW_LINKS)) {
      if (!isOpen(sandbox)) {
        Files.setPosixFilePermissions(sandbox, PosixFilePermissions.fromString("rwx------"));
      }
      try (Stream<Path> children = Files.list(sandbox)) {
        for (Path child : children.toList()) {
          delete(child);
        }
      }
    }
    Files.deleteIfExists(sandbox);
  }

  private static boolean isOpen(Path directory) {
    return Files.isReadable(directory)
        && Files.isWritable(directory)
        && Files.isExecutable(directory);
  }

  /** The sandbox of a container inside another one. */
  public static Path nested(Path parent, String container) {
    return parent.resolve("containers").resolve(container);
  }

  /** The sandbox of a container that has neither an executor nor a parent. */
  public static Path standalone(Path workDirectory, String container) {
    return workDirectory.resolve("containers").resolve(container);
  }

  /**
   * Makes the directory with its two output files, empty if they were not there: a standalone
   * container may have the name of one before it.
   */
  public static void createPlain(Path sandbox) throws IOException {
    Files.createDirectories(sandbox);
    for (String output : List.of("stdout", "stderr")) {
      Files.newOutputStream(
              sandbox.resolve(output), StandardOpenOption.CREATE, StandardOpenOption.APPEND)
          .close();
    }
  }
}
