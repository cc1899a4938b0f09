package io.mesosjava.testkit.master;

import io.mesosjava.resources.LaunchChecks;
import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.api.CommandRules;
import io.mesosjava.testkit.api.ContainerRules;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.Value;
import java.util.Map;
import java.util.Optional;

/** The rules for a task, in the order in which a master checks them, in its words. */
final class TaskRules {

  private TaskRules() {}

  /**
   * The first problem with launching {@code task}.
   *
   * @param available what is left of the offers
   */
  static Optional<String> problem(
      TaskInfo task, Framework framework, Agent agent, Resources available) {
    return general(task, framework, agent)
        .or(() -> executor(task, framework, agent))
        .or(() -> together(task))
        .or(() -> fits(task, framework, agent, available))
        .or(() -> CgroupRules.ofTask(task));
  }

  /** For any task, alone or in a group. */
  static Optional<String> general(TaskInfo task, Framework framework, Agent agent) {
    return Ids.problem(task.getTaskId().getValue())
        .or(() -> unique(task, framework))
        .or(() -> agent(task, agent))
        .or(() -> killPolicy(task))
        .or(() -> maxCompletionTime(task))
        .or(() -> CheckRules.ofCheck(task))
        .or(() -> CheckRules.ofHealthCheck(task))
        .or(() -> LaunchChecks.task(task.getResourcesList()))
        .or(() -> CommandRules.ofTask(task))
        .or(() -> ContainerRules.ofTask(task))
        .or(() -> limits(task));
  }

  private static Optional<String> when(boolean broken, String problem) {
    return broken ? Optional.of(problem) : Optional.empty();
  }

  private static Optional<String> unique(TaskInfo task, Framework framework) {
    String id = task.getTaskId().getValue();
    return when(framework.tasks.containsKey(task.getTaskId()), "Task has duplicate ID: " + id)
        .or(
            () ->
                when(
                    framework.unreachableTasks.containsKey(task.getTaskId()),
                    "Task reuses the ID of an unreachable task: " + id));
  }

  private static Optional<String> agent(TaskInfo task, Agent agent) {
    return when(
        !task.getAgentId().equals(agent.id()),
        String.format(
            "Task uses invalid agent %s while agent %s is expected",
            task.getAgentId().getValue(), agent.id().getValue()));
  }

  private static Optional<String> killPolicy(TaskInfo task) {
    return when(
        task.getKillPolicy().getGracePeriod().getNanoseconds() < 0,
        "Task's 'kill_policy.grace_period' must be non-negative");
  }

  private static Optional<String> maxCompletionTime(TaskInfo task) {
    return when(
        task.getMaxCompletionTime().getNanoseconds() < 0,
        "Task's `max_completion_time` must be non-negative");
  }

  private static Optional<String> limits(TaskInfo task) {
    Map<String, Value.Scalar> limits = task.getLimitsMap();
    boolean strange = limits.keySet().stream().anyMatch(n -> !n.equals("cpus") && !n.equals("mem"));
    return when(strange, "Only cpus and mem may be included in a task's resource limits")
        .or(() -> limit(task, "cpus", "CPU", "cpu"))
        .or(() -> limit(task, "mem", "memory", "memory"));
  }

  private static Optional<String> limit(TaskInfo task, String name, String upper, String lower) {
    Value.Scalar limit = task.getLimitsMap().get(name);
    if (limit == null) {
      return Optional.empty();
    }
    double request = Resources.of(task.getResourcesList()).scalar(name);
    return when(
            request == 0,
            String.format(
                "When a %s limit is specified, a %s request must also be specified", upper, upper))
        .or(
            () ->
                when(
                    limit.getValue() < request,
                    String.format(
                        "The %s limit must be greater than or equal to the %s request",
                        lower, lower)));
  }

  private static Optional<String> executor(TaskInfo task, Framework framework, Agent agent) {
    if (task.hasExecutor() == task.hasCommand()) {
      return Optional.of(
          "Task should have at least one (but not both) of CommandInfo or ExecutorInfo present");
    }
    return task.hasExecutor()
        ? ExecutorRules.problem(task.getExecutor(), framework, agent)
        : Optional.empty();
  }

  /** Task and executor must get along, whether the executor runs already or not. */
  private static Optional<String> together(TaskInfo task) {
    return task.hasExecutor()
        ? LaunchChecks.together(task.getResourcesList(), task.getExecutor().getResourcesList())
        : Optional.empty();
  }

  private static Optional<String> fits(
      TaskInfo task, Framework framework, Agent agent, Resources available) {
    Resources total = Resources.of(task.getResourcesList());
    ExecutorInfo executor = task.getExecutor();
    if (task.hasExecutor() && !framework.hasExecutor(agent.id(), executor.getExecutorId())) {
      total = total.plus(Resources.of(executor.getResourcesList()));
    }
    return when(
        !available.contains(total),
        String.format(
            "Total resources %s required by task and its executor is more than available %s",
            total, available));
  }
}
