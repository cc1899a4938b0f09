package io.mesosjava.testkit.master;

import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.InverseOffer;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Operation;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskID;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that a master knows. Only the classes of this package change it, on the stage. */
final class MasterState {

  final MasterConfig config;
  final Registry registry;
  final Stage stage;
  final Ids ids;
  final Instant started;

  final Map<FrameworkID, Framework> frameworks = new LinkedHashMap<>();
  final Map<FrameworkID, Framework> completedFrameworks;
  final Map<AgentID, Agent> agents = new LinkedHashMap<>();

  /** Agents that an earlier leader knew and that have not been back yet. */
  final Map<AgentID, AgentInfo> recoveredAgents;

  final Map<OfferID, Offer> offers = new LinkedHashMap<>();
  final Map<OfferID, InverseOffer> inverseOffers = new LinkedHashMap<>();
  final Turns turns = new Turns();
  final Audience audience = new Audience();
  final MasterLog log;
  final Counters counters = new Counters();

  MasterState(MasterConfig config, Registry registry, Stage stage) {
    this.config = config;
    this.completedFrameworks = new Bounded<>(config.limits().completedFrameworks());
    this.registry = registry;
    this.recoveredAgents = new LinkedHashMap<>(registry.admitted);
    this.stage = stage;
    this.log = new MasterLog(stage);
    this.ids = new Ids(config.info().getId());
    this.started = stage.now();
  }

  @Nullable Task task(FrameworkID framework, TaskID task) {
    Framework owner = frameworks.get(framework);
    return owner == null ? null : owner.tasks.get(task);
  }

  /** The tasks of all frameworks on {@code agent}. */
  Stream<Task> tasksOn(AgentID agent) {
    return frameworks.values().stream()
        .flatMap(framework -> framework.tasks.values().stream())
        .filter(task -> task.getAgentId().equals(agent));
  }

  /** The operations of {@code framework} whose last status is not acknowledged yet. */
  Stream<Operation> operationsOf(FrameworkID framework) {
    return agents.values().stream()
        .flatMap(agent -> agent.operations.values().stream())
        .filter(operation -> operation.getFrameworkId().equals(framework));
  }
}
