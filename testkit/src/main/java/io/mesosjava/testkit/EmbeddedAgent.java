package io.mesosjava.testkit;

import io.mesosjava.testkit.container.Sandbox;
import io.mesosjava.testkit.link.Disruption;
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

  /**
   * As a master assigned it. After {@link #restartAsNew} this waits for the new one.
   *
   * @throws IllegalStateException if the master ended the new agent before it gave it an id
   */
  public String id() {
    return seat.id();
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

  /**
   * Whether its process runs: it was not {@linkplain #kill killed}, and no master has ended it. An
   * agent that is marked gone, or whose machine is taken down, gives its executors the time to end,
   * then its process ends.
   */
  public boolean isRunning() {
    return seat.state() == AgentSeat.State.RUNNING;
  }

  /** Whether somebody killed its process and nobody has started another. */
  boolean isKilled() {
    return seat.state() == AgentSeat.State.KILLED;
  }

  /**
   * Ends its process, as by {@code kill -9}. Executors and tasks of frameworks that checkpoint go
   * on; those of others end, and nobody is told. Streams break, and connections are refused.
   *
   * @throws IllegalStateException if it does not run
   */
  public void kill() {
    seat.kill();
  }

  /**
   * Starts another process in the place of one that has ended, with the same id, address and
   * directory. For up to two seconds it waits for executors to subscribe again and answers 503;
   * then it registers. Of an agent that a master has ended nothing runs; what is reserved there is,
   * and the volumes are. A master refuses an agent that was marked gone, and one on a machine that
   * is still down: such a process ends again.
   *
   * @throws IllegalStateException if its process runs
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
   * As {@link #restart}, but the process registers as a new agent, as after an operator has removed
   * {@code meta/slaves/latest} from the work directory of a Mesos agent, which is the way back of
   * one that was marked gone. What the former agent left running is killed and nobody is told. What
   * is reserved stays reserved, and volumes keep their data.
   *
   * @throws IllegalStateException if its process runs
   * @throws UncheckedIOException if its port was taken meanwhile
   */
  public void restartAsNew() {
    try {
      seat.restartAsNew();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }

  /**
   * Parts it from its master: no message passes either way, until {@link #heal}. Its HTTP server
   * goes on.
   */
  public void partition() {
    seat.fault("parted from its master");
    seat.disruption().partition();
  }

  /** Ends the faults between it and its master. Messages that were lost are lost. */
  public void heal() {
    seat.fault("healed");
    seat.disruption().heal();
  }

  /**
   * Loses the next {@code count} status updates of its tasks on their way to the master. It sends
   * them again when they are not acknowledged, as Mesos does.
   *
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  public void dropUpdates(int count) {
    Checks.atLeastOne("count", count);
    seat.fault("loses updates: " + count);
    seat.disruption().dropUpdates(count);
  }

  /**
   * Delivers the next {@code count} status updates of its tasks to the master twice.
   *
   * @throws IllegalArgumentException if {@code count} is not positive
   */
  public void duplicateUpdates(int count) {
    Checks.atLeastOne("count", count);
    seat.fault("sends updates twice: " + count);
    seat.disruption().duplicateUpdates(count);
  }

  Disruption disruption() {
    return seat.disruption();
  }

  @Override
  public String toString() {
    return seat.toString();
  }
}
