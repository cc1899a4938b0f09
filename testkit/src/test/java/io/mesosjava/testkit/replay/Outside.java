package io.mesosjava.testkit.replay;

import io.mesosjava.testkit.EmbeddedAgent;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.EmbeddedMaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** What was done to the recorded cluster from outside, done to this one. */
final class Outside {

  /** What was only seen, or is done where a connection's end was recorded. */
  private static final List<String> SEEN =
      List.of(
          "no offers while suppressed",
          "only the agent with rack:r1 is offered",
          "the second scheduler closes",
          "the agent has missed its pings",
          "znodes under /mesos");

  private static final List<String> STARTS =
      List.of("agent started again", "the agent process had ended", "the agent continues");

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration STEP = Duration.ofMillis(1);

  private final EmbeddedCluster cluster;

  Outside(EmbeddedCluster cluster) {
    this.cluster = cluster;
  }

  /** Whether an agent comes back by it. */
  static boolean starts(String action) {
    return STARTS.contains(verb(action));
  }

  void perform(String action) throws IOException {
    if (SEEN.stream().anyMatch(action::startsWith)) {
      return;
    }
    switch (verb(action)) {
      case "agent killed with SIGKILL" -> agent().kill();
      case "agent started again" -> agent().restart();
      case "the agent process had ended" -> {
        awaitEndOfAgent();
        agent().restart();
      }
      case "the agent process is stopped with SIGSTOP" -> agent().partition();
      case "the agent continues" -> agent().heal();
      case "the executor process runs" ->
          cluster.await("the executor's environment", state -> environment().isPresent());
      case "the executor process exits without finishing t3" ->
          Files.createFile(environment().orElseThrow().resolveSibling("stop"));
      case "master-1 is started alone" -> startAlone();
      case "master-2 is started" -> {
        master(2).restart();
        master(3).restart();
      }
      case "the leading master is killed with SIGKILL" -> cluster.killLeader();
      case "master-1 is started again" -> master(1).restart();
      case "ZooKeeper is killed" -> cluster.deposeLeader();
      // Who led ends when it loses its session, and nobody starts it again.
      case "masters running: {'master1': True" -> master(2).kill();
      case "master-2 does not listen any more" -> {
        // Seen.
      }
      default -> throw new IllegalArgumentException("unknown action: " + action);
    }
  }

  private static String verb(String action) {
    return action.split("[,;] | on the same| within| [(]", 2)[0];
  }

  /** Only the first master runs, and it leads as soon as there is a majority. */
  private void startAlone() {
    cluster.masters().forEach(EmbeddedMaster::kill);
    cluster.advance(Duration.ofSeconds(3));
    master(1).restart();
  }

  /**
   * Its executors go a second after their tasks, whose processes end by the real clock: so the
   * cluster's must not run ahead of it, or things happen that were not recorded.
   */
  private void awaitEndOfAgent() {
    Instant end = Instant.now().plus(PATIENCE);
    while (agent().isRunning()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("the agent has not ended within " + PATIENCE);
      }
      cluster.advance(STEP);
      LockSupport.parkNanos(STEP.toNanos());
    }
  }

  private EmbeddedAgent agent() {
    return cluster.agents().get(0);
  }

  private EmbeddedMaster master(int number) {
    return cluster.masters().get(number - 1);
  }

  /** The file that the custom executor's process writes first, when it is written. */
  private Optional<Path> environment() {
    return cluster.state().frameworks().stream()
        .map(framework -> framework.getFrameworkInfo().getId().getValue())
        .map(id -> agent().sandbox(id, "custom").resolve("environment"))
        .filter(file -> file.toFile().length() > 0)
        .findFirst();
  }
}
