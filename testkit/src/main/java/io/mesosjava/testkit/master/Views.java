package io.mesosjava.testkit.master;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.api.MesosVersion;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Role;
import io.mesosjava.v1.WeightInfo;
import io.mesosjava.v1.master.Response.GetAgents;
import io.mesosjava.v1.master.Response.GetExecutors;
import io.mesosjava.v1.master.Response.GetFrameworks;
import io.mesosjava.v1.master.Response.GetMaster;
import io.mesosjava.v1.master.Response.GetOperations;
import io.mesosjava.v1.master.Response.GetRoles;
import io.mesosjava.v1.master.Response.GetState;
import io.mesosjava.v1.master.Response.GetTasks;
import io.mesosjava.v1.master.Response.GetVersion;
import io.mesosjava.v1.master.Response.GetWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The master's state as the messages in which operators get it. */
final class Views {

  private final MasterState state;

  Views(MasterState state) {
    this.state = state;
  }

  GetVersion version() {
    return GetVersion.newBuilder().setVersionInfo(MesosVersion.info()).build();
  }

  GetMaster master() {
    return GetMaster.newBuilder()
        .setMasterInfo(state.config.info())
        .setStartTime(Statuses.seconds(state.started))
        .setElectedTime(Statuses.seconds(state.started))
        .build();
  }

  GetState state() {
    return GetState.newBuilder()
        .setGetTasks(tasks())
        .setGetExecutors(executors())
        .setGetFrameworks(frameworks())
        .setGetAgents(agents())
        .build();
  }

  GetTasks tasks() {
    GetTasks.Builder tasks = GetTasks.newBuilder();
    for (Framework framework : state.frameworks.values()) {
      tasks.addAllTasks(framework.tasks.values());
      tasks.addAllUnreachableTasks(framework.unreachableTasks.values());
      tasks.addAllCompletedTasks(framework.completedTasks.values());
    }
    for (Framework framework : state.completedFrameworks.values()) {
      tasks.addAllCompletedTasks(framework.completedTasks.values());
    }
    return tasks.build();
  }

  GetExecutors executors() {
    GetExecutors.Builder executors = GetExecutors.newBuilder();
    for (Framework framework : state.frameworks.values()) {
      framework.executors.forEach(
          (agent, infos) ->
              infos.values().forEach(info -> executors.addExecutors(executor(agent, info))));
    }
    return executors.build();
  }

  private static GetExecutors.Executor executor(AgentID agent, ExecutorInfo info) {
    return GetExecutors.Executor.newBuilder().setExecutorInfo(info).setAgentId(agent).build();
  }

  GetOperations operations() {
    GetOperations.Builder operations = GetOperations.newBuilder();
    state.agents.values().forEach(a -> operations.addAllOperations(a.operations.values()));
    return operations.build();
  }

  GetFrameworks frameworks() {
    GetFrameworks.Builder frameworks = GetFrameworks.newBuilder();
    state.frameworks.values().forEach(f -> frameworks.addFrameworks(framework(f)));
    state
        .completedFrameworks
        .values()
        .forEach(f -> frameworks.addCompletedFrameworks(framework(f)));
    return frameworks.build();
  }

  private GetFrameworks.Framework framework(Framework framework) {
    FrameworkID id = framework.id();
    return FrameworkViews.framework(
        framework,
        state.offers.values().stream().filter(o -> o.getFrameworkId().equals(id)).toList(),
        state.inverseOffers.values().stream().filter(o -> o.getFrameworkId().equals(id)).toList(),
        allocated(id));
  }

  private Resources allocated(FrameworkID framework) {
    return Resources.sum(
        state.agents.values().stream().map(agent -> agent.allocatedTo(framework)).toList());
  }

  GetAgents agents() {
    GetAgents.Builder agents = GetAgents.newBuilder();
    Map<AgentID, List<Offer>> offers =
        state.offers.values().stream().collect(Collectors.groupingBy(Offer::getAgentId));
    for (Agent agent : state.agents.values()) {
      Resources offered = Offers.resources(offers.getOrDefault(agent.id(), List.of()));
      agents.addAgents(AgentViews.agent(agent, offered));
    }
    state
        .recoveredAgents
        .values()
        .forEach(a -> agents.addRecoveredAgents(AgentViews.checkpointing(a)));
    return agents.build();
  }

  GetWeights weights() {
    GetWeights.Builder view = GetWeights.newBuilder();
    state.registry.weights.forEach(
        (role, weight) ->
            view.addWeightInfos(WeightInfo.newBuilder().setRole(role).setWeight(weight)));
    return view.build();
  }

  GetRoles roles() {
    Map<String, Role.Builder> roles = new TreeMap<>();
    Map<String, List<Resources>> allocated = new TreeMap<>();
    for (Framework framework : state.frameworks.values()) {
      Resources resources = allocated(framework.id());
      for (String name : framework.roles()) {
        roles.computeIfAbsent(name, this::role).addFrameworks(framework.id());
        allocated
            .computeIfAbsent(name, n -> new ArrayList<>())
            .add(resources.filter(r -> r.getAllocationInfo().getRole().equals(name)));
      }
    }
    state.registry.weights.keySet().forEach(name -> roles.computeIfAbsent(name, this::role));
    state.registry.quotas.keySet().forEach(name -> roles.computeIfAbsent(name, this::role));
    for (Agent agent : state.agents.values()) {
      for (Resource resource : agent.total()) {
        resource
            .getReservationsList()
            .forEach(reservation -> roles.computeIfAbsent(reservation.getRole(), this::role));
      }
    }
    GetRoles.Builder view = GetRoles.newBuilder();
    roles.forEach(
        (name, role) ->
            view.addRoles(
                role.addAllResources(
                    RoleTotals.of(Resources.sum(allocated.getOrDefault(name, List.of()))))));
    return view.build();
  }

  private Role.Builder role(String name) {
    return Role.newBuilder()
        .setName(name)
        .setWeight(state.registry.weights.getOrDefault(name, 1.0));
  }
}
