package io.mesosjava.testkit;

import io.mesosjava.testkit.container.Sandbox;
import java.net.URI;
import java.nio.file.Path;

/**
 * One agent of an {@link EmbeddedCluster}.
 *
 * @param id as the master assigned it
 * @param uri where its HTTP server listens, without a path, for example {@code
 *     http://127.0.0.1:5051}
 * @param workDirectory what it writes lies under here
 */
public record EmbeddedAgent(String id, URI uri, Path workDirectory) {

  /**
   * The sandbox of the latest run of an executor. That of a command task is found under the task's
   * id.
   */
  public Path sandbox(String frameworkId, String executorId) {
    return Sandbox.path(workDirectory, id, frameworkId, executorId, "latest");
  }
}
