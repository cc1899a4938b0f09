package io.mesosjava.testkit.master;

import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.Offer.Operation.LaunchGroup;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskInfo;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules for who shares cgroups with whom, in the master's words. */
final class CgroupRules {

  private CgroupRules() {}

  /** Of a task that is launched alone. */
  static Optional<String> ofTask(TaskInfo task) {
    return when(
        !shares(task.getContainer()),
        "Only tasks in a task group may have 'share_cgroups' set to 'false'");
  }

  static Optional<String> ofExecutor(ExecutorInfo executor) {
    ContainerInfo container = executor.getContainer();
    return when(
        container.getLinuxInfo().hasShareCgroups() && container.getLinuxInfo().getShareCgroups(),
        "The 'share_cgroups' field cannot be set to 'true' on executor containers");
  }

  /** All tasks of an executor do as the others. */
  static Optional<String> ofGroup(LaunchGroup group, Framework framework, Agent agent) {
    Stream<ContainerInfo> launched =
        group.getTaskGroup().getTasksList().stream().map(TaskInfo::getContainer);
    Stream<ContainerInfo> running =
        Stream.of(framework.tasks, framework.unreachableTasks)
            .flatMap(tasks -> tasks.values().stream())
            .filter(task -> task.getAgentId().equals(agent.id()))
            .filter(task -> task.getExecutorId().equals(group.getExecutor().getExecutorId()))
            .map(Task::getContainer);
    boolean executorRuns = framework.hasExecutor(agent.id(), group.getExecutor().getExecutorId());
    Stream<ContainerInfo> all = executorRuns ? Stream.concat(launched, running) : launched;
    return ofExecutor(group.getExecutor())
        .or(
            () ->
                when(
                    all.map(CgroupRules::shares).distinct().count() > 1,
                    "If set, the value of 'share_cgroups' must be the same for all tasks in each"
                        + " task group and under a single executor"));
  }

  private static boolean shares(ContainerInfo container) {
    return container.getLinuxInfo().getShareCgroups();
  }

  private static Optional<String> when(boolean broken, String problem) {
    return broken ? Optional.of(problem) : Optional.empty();
  }
}
