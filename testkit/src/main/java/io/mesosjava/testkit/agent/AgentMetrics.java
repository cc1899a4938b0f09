package io.mesosjava.testkit.agent;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.api.SystemMetrics;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.v1.Metric;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.agent.Response.GetMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What an agent counts, under the names that Mesos gives it. Lives on the stage. */
final class AgentMetrics {

  private static final List<TaskState> COUNTED =
      List.of(
          TaskState.TASK_STAGING,
          TaskState.TASK_STARTING,
          TaskState.TASK_RUNNING,
          TaskState.TASK_KILLING);

  private final AgentConfig config;
  private final Stage stage;
  private final Instant started;
  private final MasterConnection master;
  private final Frameworks frameworks;
  private final UpdateCounts counts;

  /** The metrics of an agent that begins now. */
  AgentMetrics(
      AgentConfig config,
      Stage stage,
      MasterConnection master,
      Frameworks frameworks,
      UpdateCounts counts) {
    this.config = config;
    this.stage = stage;
    this.started = stage.now();
    this.master = master;
    this.frameworks = frameworks;
    this.counts = counts;
  }

  GetMetrics all() {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("slave/uptime_secs", Duration.between(started, stage.now()).toMillis() / 1e3);
    counts.addTo(metrics);
    SystemMetrics.addTo(metrics);
    add(metrics, frameworks.active());
    GetMetrics.Builder view = GetMetrics.newBuilder();
    metrics.forEach(
        (name, value) -> view.addMetrics(Metric.newBuilder().setName(name).setValue(value)));
    return view.build();
  }

  private void add(Map<String, Double> metrics, Collection<AgentFramework> active) {
    boolean registered = master.isRegistered();
    metrics.put("slave/registered", registered ? 1.0 : 0.0);
    metrics.put("slave/frameworks_active", (double) active.size());
    for (AgentExecutor.State state : AgentExecutor.State.values()) {
      String name = "slave/executors_" + state.name().toLowerCase(Locale.ROOT);
      metrics.put(name, (double) executors(active).filter(e -> e.state() == state).count());
    }
    for (TaskState state : COUNTED) {
      String name = "slave/" + state.name().replace("TASK_", "tasks_").toLowerCase(Locale.ROOT);
      metrics.put(
          name,
          (double)
              executors(active)
                  .flatMap(executor -> executor.tasks().stream())
                  .filter(task -> task.state() == state)
                  .count());
    }
    addResources(metrics, Resources.of(config.resources()), used(active));
  }

  private static void addResources(Map<String, Double> metrics, Resources total, Resources used) {
    for (String name : List.of("cpus", "disk", "gpus", "mem")) {
      double all = total.scalar(name);
      double taken = used.scalar(name);
      metrics.put("slave/" + name + "_total", all);
      metrics.put("slave/" + name + "_used", taken);
      metrics.put("slave/" + name + "_percent", all == 0 ? 0 : taken / all);
      // Nothing here is offered to be taken back.
      metrics.put("slave/" + name + "_revocable_total", 0.0);
      metrics.put("slave/" + name + "_revocable_used", 0.0);
      metrics.put("slave/" + name + "_revocable_percent", 0.0);
    }
  }

  /** What all executors and their tasks have, without who it is allocated to. */
  static Resources used(Collection<AgentFramework> frameworks) {
    return Resources.sum(
        executors(frameworks)
            .filter(executor -> executor.state() != AgentExecutor.State.TERMINATED)
            .map(AgentMetrics::held)
            .toList());
  }

  /** What an executor and its tasks have, without who it is allocated to. */
  static Resources held(AgentExecutor executor) {
    return Resources.sum(
        Stream.concat(
                Stream.of(executor.info().getResourcesList()),
                executor.tasks().stream()
                    .filter(task -> !TaskStates.isTerminal(task.state()))
                    .map(task -> task.info().getResourcesList()))
            .map(Resources::of)
            .map(Resources::unallocate)
            .toList());
  }

  private static Stream<AgentExecutor> executors(Collection<AgentFramework> frameworks) {
    return frameworks.stream().flatMap(framework -> framework.executors().stream());
  }
}
