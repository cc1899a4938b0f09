package io.mesosjava.resources;

import io.mesosjava.v1.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When the resources of tasks and their executors may be launched with, in the words of the master.
 *
 * <p>Mesos: {@code validateResources} of tasks and of executors, {@code
 * validateTaskAndExecutorResources} and {@code validateTaskGroupAndExecutorResources} in {@code
 * src/master/validation.cpp}.
 */
final class LaunchRules {

  private LaunchRules() {}

  static Optional<String> task(List<Resource> resources) {
    return resources.isEmpty()
        ? Optional.of("Task uses no resources")
        : prefixed("Task uses invalid resources: ", MasterChecks.violation(resources))
            .or(() -> bag(resources, "Task uses", "Task mixes", "Invalid task resources: "));
  }

  static Optional<String> executor(List<Resource> resources) {
    return prefixed("Executor uses invalid resources: ", MasterChecks.violation(resources))
        .or(
            () ->
                bag(resources, "Executor uses", "Executor mixes", "Invalid executor resources: "));
  }

  /** For LAUNCH only; a task group may share the volumes of its executor. */
  static Optional<String> notShared(Resources executor) {
    return executor.filter(Where.shared()).isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Executor resources " + executor + " should not contain any shared resources");
  }

  static Optional<String> together(Resources task, Resources executor) {
    Resources total = task.plus(executor);
    return overlap(
            List.of(task, executor),
            "There are overlapping resources in the task resources "
                + task
                + " and executor resources "
                + executor)
        .or(() -> total(total, "Task and its executor"));
  }

  static Optional<String> together(List<Resources> tasks, Resources executor, Resources total) {
    List<Resources> all = Stream.concat(tasks.stream(), Stream.of(executor)).toList();
    return total(total, "Task group and executor")
        .or(
            () ->
                overlap(
                    all,
                    "There are overlapping resources in the task group's task resources "
                        + tasks.stream()
                            .map(Resources::toString)
                            .collect(Collectors.joining(", ", "{ ", " }"))
                        + " and/or executor resources "
                        + executor));
  }

  private static Optional<String> overlap(List<Resources> parts, String text) {
    return MasterChecks.overlap(parts) ? Optional.of(text) : Optional.empty();
  }

  private static Optional<String> total(Resources total, String who) {
    return prefixed(who + " use duplicate persistence ID: ", duplicate(total))
        .or(
            () ->
                prefixed(
                    who + " mix revocable and non-revocable resources: ",
                    MasterChecks.mixedRevocability(total)));
  }

  private static Optional<String> bag(
      List<Resource> resources, String uses, String mixes, String invalid) {
    Resources bag = Resources.of(resources);
    return prefixed(uses + " duplicate persistence ID: ", duplicate(bag))
        .or(() -> prefixed(invalid, allocation(resources)))
        .or(
            () ->
                prefixed(
                    mixes + " revocable and non-revocable resources: ",
                    MasterChecks.mixedRevocability(bag)));
  }

  private static Optional<String> duplicate(Resources resources) {
    return MasterChecks.duplicatePersistenceId(resources);
  }

  /** Where nothing is allocated, such as in what is planned without an offer, no role is needed. */
  private static Optional<String> allocation(List<Resource> resources) {
    return resources.stream().noneMatch(Resource::hasAllocationInfo)
        ? Optional.empty()
        : MasterChecks.allocationRole(resources);
  }

  private static Optional<String> prefixed(String prefix, Optional<String> text) {
    return text.map(prefix::concat);
  }
}
