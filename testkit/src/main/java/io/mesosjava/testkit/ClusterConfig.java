package io.mesosjava.testkit;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.link.Wire;
import io.mesosjava.testkit.stage.StageClock;
import io.mesosjava.v1.Attribute;
import io.mesosjava.v1.Resource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All settings of a cluster.
 *
 * @param workDirectory null for a temporary one
 * @param wiring what stands between agents and master
 */
record ClusterConfig(
    int agents,
    int masterPort,
    int agentPort,
    List<Resource> resources,
    List<Attribute> attributes,
    @Nullable Path workDirectory,
    Duration heartbeatInterval,
    Duration allocationInterval,
    StageClock clock,
    long seed,
    UnaryOperator<Wire> wiring) {

  /** The settings while they are being made. */
  static final class Draft {

    int agents = 1;
    int masterPort;
    int agentPort;
    List<Resource> resources =
        Resources.parse("cpus:8;mem:16000;disk:20000;ports:[31000-32000]").messages();
    List<Attribute> attributes = List.of();
    @Nullable Path workDirectory;
    Duration heartbeatInterval = Duration.ofSeconds(15);
    Duration allocationInterval = Duration.ofSeconds(1);
    StageClock clock = StageClock.real();
    long seed = System.nanoTime();
    UnaryOperator<Wire> wiring = UnaryOperator.identity();

    ClusterConfig config() {
      return new ClusterConfig(
          agents,
          masterPort,
          agentPort,
          resources,
          attributes,
          workDirectory,
          heartbeatInterval,
          allocationInterval,
          clock,
          seed,
          wiring);
    }
  }
}
