package io.mesosjava.testkit.master;

import io.mesosjava.resources.ReservationFormat;
import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.api.MesosVersion;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Role;
import io.mesosjava.v1.TimeInfo;
import io.mesosjava.v1.master.Response.GetAgents;
import io.mesosjava.v1.master.Response.GetExecutors;
import io.mesosjava.v1.master.Response.GetFrameworks;
import io.mesosjava.v1.master.Response.GetMaster;
import io.mesosjava.v1.master.Response.GetRoles;
import io.mesosjava.v1.master.Response.GetState;
import io.mesosjava.v1.master.Response.GetTasks;
import io.mesosjava.v1.master.Response.GetVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

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
    Instant reregistered =
        framework.reregistered == null ? framework.registered : framework.reregistered;
    List<Offer> offers = offers(offer -> offer.getFrameworkId().equals(framework.id()));
    Resources offered = resources(offers);
    GetFrameworks.Framework.Builder view =
        GetFrameworks.Framework.newBuilder()
            .setFrameworkInfo(framework.info())
            .setActive(framework.isConnected())
            .setConnected(framework.isConnected())
            .setRecovered(false)
            .setRegisteredTime(time(framework.registered))
            .setReregisteredTime(time(reregistered))
            .addAllOffers(offers)
            .addAllAllocatedResources(old(allocated(framework.id()).minus(offered)))
            .addAllOfferedResources(old(offered))
            .setOfferConstraints(framework.constraints);
    if (framework.unregistered != null) {
      view.setUnregisteredTime(time(framework.unregistered));
    }
    return view.build();
  }

  private Resources allocated(FrameworkID framework) {
    return Resources.sum(
        state.agents.values().stream().map(agent -> agent.allocatedTo(framework)).toList());
  }

  GetAgents agents() {
    GetAgents.Builder agents = GetAgents.newBuilder();
    state.agents.values().forEach(agent -> agents.addAgents(agent(agent)));
    return agents.build();
  }

  private GetAgents.Agent agent(Agent agent) {
    Resources offered = resources(offers(offer -> offer.getAgentId().equals(agent.id())));
    GetAgents.Agent.Builder view =
        GetAgents.Agent.newBuilder()
            .setAgentInfo(agent.info())
            .setActive(agent.connected)
            .setDeactivated(false)
            .setVersion(agent.registration().version())
            .setPid(agent.registration().pid())
            .setRegisteredTime(time(agent.registered))
            .addAllTotalResources(old(agent.total()))
            .addAllAllocatedResources(old(agent.allocated().minus(offered)))
            .addAllOfferedResources(old(offered))
            .addAllCapabilities(agent.registration().capabilities());
    if (agent.reregistered != null) {
      view.setReregisteredTime(time(agent.reregistered));
    }
    return view.build();
  }

  GetRoles roles() {
    Map<String, Role.Builder> roles = new TreeMap<>();
    Map<String, List<Resources>> allocated = new TreeMap<>();
    for (Framework framework : state.frameworks.values()) {
      Resources resources = allocated(framework.id());
      for (String name : framework.roles()) {
        roles.computeIfAbsent(name, Views::role).addFrameworks(framework.id());
        allocated
            .computeIfAbsent(name, n -> new ArrayList<>())
            .add(resources.filter(r -> r.getAllocationInfo().getRole().equals(name)));
      }
    }
    GetRoles.Builder view = GetRoles.newBuilder();
    roles.forEach(
        (name, role) ->
            view.addRoles(
                role.addAllResources(
                    Quantities.of(Resources.sum(allocated.getOrDefault(name, List.of()))))));
    return view.build();
  }

  private static Role.Builder role(String name) {
    return Role.newBuilder().setName(name).setWeight(1);
  }

  private List<Offer> offers(Predicate<Offer> predicate) {
    return state.offers.values().stream().filter(predicate).toList();
  }

  private static Resources resources(List<Offer> offers) {
    return Resources.sum(
        offers.stream().map(offer -> Resources.of(offer.getResourcesList())).toList());
  }

  /** Operators get resources in the old format wherever it can say what they are. */
  private static List<Resource> old(Resources resources) {
    return resources.messages().stream()
        .map(
            resource ->
                resource.getReservationsCount() > 1
                    ? resource
                    : ReservationFormat.PRE_REFINEMENT.convert(resource))
        .toList();
  }

  private static TimeInfo time(Instant instant) {
    long nanos = instant.getEpochSecond() * 1_000_000_000 + instant.getNano();
    return TimeInfo.newBuilder().setNanoseconds(nanos).build();
  }
}
