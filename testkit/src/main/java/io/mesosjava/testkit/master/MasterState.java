package io.mesosjava.testkit.master;

import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.Operation;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TimeInfo;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that a master knows. Only the classes of this package change it, on the stage. */
final class MasterState {

  private static final int MAX_COMPLETED_FRAMEWORKS = 50;

  final MasterConfig config;
  final Stage stage;
  final Ids ids;
  final Instant started;

  final Map<FrameworkID, Framework> frameworks = new LinkedHashMap<>();
  final Map<FrameworkID, Framework> completedFrameworks = new Bounded<>(MAX_COMPLETED_FRAMEWORKS);
  final Map<AgentID, Agent> agents = new LinkedHashMap<>();
  final Map<AgentID, TimeInfo> unreachableAgents = new HashMap<>();
  final Set<AgentID> goneAgents = new LinkedHashSet<>();
  final Map<OfferID, Offer> offers = new LinkedHashMap<>();

  MasterState(MasterConfig config, Stage stage) {
    this.config = config;
    this.stage = stage;
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
