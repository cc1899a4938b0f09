package io.mesosjava.testkit.master;

import io.mesosjava.testkit.api.SystemMetrics;
import io.mesosjava.v1.Metric;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.master.Response.GetMetrics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the master can be measured by: what it has counted, and what follows from its state. */
final class Metrics {

  private final MasterState state;

  Metrics(MasterState state) {
    this.state = state;
  }

  GetMetrics all() {
    Map<String, Double> values = new TreeMap<>();
    put(values, "elected", 1);
    put(values, "uptime_secs", Duration.between(state.started, state.stage.now()).toMillis() / 1e3);
    count(values, "outstanding_offers", state.offers.size());
    count(values, "operator_event_stream_subscribers", state.audience.size());
    Arrays.stream(Counter.values())
        .forEach(counter -> count(values, counter.metric(), state.counters.of(counter)));
    SystemMetrics.addTo(values);
    agents(values);
    frameworks(values);
    tasks(values);
    resources(values);
    GetMetrics.Builder metrics = GetMetrics.newBuilder();
    values.forEach(
        (name, value) -> metrics.addMetrics(Metric.newBuilder().setName(name).setValue(value)));
    return metrics.build();
  }

  private static void count(Map<String, Double> values, String name, long value) {
    put(values, name, (double) value);
  }

  private static void put(Map<String, Double> values, String name, double value) {
    values.put("master/" + name, value);
  }

  private void agents(Map<String, Double> values) {
    long connected = state.agents.values().stream().filter(agent -> agent.connected).count();
    long active = state.agents.values().stream().filter(Agent::isActive).count();
    count(values, "slaves_connected", connected);
    count(values, "slaves_disconnected", state.agents.size() - connected);
    count(values, "slaves_active", active);
    count(values, "slaves_inactive", state.agents.size() - active);
    count(values, "slaves_unreachable", state.registry.unreachable.size());
  }

  private void frameworks(Map<String, Double> values) {
    long connected = state.frameworks.values().stream().filter(Framework::isConnected).count();
    count(values, "frameworks_connected", connected);
    count(values, "frameworks_disconnected", state.frameworks.size() - connected);
    count(values, "frameworks_active", connected);
    count(values, "frameworks_inactive", state.frameworks.size() - connected);
  }

  private void tasks(Map<String, Double> values) {
    Arrays.stream(TaskState.values())
        .filter(one -> one != TaskState.TASK_UNKNOWN)
        .forEach(
            one ->
                count(
                    values,
                    one.name().toLowerCase(Locale.ROOT).replace("task_", "tasks_"),
                    tasksIn(one)));
  }

  private long tasksIn(TaskState wanted) {
    return Stream.concat(
            state.frameworks.values().stream(), state.completedFrameworks.values().stream())
        .flatMap(f -> Stream.of(f.tasks, f.unreachableTasks, f.completedTasks))
        .flatMap(tasks -> tasks.values().stream())
        .filter(task -> task.getState() == wanted)
        .count();
  }

  private void resources(Map<String, Double> values) {
    for (String name : new String[] {"cpus", "gpus", "mem", "disk"}) {
      double total = state.agents.values().stream().mapToDouble(a -> a.total().scalar(name)).sum();
      double allocated =
          state.agents.values().stream().mapToDouble(a -> a.allocated().scalar(name)).sum();
      double used =
          allocated - Offers.resources(state.offers.values().stream().toList()).scalar(name);
      put(values, name + "_total", total);
      put(values, name + "_used", used);
      put(values, name + "_percent", total == 0 ? 0 : used / total);
      // No agent of this cluster offers what it may take back.
      put(values, name + "_revocable_total", 0);
      put(values, name + "_revocable_used", 0);
      put(values, name + "_revocable_percent", 0);
      values.put("allocator/mesos/resources/" + name + "/total", total);
      values.put("allocator/mesos/resources/" + name + "/offered_or_allocated", allocated);
    }
  }
}
