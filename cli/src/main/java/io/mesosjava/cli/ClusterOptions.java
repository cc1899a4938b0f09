package io.mesosjava.cli;

import io.mesosjava.testkit.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What of an embedded cluster can be set from the command line. */
final class ClusterOptions {

  @Option(
      names = "--agents",
      defaultValue = "1",
      description = "number of agents (${DEFAULT-VALUE})")
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
    EmbeddedCluster.Builder cluster =
        EmbeddedCluster.builder()
            .agents(agents)
            .masterPort(masterPort)
            .agentPort(agentPort)
            .agentResources(resources)
            .agentAttributes(attributes)
            .heartbeatInterval(duration(heartbeatSeconds))
            .allocationInterval(duration(allocationSeconds));
    return workDirectory == null ? cluster : cluster.workDirectory(workDirectory);
  }

  private static Duration duration(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }
}
