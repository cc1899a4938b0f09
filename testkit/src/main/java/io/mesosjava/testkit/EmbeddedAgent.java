package io.mesosjava.testkit;

import io.mesosjava.testkit.container.Sandbox;
import java.io.IOException;
import java.io.UncheckedIOException;
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

  /** Whether its process runs. */
  public boolean isRunning() {
    return !seat.isKilled();
  }

  /**
   * Ends its process, as by {@code kill -9}. Executors and tasks of frameworks that checkpoint go
   * on; those of others end, and nobody is told. Streams break, and connections are refused.
   *
   * @throws IllegalStateException if it was killed already
   */
  public void kill() {
    seat.kill();
  }

  /**
   * Starts another process in the place of one that was killed, with the same id, address and
   * directory. For up to two seconds it waits for executors to subscribe again and answers 503;
   * then it registers.
   *
   * @throws IllegalStateException if it was not killed
   * @throws UncheckedIOException if its port was taken meanwhile
   */
  public void restart() {
    try {
      seat.restart();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Parts it from its master: no message passes either way, until {@link #heal}. Its HTTP server
   * goes on.
   */
  public void partition() {
    seat.disruption().partition();
  }

  /** Ends the faults between it and its master. Messages that were lost are lost. */
  public void heal() {
    seat.disruption().heal();
  }

  /**
   * Loses the next {@code count} status updates of its tasks on their way to the master. It sends
   * them again when they are not acknowledged, as Mesos does.
   *
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  public void dropUpdates(int count) {
    seat.disruption().dropUpdates(Checks.atLeastOne("count", count));
  }

  /**
   * Delivers the next {@code count} status updates of its tasks to the master twice.
   *
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  public void duplicateUpdates(int count) {
    seat.disruption().duplicateUpdates(Checks.atLeastOne("count", count));
  }

  @Override
  public String toString() {
    return "agent " + id() + " at " + uri();
  }
}
