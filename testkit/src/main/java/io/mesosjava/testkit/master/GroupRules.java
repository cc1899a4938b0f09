package io.mesosjava.testkit.master;

import io.mesosjava.resources.LaunchChecks;
import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.api.CommandRules;
import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.HealthCheck;
import io.mesosjava.v1.Offer.Operation.LaunchGroup;
import io.mesosjava.v1.TaskInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for a task group and its executor, in the master's order and words. */
final class GroupRules {

  private GroupRules() {}

  /**
   * The first problem with launching the group.
   *
   * @param group each of whose tasks has an executor
   * @param available what is left of the offers
   */
  static Optional<String> problem(
      LaunchGroup group, Framework framework, Agent agent, Resources available) {
    return group.getTaskGroup().getTasksList().stream()
        .flatMap(task -> task(task, framework, agent).stream())
        .findFirst()
        .or(() -> ExecutorRules.general(group.getExecutor(), framework, agent))
        .or(() -> executor(group))
        .or(() -> enough(group.getExecutor()))
        .or(() -> together(group))
        .or(() -> fits(group, framework, agent, available))
        .or(() -> command(group.getExecutor()))
        .or(() -> CgroupRules.ofGroup(group, framework, agent));
  }

  private static Optional<String> when(boolean broken, String problem) {
    return broken ? Optional.of(problem) : Optional.empty();
  }

  private static Optional<String> task(TaskInfo task, Framework framework, Agent agent) {
    return TaskRules.general(task, framework, agent)
        .or(() -> container(task))
        .or(
            () ->
                when(
                    task.getLimitsCount() > 0
                        && task.getContainer().getLinuxInfo().getShareCgroups(),
                    "Resource limits may only be set for tasks within a task group when the"
                        + " 'share_cgroups' field is set to 'false'."))
        .map(text -> "Task '" + task.getTaskId().getValue() + "' is invalid: " + text);
  }

  private static Optional<String> container(TaskInfo task) {
    HealthCheck.Type check = task.getHealthCheck().getType();
    boolean remote = check == HealthCheck.Type.HTTP || check == HealthCheck.Type.TCP;
    return when(
            task.getContainer().getNetworkInfosCount() > 0 && remote,
            "HTTP and TCP health checks are not supported for nested containers not joining"
                + " parent's network")
        .or(
            () ->
                when(
                    task.hasContainer() && isDocker(task.getContainer()),
                    "Docker ContainerInfo is not supported on the task"));
  }

  private static boolean isDocker(ContainerInfo container) {
    return container.getType() == ContainerInfo.Type.DOCKER;
  }

  private static Optional<String> executor(LaunchGroup group) {
    ExecutorInfo executor = group.getExecutor();
    return when(!executor.hasType(), "'ExecutorInfo.type' must be set")
        .or(() -> when(executor.getType() == ExecutorInfo.Type.UNKNOWN, "Unknown executor type"))
        .or(
            () ->
                when(
                    executor.hasContainer() && isDocker(executor.getContainer()),
                    "Docker ContainerInfo is not supported on the executor"))
        .or(
            () ->
                group.getTaskGroup().getTasksList().stream()
                    .filter(task -> !task.getExecutor().equals(executor))
                    .findFirst()
                    .map(task -> different(task, executor)));
  }

  private static String different(TaskInfo task, ExecutorInfo executor) {
    return String.format(
        "The `ExecutorInfo` of task '%s' is different from executor '%s'",
        task.getTaskId().getValue(), executor.getExecutorId().getValue());
  }

  private static Optional<String> enough(ExecutorInfo executor) {
    return LaunchChecks.enoughForGroup(
        executor.getExecutorId().getValue(), executor.getResourcesList());
  }

  private static Optional<String> together(LaunchGroup group) {
    return LaunchChecks.togetherInGroup(
        group.getTaskGroup().getTasksList().stream().map(TaskInfo::getResourcesList).toList(),
        group.getExecutor().getResourcesList());
  }

  private static Optional<String> fits(
      LaunchGroup group, Framework framework, Agent agent, Resources available) {
    List<Resources> needed = new ArrayList<>(tasks(group));
    ExecutorInfo executor = group.getExecutor();
    if (!framework.hasExecutor(agent.id(), executor.getExecutorId())) {
      needed.add(Resources.of(executor.getResourcesList()));
    }
    Resources total = Resources.sum(needed);
    return when(
        !available.contains(total),
        String.format(
            "Total resources %s required by task group and its executor are more than"
                + " available %s",
            total, available));
  }

  private static List<Resources> tasks(LaunchGroup group) {
    return group.getTaskGroup().getTasksList().stream()
        .map(task -> Resources.of(task.getResourcesList()))
        .toList();
  }

  private static Optional<String> command(ExecutorInfo executor) {
    return CommandRules.problem(executor.getCommand())
        .map(
            text ->
                "Executor '"
                    + executor.getExecutorId().getValue()
                    + "'contains an invalid command: "
                    + text);
  }
}
