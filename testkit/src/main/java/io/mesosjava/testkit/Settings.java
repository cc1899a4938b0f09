package io.mesosjava.testkit;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.agent.AgentTimers;
import io.mesosjava.testkit.link.Wire;
import io.mesosjava.testkit.master.MasterTimers;
import io.mesosjava.testkit.stage.StageClock;
import io.mesosjava.v1.Attribute;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** All settings of a cluster. A builder changes them; a cluster has a copy that nobody changes. */
final class Settings implements Cloneable {

  /** What an agent has, and what is said of it. */
  record Equipment(List<Resource> resources, List<Attribute> attributes) {}

  int masters = 1;
  int agents = 1;
  int masterPort;
  int agentPort;
  List<Resource> resources =
      Resources.parse("cpus:8;mem:16000;disk:20000;ports:[31000-32000]").messages();
  List<Attribute> attributes = List.of();

  /** Those that differ from the others. */
  List<Equipment> moreAgents = List.of();

  int simulatedAgents;

  /** What tasks of simulated agents do. */
  Function<TaskInfo, Optional<TaskBody>> bodies = task -> Optional.empty();

  /** Null for a temporary one. */
  @Nullable Path workDirectory;

  Duration heartbeatInterval = Duration.ofSeconds(15);
  Duration allocationInterval = Duration.ofSeconds(1);
  MasterTimers masterTimers = MasterTimers.mesos();
  Duration sessionTimeout = Duration.ZERO;
  StageClock clock = StageClock.real();
  double speed = 1;
  AgentTimers agentTimers = AgentTimers.mesos();
  long seed = System.nanoTime();

  /** What is checked at the end. */
  Set<Invariant> invariants = EnumSet.allOf(Invariant.class);

  /** How much of the latest past is kept. */
  int memory = 10_000;

  /** Secrets by principal. */
  Map<String, String> credentials = Map.of();

  /** Those that ask for credentials, or tokens. */
  Set<Endpoint> authenticated = Set.of();

  boolean tls;
  boolean mutualTls;

  /** Null for one that is made. */
  @Nullable SSLContext sslContext;

  /** What stands between agents and master. */
  UnaryOperator<Wire> wiring = UnaryOperator.identity();

  /** Of all agents, in their order. */
  List<Equipment> equipments() {
    List<Equipment> all = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      all.add(new Equipment(resources, attributes));
    }
    all.addAll(moreAgents);
    return all;
  }

  Settings copy() {
    try {
      return (Settings) clone();
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("it is cloneable", e);
    }
  }
}
