package io.mesosjava.testkit;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * Faults that a scheduler must live with, each ready to be injected, so that a test can go through
 * them all. {@link EmbeddedCluster#heal} ends them.
 *
 * <pre>{@code
 * @ParameterizedTest
 * @EnumSource(Fault.class)
 * void finishesItsWork(Fault fault) {
 *   cluster.inject(fault);
 *   cluster.heal();
 *   ...
 * }
 * }</pre>
 *
 * <p>Those of connections are about schedulers' connections; {@link Faults} has them for the others
 * and with other numbers.
 */
public enum Fault {
  /** The connections end. */
  CUT(cluster -> schedulers(cluster).cut()),
  /** The connections end with a TCP reset. */
  RESET(cluster -> schedulers(cluster).reset()),
  /** The connections are half-open: nothing passes any more, and nobody is told. */
  HALF_OPEN(cluster -> schedulers(cluster).halfOpen()),
  /** What schedulers send does not arrive. */
  BLACK_HOLE_REQUESTS(cluster -> schedulers(cluster).blackHoleRequests()),
  /** What the master sends does not arrive. */
  BLACK_HOLE_ANSWERS(cluster -> schedulers(cluster).blackHoleAnswers()),
  /** What the master sends comes 64 bytes at a time, every millisecond. */
  SLOW_DRIP(cluster -> schedulers(cluster).drip(64, Duration.ofMillis(1))),
  /** What the master sends comes in two parts, the first of them one byte. */
  SPLIT(cluster -> schedulers(cluster).splitAt(1)),
  /** The next record of a stream cannot be decoded. */
  CORRUPT_RECORD(cluster -> schedulers(cluster).corruptRecord()),
  /** The length of the next record of a stream is no number. */
  CORRUPT_LENGTH(cluster -> schedulers(cluster).corruptLength()),
  /** The connection ends in the middle of the next record. */
  TRUNCATE_RECORD(cluster -> schedulers(cluster).truncateRecord()),
  /** What the master sends comes 100 ms later. */
  DELAY(cluster -> schedulers(cluster).delay(Duration.ofMillis(100))),
  /** No heartbeats come. */
  SILENCE_HEARTBEATS(cluster -> schedulers(cluster).silenceHeartbeats()),
  /** The next three calls are answered with 503. */
  ANSWER_503(cluster -> schedulers(cluster).answer(503, 3)),
  /** The next status update of a task is lost between agent and master. */
  DROP_UPDATE(cluster -> cluster.disruptions().forEach(agent -> agent.dropUpdates(1))),
  /** The next status update of a task reaches the master twice. */
  DUPLICATE_UPDATE(cluster -> cluster.disruptions().forEach(agent -> agent.duplicateUpdates(1))),
  /** The first agent and its master do not hear each other. */
  PARTITION_AGENT(cluster -> first(cluster.disruptions()).partition()),
  /** The process of the first agent dies. What it runs goes on where the framework checkpoints. */
  KILL_AGENT(cluster -> first(cluster.agents()).kill()),
  /** The process of the first agent dies and comes back at once. */
  RESTART_AGENT(
      cluster -> {
        EmbeddedAgent agent = first(cluster.agents());
        agent.kill();
        agent.restart();
      }),
  /** The executors of all tasks die. */
  CRASH_EXECUTORS(
      cluster ->
          cluster.state().tasks().stream()
              .map(task -> task.getTaskId().getValue())
              .forEach(cluster::crashExecutor)),
  /** The tokens of all executors become invalid. */
  EXPIRE_TOKENS(EmbeddedCluster::expireTokens),
  /** The leader dies. Of one master, none is left. */
  KILL_LEADER(EmbeddedCluster::killLeader),
  /** Another master leads; of one, it leads anew. */
  MOVE_LEADER(EmbeddedCluster::moveLeader),
  /** Nobody leads. */
  NO_LEADER(EmbeddedCluster::deposeLeader);

  @SuppressWarnings("ImmutableEnumChecker") // Lambdas that capture nothing.
  private final Consumer<EmbeddedCluster> injection;

  Fault(Consumer<EmbeddedCluster> injection) {
    this.injection = injection;
  }

  private static <T> T first(List<T> agents) {
    if (agents.isEmpty()) {
      throw new IllegalStateException(
          "the cluster has no such agent (expected: one; those that are simulated have no process)");
    }
    return agents.get(0);
  }

  private static Faults schedulers(EmbeddedCluster cluster) {
    return cluster.faults().at(Endpoint.SCHEDULER);
  }

  void inject(EmbeddedCluster cluster) {
    injection.accept(cluster);
  }
}
