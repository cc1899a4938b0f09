package io.mesosjava.cli;

import static io.mesosjava.testkit.Invariant.OFFERS_ANSWERED;
import static io.mesosjava.testkit.Invariant.TASKS_LAUNCHED_ONCE;
import static io.mesosjava.testkit.Invariant.UPDATES_ACKNOWLEDGED;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What of an embedded cluster can be set from the command line. */
final class ClusterOptions {

  private static final int MAX_SECONDS = 86_400;

  @Option(
      names = "--agents",
      defaultValue = "1",
      description = "number of agents, 0 for masters alone (${DEFAULT-VALUE})")
  int agents;

  @Option(
      names = "--agent",
      paramLabel = "RESOURCES[/ATTRIBUTES]",
      description = {
        "one more agent, with resources and attributes of its own, for example",
        "'cpus:2;mem:512/rack:r2'; may be repeated"
      })
  List<String> moreAgents = List.of();

  @Option(
      names = "--masters",
      defaultValue = "1",
      description = "number of masters; the first leads (${DEFAULT-VALUE})")
  int masters;

  @Option(
      names = "--master-port",
      defaultValue = "5050",
      description = {
        "port of the first master, the others follow; 0 for any free ones",
        "(${DEFAULT-VALUE})"
      })
  int masterPort;

  @Option(
      names = "--agent-port",
      description = {
        "port of the first agent, the others follow; 0 for any free ones",
        "(the one after the masters')"
      })
  @Nullable Integer agentPort;

  @Option(
      names = "--resources",
      paramLabel = "TEXT",
      defaultValue = "cpus:8;mem:16000;disk:20000;ports:[31000-32000]",
      description = "resources of each agent (${DEFAULT-VALUE})")
  String resources = "";

  @Option(
      names = "--attributes",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "attributes of each agent, for example rack:r1;zone:a")
  String attributes = "";

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description = "where sandboxes are made (a new temporary folder, removed at the end)")
  @Nullable Path workDirectory;

  @Option(
      names = "--heartbeat-interval",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "time between heartbeats (${DEFAULT-VALUE})")
  double heartbeatSeconds;

  @Option(
      names = "--allocation-interval",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "time between allocations of offers (${DEFAULT-VALUE})")
  double allocationSeconds;

  @Option(
      names = "--clock-speed",
      paramLabel = "TIMES",
      defaultValue = "1",
      description = "how many times as fast the cluster's time passes (${DEFAULT-VALUE})")
  double clockSpeed;

  @Mixin private SecurityOptions security = new SecurityOptions();

  SecurityOptions security() {
    return security;
  }

  /** A cluster with these options, not launched yet. */
  EmbeddedCluster.Builder cluster() {
    checkResources();
    EmbeddedCluster.Builder cluster =
        EmbeddedCluster.builder()
            .masters(masters)
            .agents(agents)
            .masterPort(masterPort)
            .agentPort(agentPort())
            .clockSpeed(clockSpeed)
            .memory(0)
            .relax(UPDATES_ACKNOWLEDGED, OFFERS_ANSWERED, TASKS_LAUNCHED_ONCE)
            .agentResources(resources)
            .agentAttributes(attributes)
            .heartbeatInterval(duration("--heartbeat-interval", heartbeatSeconds))
            .allocationInterval(duration("--allocation-interval", allocationSeconds));
    for (String agent : moreAgents) {
      String[] parts = agent.split("/", 2);
      cluster.agent(parts[0], parts.length > 1 ? parts[1] : "");
    }
    security.configure(cluster);
    return workDirectory == null ? cluster : cluster.workDirectory(workDirectory);
  }

  private int agentPort() {
    if (agentPort != null) {
      return agentPort;
    }
    return masterPort == 0 ? 0 : masterPort + masters;
  }

  private void checkResources() {
    try {
      Resources unused = Resources.parse(resources);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--resources: " + resources + ": " + e.getMessage(), e);
    }
  }

  private static Duration duration(String option, double seconds) {
    if (!(seconds > 0 && seconds <= MAX_SECONDS)) {
      throw new IllegalArgumentException(
          option + ": " + seconds + " (expected: > 0, at most " + MAX_SECONDS + ")");
    }
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
