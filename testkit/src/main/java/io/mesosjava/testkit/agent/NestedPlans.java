package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.container.Sandbox;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.ContainerInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How containers that are not an executor's own are to be made. Lives on the stage. */
final class NestedPlans {

  private static final String NOT_SUPPORTED = "The provided ContainerInfo is not supported";

  private final ContainerTree containers;
  private final String ip;

  /**
   * Plans for the containers of one agent.
   *
   * @param ip the agent's address, which is also that of its containers
   */
  NestedPlans(ContainerTree containers, String ip) {
    this.containers = containers;
    this.ip = ip;
  }

  /** A task of the default executor. */
  ContainerPlan ofTask(AgentExecutor executor, GroupMember member) {
    Path sandbox = Sandbox.nested(executor.sandbox(), member.container().getValue());
    CommandInfo command = member.task().getCommand();
    Map<String, String> variables = ExecutorEnvironment.ofNested(sandbox, command);
    variables.put("MESOS_CONTAINER_IP", ip);
    member.task().getResourcesList().stream()
        .findFirst()
        .ifPresent(r -> variables.put("MESOS_ALLOCATION_ROLE", r.getAllocationInfo().getRole()));
    return new ContainerPlan(
            ContainerPlan.launch(sandbox, command, variables),
            member.task().getResourcesList(),
            command.getUrisList(),
            Optional.of(executor.sandbox().resolve("tasks").resolve(member.id().getValue())),
            ContainerPlan.Io.FILES,
            Unsupported.in(member.task()))
        .with(ContainerPlan.Io.of(member.task().getContainer(), ContainerPlan.Io.FILES));
  }

  /** What an operator asks for. */
  ContainerPlan ofCall(ContainerID id, CommandInfo command, ContainerInfo container) {
    Path sandbox = sandbox(id);
    return new ContainerPlan(
            ContainerPlan.launch(sandbox, command, ExecutorEnvironment.ofNested(sandbox, command)),
            List.of(),
            command.getUrisList(),
            id.hasParent()
                ? objection(container, Unsupported.in(command, container))
                : objection(container, Unsupported.besidesNetworks(command, container)))
        .with(ContainerPlan.Io.of(container, ContainerPlan.Io.FILES));
  }

  /** A look into another container: it works in its sandbox and with its environment. */
  ContainerPlan ofSession(ContainerID id, CommandInfo command, ContainerInfo container) {
    Optional<Contained> parent = containers.find(id.getParent());
    Path sandbox = parent.map(Contained::sandbox).orElseGet(() -> sandbox(id));
    Map<String, String> variables =
        new LinkedHashMap<>(parent.map(Contained::environment).orElse(Map.of()));
    variables.putAll(ExecutorEnvironment.declared(command));
    return new ContainerPlan(
            ContainerPlan.launch(sandbox, command, variables).asGuest(),
            List.of(),
            command.getUrisList(),
            objection(container, Unsupported.besidesNetworks(command, container)))
        .with(ContainerPlan.Io.of(container, ContainerPlan.Io.PIPES));
  }

  private Path sandbox(ContainerID id) {
    if (!id.hasParent()) {
      return Sandbox.standalone(containers.root(), id.getValue());
    }
    Path parent =
        containers
            .find(id.getParent())
            .map(Contained::sandbox)
            .orElseGet(() -> sandbox(id.getParent()));
    return Sandbox.nested(parent, id.getValue());
  }

  private static Optional<String> objection(ContainerInfo container, Optional<String> reason) {
    return container.getType() == ContainerInfo.Type.DOCKER
        ? reason.map(words -> NOT_SUPPORTED)
        : reason;
  }
}
