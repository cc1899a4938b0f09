package io.mesosjava.testkit;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.agent.AgentTimers;
import io.mesosjava.testkit.agent.Doubling;
import io.mesosjava.testkit.link.Wire;
import io.mesosjava.testkit.master.MasterLimits;
import io.mesosjava.testkit.master.MasterTimers;
import io.mesosjava.testkit.master.RateLimit;
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
import java.util.function.Supplier;
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

  Duration sessionTimeout = Duration.ZERO;

  /** Makes the clock of a cluster: each has its own. */
  Supplier<StageClock> newClock = StageClock::real;

  /** Of the one cluster that a copy is for. */
  StageClock clock = StageClock.real();

  double speed = 1;

  // Of masters and agents, with the defaults of Mesos.
  Duration heartbeatInterval = MasterTimers.mesos().heartbeat();
  Duration allocationInterval = MasterTimers.mesos().allocation();
  @Nullable Duration offerTimeout;
  Duration agentPing = MasterTimers.mesos().agentPing();
  int maxAgentPingTimeouts = MasterTimers.mesos().maxAgentPingTimeouts();
  Duration agentReregister = MasterTimers.mesos().agentReregister();
  @Nullable RateLimit agentRemovals;
  int completedFrameworks = MasterLimits.mesos().completedFrameworks();
  int completedTasks = MasterLimits.mesos().completedTasks();
  int unreachableTasks = MasterLimits.mesos().unreachableTasks();
  int lostAgents = MasterLimits.mesos().lostAgents();
  Duration lostAgentAge = MasterLimits.mesos().lostAgentAge();
  Duration registryGc = MasterLimits.mesos().registryGc();
  Doubling registration = AgentTimers.mesos().registration();
  Doubling statusRetry = AgentTimers.mesos().statusRetry();
  Duration executorRegistration = AgentTimers.mesos().executorRegistration();
  Duration executorReregistration = AgentTimers.mesos().executorReregistration();
  Duration executorHeartbeat = AgentTimers.mesos().executorHeartbeat();
  Duration shutdownGrace = AgentTimers.mesos().shutdownGrace();
  Duration recovery = AgentTimers.mesos().recovery();
  Duration gcDelay = AgentTimers.mesos().gcDelay();

  long seed = System.nanoTime();

  /** What is checked at the end. */
  Set<Invariant> invariants = EnumSet.allOf(Invariant.class);

  /** How much of the latest past is kept. */
  int memory = 10_000;

  /** By role; all others have the weight 1. */
  Map<String, Double> weights = Map.of();

  /** Secrets by principal. */
  Map<String, String> credentials = Map.of();

  /** Those that ask for credentials, or tokens. */
  Set<Endpoint> authenticated = Set.of();

  /** Whether agents have a socket for their executors. */
  boolean executorSockets;

  long maxFileSize;

  boolean tls;
  boolean mutualTls;

  /** Null for one that is made. */
  @Nullable SSLContext sslContext;

  /** What stands between agents and master. */
  UnaryOperator<Wire> wiring = UnaryOperator.identity();

  MasterTimers masterTimers() {
    return new MasterTimers(
        heartbeatInterval,
        allocationInterval,
        offerTimeout,
        agentPing,
        maxAgentPingTimeouts,
        agentReregister,
        agentRemovals);
  }

  MasterLimits masterLimits() {
    return new MasterLimits(
        completedFrameworks,
        completedTasks,
        unreachableTasks,
        lostAgents,
        lostAgentAge,
        registryGc);
  }

  AgentTimers agentTimers() {
    return new AgentTimers(
        registration,
        agentPing.multipliedBy(maxAgentPingTimeouts),
        statusRetry,
        executorRegistration,
        executorReregistration,
        executorHeartbeat,
        shutdownGrace,
        AgentTimers.mesos().killGrace(),
        recovery,
        gcDelay);
  }

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
      Settings copy = (Settings) clone();
      copy.clock = newClock.get();
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError("it is cloneable", e);
    }
  }
}
