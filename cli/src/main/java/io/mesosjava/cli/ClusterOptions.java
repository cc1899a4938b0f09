package io.mesosjava.cli;

import static io.mesosjava.testkit.Invariant.OFFERS_ANSWERED;
import static io.mesosjava.testkit.Invariant.TASKS_LAUNCHED_ONCE;
import static io.mesosjava.testkit.Invariant.UPDATES_ACKNOWLEDGED;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.EmbeddedCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What of an embedded cluster can be set from the command line. */
final class ClusterOptions {

  private static final int MAX_PORT = 65_535;

  @Option(
      names = "--masters",
      defaultValue = "1",
      description = "number of masters; the first leads (${DEFAULT-VALUE})")
  int masters;

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
      names = "--simulated-agents",
      paramLabel = "COUNT",
      defaultValue = "0",
      description = "so many more agents without processes, cheap enough for thousands")
  int simulatedAgents;

  @Option(
      names = "--simulated-task-time",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = Durations.class,
      description = "how long a task of a simulated agent takes (${DEFAULT-VALUE})")
  Duration simulatedTaskTime = Duration.ZERO;

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
      description = "resources of each agent; 'cpus(role):2' is reserved (${DEFAULT-VALUE})")
  String resources = "";

  @Option(
      names = "--attributes",
      paramLabel = "TEXT",
      defaultValue = "",
      description = "attributes of each agent, for example rack:r1;zone:a")
  String attributes = "";

  @Option(
      names = "--weight",
      paramLabel = "ROLE=WEIGHT",
      description = "the weight of a role (1); may be repeated")
  Map<String, Double> weights = Map.of();

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description = "where sandboxes are made (a new temporary folder, removed at the end)")
  @Nullable Path workDirectory;

  @Option(
      names = "--max-file-size",
      paramLabel = "BYTES",
      defaultValue = "0",
      description = "what a file may have that a task writes, its output too; 0 for no limit (0)")
  long maxFileSize;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "repeats ids and the order of offers (by chance)")
  @Nullable Long seed;

  @Option(
      names = "--memory",
      paramLabel = "COUNT",
      defaultValue = "10000",
      description = "how many of the latest calls and happenings are kept (${DEFAULT-VALUE})")
  int memory;

  @Mixin private TimerOptions timers = new TimerOptions();

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
            .simulatedAgents(simulatedAgents)
            .tasks(task -> Optional.of(context -> context.awaitKill(simulatedTaskTime)))
            .masterPort(masterPort)
            .agentPort(agentPort())
            .memory(memory)
            .relax(UPDATES_ACKNOWLEDGED, OFFERS_ANSWERED, TASKS_LAUNCHED_ONCE)
            .agentResources(resources)
            .agentAttributes(attributes)
            .maxFileSize(maxFileSize);
    checkPorts();
    for (String agent : moreAgents) {
      String[] parts = agent.split("/", 2);
      cluster.agent(parts[0], parts.length > 1 ? parts[1] : "");
    }
    weights.forEach(cluster::weight);
    if (seed != null) {
      cluster.seed(seed);
    }
    timers.configure(cluster);
    security.configure(cluster);
    return workDirectory == null ? cluster : cluster.workDirectory(workDirectory);
  }

  private int agentPort() {
    if (agentPort != null) {
      return agentPort;
    }
    return masterPort == 0 ? 0 : masterPort + masters;
  }

  private void checkPorts() {
    int count = agents + moreAgents.size();
    checkRange("--master-port", masterPort, masters);
    checkRange("--agent-port", agentPort(), count);
    boolean picked = masterPort == 0 || agentPort() == 0 || count == 0;
    if (!picked && masterPort < agentPort() + count && agentPort() < masterPort + masters) {
      throw new IllegalArgumentException(
          "--agent-port: "
              + agentPort()
              + ": "
              + count
              + " agents there and "
              + masters
              + " masters from "
              + masterPort
              + " on want the same ports (expected: ports apart, or 0)");
    }
  }

  private static void checkRange(String option, int first, int count) {
    if (first != 0 && first + count - 1 > MAX_PORT) {
      throw new IllegalArgumentException(
          option + ": " + first + " (expected: " + count + " ports up to " + MAX_PORT + ")");
    }
  }

  private void checkResources() {
    try {
      Resources unused = Resources.parse(resources);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--resources: " + resources + ": " + e.getMessage(), e);
    }
  }
}
