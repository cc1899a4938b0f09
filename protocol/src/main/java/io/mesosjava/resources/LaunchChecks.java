package io.mesosjava.resources;

import static java.util.Objects.requireNonNull;

import io.mesosjava.v1.Resource;
import io.mesosjava.values.Thousandths;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * When tasks and executors may be launched with their resources, in the words of the master; empty
 * if they may. Resources are in post-refinement format and allocated, as a master holds them.
 *
 * <p>Mesos: {@code validateResources} of tasks and of executors, {@code
 * validateTaskAndExecutorResources} and {@code validateTaskGroupAndExecutorResources} in {@code
 * src/master/validation.cpp}.
 */
public final class LaunchChecks {

  private static final BigInteger THOUSAND = BigInteger.valueOf(1000);

  /** {@code MIN_CPUS} in {@code src/master/constants.hpp}, in thousandths. */
  private static final BigInteger LEAST_CPUS = BigInteger.valueOf(10);

  /** {@code MIN_MEM} in {@code src/master/constants.hpp}, in megabytes. */
  private static final BigInteger LEAST_MEGABYTES = BigInteger.valueOf(32);

  private LaunchChecks() {}

  /** That a task may have {@code resources}. */
  public static Optional<String> task(List<Resource> resources) {
    requireNonNull(resources, "resources");
    return task(resources, MasterChecks::allocationRole);
  }

  static Optional<String> task(
      List<Resource> resources, Function<List<Resource>, Optional<String>> allocation) {
    return resources.isEmpty()
        ? Optional.of("Task uses no resources")
        : prefixed("Task uses invalid resources: ", MasterChecks.violation(resources))
            .or(() -> repeated("Task uses", resources))
            .or(() -> prefixed("Invalid task resources: ", allocation.apply(resources)))
            .or(() -> mixed("Task mixes", resources));
  }

  /** That an executor may have {@code resources}. */
  public static Optional<String> executor(List<Resource> resources) {
    requireNonNull(resources, "resources");
    return executor(resources, MasterChecks::allocationRole);
  }

  static Optional<String> executor(
      List<Resource> resources, Function<List<Resource>, Optional<String>> allocation) {
    return prefixed("Executor uses invalid resources: ", MasterChecks.violation(resources))
        .or(() -> repeated("Executor uses", resources))
        .or(() -> prefixed("Invalid executor resources: ", allocation.apply(resources)))
        .or(() -> mixed("Executor mixes", resources));
  }

  /**
   * That the executor of a LAUNCH shares nothing; that of a task group may.
   *
   * @param executor its valid resources
   */
  public static Optional<String> notShared(List<Resource> executor) {
    requireNonNull(executor, "executor");
    return executor.stream().anyMatch(Resource::hasShared)
        ? Optional.of(
            "Executor resources "
                + Resources.of(executor)
                + " should not contain any shared resources")
        : Optional.empty();
  }

  /**
   * That a task and its executor claim nothing twice, and nothing as both revocable and not.
   *
   * @param task its valid resources
   * @param executor those of its executor, whether it runs already or not
   */
  public static Optional<String> together(List<Resource> task, List<Resource> executor) {
    requireNonNull(task, "task");
    requireNonNull(executor, "executor");
    List<Resource> total = Stream.concat(task.stream(), executor.stream()).toList();
    Optional<String> overlap = Optional.empty();
    if (MasterChecks.overlap(List.of(Resources.of(task), Resources.of(executor)))) {
      overlap =
          Optional.of(
              "There are overlapping resources in the task resources "
                  + ResourceJson.sorted(task)
                  + " and executor resources "
                  + ResourceJson.sorted(executor));
    }
    return overlap
        .or(() -> repeated("Task and its executor use", total))
        .or(() -> mixed("Task and its executor mix", total));
  }

  /**
   * That the tasks of a group and their executor claim nothing twice, and nothing as both revocable
   * and not.
   *
   * @param tasks the valid resources of each task
   * @param executor those of the executor, whether it runs already or not
   */
  public static Optional<String> togetherInGroup(
      List<List<Resource>> tasks, List<Resource> executor) {
    requireNonNull(tasks, "tasks");
    requireNonNull(executor, "executor");
    List<Resource> total =
        Stream.concat(tasks.stream().flatMap(List::stream), executor.stream()).toList();
    return repeated("Task group and executor use", total)
        .or(() -> mixed("Task group and executor mix", total))
        .or(() -> overlapInGroup(tasks, executor));
  }

  private static Optional<String> overlapInGroup(
      List<List<Resource>> tasks, List<Resource> executor) {
    List<Resources> parts = new ArrayList<>();
    tasks.forEach(task -> parts.add(Resources.of(task)));
    StringJoiner texts = new StringJoiner(", ", "[ ", " ]");
    parts.forEach(part -> texts.add(part.toString()));
    parts.add(Resources.of(executor));
    return MasterChecks.overlap(parts)
        ? Optional.of(
            "There are overlapping resources in the task group's task resources "
                + texts
                + " and/or executor resources "
                + ResourceJson.sorted(executor))
        : Optional.empty();
  }

  /**
   * That the executor of a task group has 0.01 cpus, 32 MB of memory and some disk at least. To a
   * LAUNCH this does not apply: there the master only logs.
   *
   * @param id the executor's id
   * @param executor its valid resources
   */
  public static Optional<String> enoughForGroup(String id, List<Resource> executor) {
    requireNonNull(id, "id");
    requireNonNull(executor, "executor");
    Resources resources = Resources.of(executor);
    BigInteger cpus = resources.quantity("cpus");
    if (cpus.compareTo(LEAST_CPUS) < 0) {
      return tooLittle(id, "CPUs", cpus, Thousandths.text(cpus), Thousandths.text(LEAST_CPUS));
    }
    BigInteger mem = resources.quantity("mem");
    BigInteger megabytes = mem.divide(THOUSAND); // The master looks at whole ones.
    if (megabytes.compareTo(LEAST_MEGABYTES) < 0) {
      String some = megabytes.signum() == 0 ? "0B" : megabytes + "MB";
      return tooLittle(id, "memory", mem, some, LEAST_MEGABYTES + "MB");
    }
    return resources.quantity("disk").signum() > 0
        ? Optional.empty()
        : Optional.of("Executor '" + id + "' uses no disk");
  }

  private static Optional<String> tooLittle(
      String id, String what, BigInteger used, String text, String least) {
    return Optional.of(
        "Executor '"
            + id
            + "' uses less "
            + what
            + " ("
            + (used.signum() == 0 ? "None" : text)
            + ") than the minimum required ("
            + least
            + ")");
  }

  private static Optional<String> repeated(String who, List<Resource> resources) {
    return prefixed(
        who + " duplicate persistence ID: ",
        MasterChecks.duplicatePersistenceId(Resources.of(resources)));
  }

  private static Optional<String> mixed(String who, List<Resource> resources) {
    return prefixed(
        who + " revocable and non-revocable resources: ",
        MasterChecks.mixedRevocability(Resources.of(resources)));
  }

  private static Optional<String> prefixed(String prefix, Optional<String> text) {
    return text.map(prefix::concat);
  }
}
