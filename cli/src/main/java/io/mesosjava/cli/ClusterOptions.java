package io.mesosjava.cli;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of an embedded cluster can be set from the command line. */
final class ClusterOptions {

  private static final int MAX_SECONDS = 86_400;

  @Option(
      names = "--agents",
      defaultValue = "1",
      description = "number of agents, 0 for a master alone (${DEFAULT-VALUE})")
  int agents;

  @Option(
      names = "--master-port",
      defaultValue = "5050",
      description = "port of the master, 0 for any free one (${DEFAULT-VALUE})")
  int masterPort;

  @Option(
      names = "--agent-port",
      defaultValue = "5051",
      description = {
        "port of the first agent, the others follow; 0 for any free ones",
        "(${DEFAULT-VALUE})"
      })
  int agentPort;

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

  /** A cluster with these options, not launched yet. */
  EmbeddedCluster.Builder cluster() {
    checkResources();
    EmbeddedCluster.Builder cluster =
        EmbeddedCluster.builder()
            .agents(agents)
            .masterPort(masterPort)
            .agentPort(agentPort)
            .agentResources(resources)
            .agentAttributes(attributes)
            .heartbeatInterval(duration("--heartbeat-interval", heartbeatSeconds))
            .allocationInterval(duration("--allocation-interval", allocationSeconds));
    return workDirectory == null ? cluster : cluster.workDirectory(workDirectory);
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
