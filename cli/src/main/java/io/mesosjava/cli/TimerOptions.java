package io.mesosjava.cli;

import io.mesosjava.testkit.EmbeddedCluster;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How time passes in a cluster, and how long it waits for what. Durations: 500ms, 15s, 10m, 2h. */
final class TimerOptions {

  @Option(
      names = "--clock-speed",
      paramLabel = "TIMES",
      description = "how many times as fast the cluster's time passes (1)")
  @Nullable Double clockSpeed;

  @Option(
      names = "--clock-by-hand",
      description = "time stands still but for the command 'advance' (see --control-port)")
  boolean clockByHand;

  @Option(
      names = "--start-time",
      paramLabel = "TIME",
      description = "when a clock that is wound by hand begins, as 2030-01-31T12:00:00Z (now)")
  @Nullable Instant startTime;

  @Option(
      names = "--heartbeat-interval",
      paramLabel = "TIME",
      defaultValue = "15s",
      converter = Durations.class,
      description = "between heartbeats (${DEFAULT-VALUE})")
  Duration heartbeat = Duration.ZERO;

  @Option(
      names = "--allocation-interval",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = Durations.class,
      description = "between allocations of offers (${DEFAULT-VALUE})")
  Duration allocation = Duration.ZERO;

  @Option(
      names = "--offer-timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "after which offers are rescinded (never)")
  @Nullable Duration offer;

  @Option(
      names = "--agent-ping-timeout",
      paramLabel = "TIME",
      defaultValue = "15s",
      converter = Durations.class,
      description = "between pings of agents (${DEFAULT-VALUE})")
  Duration agentPing = Duration.ZERO;

  @Option(
      names = "--max-agent-ping-timeouts",
      paramLabel = "COUNT",
      defaultValue = "5",
      description =
          "pings without an answer after which an agent is unreachable (${DEFAULT-VALUE})")
  int maxAgentPingTimeouts;

  @Option(
      names = "--agent-reregister-timeout",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = Durations.class,
      description = "what an agent has to register again (${DEFAULT-VALUE})")
  Duration agentReregister = Duration.ZERO;

  @Option(
      names = "--agent-removal-rate-limit",
      paramLabel = "COUNT/TIME",
      description = "how many agents may become unreachable in which time, as 1/10m (any)")
  @Nullable String agentRemovals;

  @Option(
      names = "--zk-session-timeout",
      paramLabel = "TIME",
      defaultValue = "0",
      converter = Durations.class,
      description = "how long a dead leader is missed before another is elected (${DEFAULT-VALUE})")
  Duration session = Duration.ZERO;

  @Option(
      names = "--status-retry",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = Durations.class,
      description = "before an update that is not acknowledged is repeated (${DEFAULT-VALUE})")
  Duration statusRetry = Duration.ZERO;

  @Option(
      names = "--executor-registration-timeout",
      paramLabel = "TIME",
      defaultValue = "1m",
      converter = Durations.class,
      description = "what a new executor has to subscribe (${DEFAULT-VALUE})")
  Duration executorRegistration = Duration.ZERO;

  @Option(
      names = "--executor-reregistration-timeout",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = Durations.class,
      description = "what executors have when their agent comes back (${DEFAULT-VALUE})")
  Duration executorReregistration = Duration.ZERO;

  @Option(
      names = "--executor-shutdown-grace-period",
      paramLabel = "TIME",
      defaultValue = "5s",
      converter = Durations.class,
      description = "what executors have to end (${DEFAULT-VALUE})")
  Duration shutdownGrace = Duration.ZERO;

  @Option(
      names = "--recovery-timeout",
      paramLabel = "TIME",
      defaultValue = "15m",
      converter = Durations.class,
      description = "how long executors wait for an agent that is away (${DEFAULT-VALUE})")
  Duration recovery = Duration.ZERO;

  @Option(
      names = "--gc-delay",
      paramLabel = "TIME",
      defaultValue = "7d",
      converter = Durations.class,
      description = "how long the sandbox of an executor that has ended stays (${DEFAULT-VALUE})")
  Duration gcDelay = Duration.ZERO;

  void configure(EmbeddedCluster.Builder cluster) {
    clock(cluster);
    cluster
        .heartbeatInterval(heartbeat)
        .allocationInterval(allocation)
        .agentPings(agentPing, maxAgentPingTimeouts)
        .agentReregisterTimeout(agentReregister)
        .sessionTimeout(session)
        .statusRetry(statusRetry, longest(statusRetry))
        .executorRegistrationTimeout(executorRegistration)
        .executorReregistrationTimeout(executorReregistration)
        .executorShutdownGracePeriod(shutdownGrace)
        .recoveryTimeout(recovery)
        .gcDelay(gcDelay);
    if (offer != null) {
      cluster.offerTimeout(offer);
    }
    if (agentRemovals != null) {
      limitRemovals(cluster, agentRemovals);
    }
  }

  /** As of Mesos: ten minutes, or what is asked for if that is longer. */
  private static Duration longest(Duration first) {
    Duration usual = Duration.ofMinutes(10);
    return first.compareTo(usual) > 0 ? first : usual;
  }

  private void clock(EmbeddedCluster.Builder cluster) {
    if (clockByHand && clockSpeed != null) {
      throw new IllegalArgumentException(
          "--clock-speed, --clock-by-hand: a clock that is wound by hand has no speed"
              + " (expected: one of them)");
    }
    if (startTime != null && !clockByHand) {
      throw new IllegalArgumentException(
          "--start-time: the clock runs by itself (expected: with --clock-by-hand)");
    }
    if (startTime != null) {
      cluster.clockWoundByHand(startTime);
    } else if (clockByHand) {
      cluster.clockWoundByHand();
    } else if (clockSpeed != null) {
      cluster.clockSpeed(clockSpeed);
    }
  }

  private static void limitRemovals(EmbeddedCluster.Builder cluster, String text) {
    try {
      String[] parts = text.split("/", 2);
      cluster.agentRemovalRateLimit(
          Integer.parseInt(parts[0]), new Durations().convert(parts.length > 1 ? parts[1] : ""));
    } catch (IllegalArgumentException | picocli.CommandLine.TypeConversionException e) {
      throw new IllegalArgumentException(
          "--agent-removal-rate-limit: " + text + " (expected: COUNT/TIME, as 1/10m)", e);
    }
  }
}
