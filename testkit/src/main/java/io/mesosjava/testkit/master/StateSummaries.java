package io.mesosjava.testkit.master;

import static java.util.stream.Collectors.groupingBy;

import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Where;
import io.mesosjava.testkit.api.Summaries;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Task;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Agents and frameworks as {@code /state} and its siblings tell of them. */
final class StateSummaries {

  private final MasterState state;

  StateSummaries(MasterState state) {
    this.state = state;
  }

  private Resources offered(Predicate<Offer> which) {
    return Offers.resources(state.offers.values().stream().filter(which).toList());
  }

  Map<String, Object> agent(Agent agent) {
    Resources offered = offered(offer -> offer.getAgentId().equals(agent.id()));
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("id", agent.id().getValue());
    summary.put("hostname", agent.info().getHostname());
    summary.put("port", agent.info().getPort());
    summary.put("attributes", Summaries.attributes(agent.info().getAttributesList()));
    summary.put("pid", agent.registration().pid());
    summary.put("registered_time", Statuses.seconds(agent.registered));
    if (agent.reregistered != null) {
      summary.put("reregistered_time", Statuses.seconds(agent.reregistered));
    }
    summary.put("resources", Summaries.resources(agent.total()));
    summary.put("used_resources", Summaries.resources(agent.allocated().minus(offered)));
    summary.put("offered_resources", Summaries.resources(offered));
    Map<String, Object> reserved = new LinkedHashMap<>();
    reserved(agent).forEach((role, all) -> reserved.put(role, Summaries.resources(all)));
    summary.put("reserved_resources", reserved);
    summary.put(
        "unreserved_resources", Summaries.resources(agent.total().filter(Where.unreserved())));
    summary.put("active", agent.isActive());
    summary.put("deactivated", agent.deactivated);
    summary.put("version", agent.registration().version());
    summary.put(
        "capabilities",
        agent.registration().capabilities().stream()
            .map(capability -> capability.getType().name())
            .toList());
    if (agent.drainInfo != null) {
      summary.put("drain_info", agent.drainInfo);
    }
    return summary;
  }

  private static Map<String, List<Resource>> reserved(Agent agent) {
    return agent.total().filter(Where.unreserved().negate()).messages().stream()
        .collect(
            groupingBy(
                resource ->
                    resource.getReservations(resource.getReservationsCount() - 1).getRole()));
  }

  Map<String, Object> fullAgent(Agent agent) {
    Resources offered = offered(offer -> offer.getAgentId().equals(agent.id()));
    Map<String, Object> summary = agent(agent);
    Map<String, Object> reserved = new LinkedHashMap<>();
    reserved(agent).forEach((role, all) -> reserved.put(role, Summaries.full(all)));
    summary.put("reserved_resources_full", reserved);
    summary.put(
        "unreserved_resources_full", Summaries.full(agent.total().filter(Where.unreserved())));
    summary.put("used_resources_full", Summaries.full(agent.allocated().minus(offered)));
    summary.put("offered_resources_full", Summaries.full(offered));
    return summary;
  }

  Map<String, Object> framework(Framework framework) {
    Resources offered = offered(offer -> offer.getFrameworkId().equals(framework.id()));
    FrameworkInfo info = framework.info();
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("id", framework.id().getValue());
    summary.put("name", info.getName());
    summary.put("used_resources", Summaries.resources(allocated(framework.id()).minus(offered)));
    summary.put("offered_resources", Summaries.resources(offered));
    summary.put(
        "capabilities",
        info.getCapabilitiesList().stream().map(one -> one.getType().name()).toList());
    summary.put("hostname", info.getHostname());
    summary.put("webui_url", info.getWebuiUrl());
    summary.put("active", framework.isConnected());
    summary.put("connected", framework.isConnected());
    summary.put("recovered", framework.recovered);
    return summary;
  }

  private Resources allocated(FrameworkID framework) {
    return Resources.sum(
        state.agents.values().stream().map(agent -> agent.allocatedTo(framework)).toList());
  }

  Map<String, Object> fullFramework(Framework framework) {
    FrameworkInfo info = framework.info();
    Map<String, Object> summary = framework(framework);
    summary.put("user", info.getUser());
    summary.put("failover_timeout", info.getFailoverTimeout());
    summary.put("checkpoint", info.getCheckpoint());
    summary.put("registered_time", Statuses.seconds(framework.registered));
    summary.put(
        "unregistered_time",
        framework.unregistered == null ? 0.0 : Statuses.seconds(framework.unregistered));
    if (info.hasPrincipal()) {
      summary.put("principal", info.getPrincipal());
    }
    if (framework.reregistered != null) {
      summary.put("reregistered_time", Statuses.seconds(framework.reregistered));
    }
    summary.put("resources", Summaries.resources(allocated(framework.id())));
    if (framework.has(FrameworkInfo.Capability.Type.MULTI_ROLE)) {
      summary.put("roles", framework.roles());
    } else {
      summary.put("role", framework.roles().get(0));
    }
    summary.put("tasks", tasks(framework.tasks.values()));
    summary.put("unreachable_tasks", tasks(framework.unreachableTasks.values()));
    summary.put("completed_tasks", tasks(framework.completedTasks.values()));
    summary.put(
        "offers",
        state.offers.values().stream()
            .filter(offer -> offer.getFrameworkId().equals(framework.id()))
            .map(StateSummaries::offer)
            .toList());
    summary.put("executors", executors(framework));
    summary.put("offer_constraints", framework.constraints());
    if (info.hasLabels()) {
      summary.put("labels", List.copyOf(info.getLabels().getLabelsList()));
    }
    return summary;
  }

  private static List<Map<String, Object>> tasks(Collection<Task> tasks) {
    return tasks.stream().map(Summaries::task).toList();
  }

  private static Map<String, Object> offer(Offer offer) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("id", offer.getId().getValue());
    summary.put("framework_id", offer.getFrameworkId().getValue());
    summary.put("allocation_info", offer.getAllocationInfo());
    summary.put("slave_id", offer.getAgentId().getValue());
    summary.put("resources", Summaries.resources(offer.getResourcesList()));
    return summary;
  }

  private static List<Map<String, Object>> executors(Framework framework) {
    return framework.executors.entrySet().stream()
        .flatMap(
            on -> on.getValue().values().stream().map(executor -> executor(executor, on.getKey())))
        .toList();
  }

  private static Map<String, Object> executor(ExecutorInfo executor, AgentID agent) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("executor_id", executor.getExecutorId().getValue());
    summary.put("name", executor.getName());
    summary.put("framework_id", executor.getFrameworkId().getValue());
    if (executor.hasCommand()) {
      summary.put("command", executor.getCommand());
    }
    summary.put("resources", Summaries.resources(executor.getResourcesList()));
    summary.put("role", Summaries.role(executor.getResourcesList()));
    if (executor.hasType()) {
      summary.put("type", executor.getType().name());
    }
    summary.put("slave_id", agent.getValue());
    return summary;
  }

  /** All tasks, those of frameworks that are gone as well. */
  Stream<Task> allTasks() {
    return Stream.concat(activeTasks(), tasksOf(state.completedFrameworks.values()));
  }

  /** The tasks of the frameworks that are there, also those that have ended. */
  Stream<Task> activeTasks() {
    return tasksOf(state.frameworks.values());
  }

  private static Stream<Task> tasksOf(Collection<Framework> frameworks) {
    return frameworks.stream()
        .flatMap(
            framework ->
                Stream.of(framework.tasks, framework.unreachableTasks, framework.completedTasks)
                    .flatMap(tasks -> tasks.values().stream()));
  }
}
