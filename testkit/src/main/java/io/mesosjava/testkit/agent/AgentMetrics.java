package io.mesosjava.testkit.agent;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.Metric;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.agent.Response.GetMetrics;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What an agent counts, under the names that Mesos gives it. */
final class AgentMetrics {

  private static final List<TaskState> COUNTED =
      List.of(
          TaskState.TASK_STAGING,
          TaskState.TASK_STARTING,
          TaskState.TASK_RUNNING,
          TaskState.TASK_KILLING);

  private AgentMetrics() {}

  static GetMetrics of(
      AgentConfig config, Collection<AgentFramework> frameworks, boolean registered) {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("slave/registered", registered ? 1.0 : 0.0);
    metrics.put("slave/frameworks_active", (double) frameworks.size());
    for (AgentExecutor.State state : AgentExecutor.State.values()) {
      String name = "slave/executors_" + state.name().toLowerCase(Locale.ROOT);
      metrics.put(name, (double) executors(frameworks).filter(e -> e.state() == state).count());
    }
    for (TaskState state : COUNTED) {
      String name = "slave/" + state.name().replace("TASK_", "tasks_").toLowerCase(Locale.ROOT);
      metrics.put(
          name,
          (double)
              executors(frameworks)
                  .flatMap(executor -> executor.tasks().stream())
                  .filter(task -> task.state() == state)
                  .count());
    }
    addResources(metrics, Resources.of(config.resources()), used(frameworks));
    GetMetrics.Builder view = GetMetrics.newBuilder();
    metrics.forEach(
        (name, value) -> view.addMetrics(Metric.newBuilder().setName(name).setValue(value)));
    return view.build();
  }

  private static void addResources(Map<String, Double> metrics, Resources total, Resources used) {
    for (String name : List.of("cpus", "disk", "gpus", "mem")) {
      double all = total.scalar(name);
      double taken = used.scalar(name);
      metrics.put("slave/" + name + "_total", all);
      metrics.put("slave/" + name + "_used", taken);
      metrics.put("slave/" + name + "_percent", all == 0 ? 0 : taken / all);
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
