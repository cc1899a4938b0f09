package io.mesosjava.testkit;

import io.mesosjava.testkit.container.Sandbox;
import java.net.URI;
import java.nio.file.Path;

/**
 * One agent of an {@link EmbeddedCluster}, the same object as long as the cluster lives. Safe for
 * use by any number of threads.
 */
public final class EmbeddedAgent {

  private final AgentSeat seat;

  EmbeddedAgent(AgentSeat seat) {
    this.seat = seat;
  }

  /** As a master assigned it. */
  public String id() {
    return seat.registered().toCompletableFuture().join();
  }

  /** Where its HTTP server listens, without a path, for example {@code http://127.0.0.1:5051}. */
  public URI uri() {
    return seat.uri();
  }

  /** What it writes lies under here. */
  public Path workDirectory() {
    return seat.directory();
  }

  /**
   * The sandbox of the latest run of an executor. That of a command task is found under the task's
   * id.
   */
  public Path sandbox(String frameworkId, String executorId) {
    return Sandbox.path(workDirectory(), id(), frameworkId, executorId, "latest");
  }

  @Override
  public String toString() {
    return "agent " + id() + " at " + uri();
  }
}
