package io.mesosjava.resources;

import io.mesosjava.resources.OperationRefusedException.Reason;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What tasks and their new executors take. Every task of a LAUNCH may use any of the shared volumes
 * there are at the start, however many of its copies are left; a task group is taken at once.
 *
 * <p>Mesos: {@code Master::_accept} in {@code src/master/master.cpp}.
 */
final class Launch {

  private final Resources available;
  private final Adoption adoption;
  private final boolean planned;
  private final Set<ExecutorID> known;

  Launch(Resources available, Set<ExecutorID> running) {
    this.available = available;
    adoption = Adoption.by(available);
    planned = available.allocations().isEmpty();
    known = new HashSet<>(running);
  }

  Resources tasks(Offer.Operation.Launch operation) {
    Resources shared = available.filter(Where.shared());
    Resources left = available;
    for (TaskInfo task : operation.getTaskInfosList()) {
      Resources total = total(task);
      Resources usable = left;
      if (!shared.isEmpty()) {
        usable = left.filter(Where.shared().negate()).plus(shared);
      }
      requireThat(usable, total, "task and its executor is");
      left = left.minus(total);
    }
    return left;
  }

  private Resources total(TaskInfo task) {
    List<Resource> own = adoption.adopt(task.getResourcesList());
    refuse(LaunchChecks.task(own, this::allocation));
    if (!task.hasExecutor()) {
      return Resources.of(own);
    }
    List<Resource> executor = executor(task.getExecutor());
    refuse(LaunchChecks.notShared(executor));
    refuse(LaunchChecks.together(own, executor));
    return known.add(task.getExecutor().getExecutorId())
        ? Resources.of(own).plus(Resources.of(executor))
        : Resources.of(own);
  }

  Resources group(Offer.Operation.LaunchGroup operation) {
    List<List<Resource>> tasks = new ArrayList<>();
    for (TaskInfo task : operation.getTaskGroup().getTasksList()) {
      List<Resource> own = adoption.adopt(task.getResourcesList());
      String prefix = "Task '" + task.getTaskId().getValue() + "' is invalid: ";
      refuse(LaunchChecks.task(own, this::allocation).map(prefix::concat));
      tasks.add(own);
    }
    ExecutorID id = operation.getExecutor().getExecutorId();
    List<Resource> executor = executor(operation.getExecutor());
    refuse(LaunchChecks.enoughForGroup(id.getValue(), executor));
    refuse(LaunchChecks.togetherInGroup(tasks, executor));
    Resources total = Resources.sum(tasks.stream().map(Resources::of).toList());
    if (!known.contains(id)) {
      total = total.plus(Resources.of(executor));
    }
    requireThat(available, total, "task group and its executor are");
    return available.minus(total);
  }

  private List<Resource> executor(ExecutorInfo executor) {
    List<Resource> resources = adoption.adopt(executor.getResourcesList());
    refuse(LaunchChecks.executor(resources, this::allocation));
    return resources;
  }

  /** Where nothing is allocated, such as in what is planned without an offer, no role is needed. */
  private Optional<String> allocation(List<Resource> resources) {
    return planned && resources.stream().noneMatch(Resource::hasAllocationInfo)
        ? Optional.empty()
        : MasterChecks.allocationRole(resources);
  }

  private static void requireThat(Resources available, Resources total, String by) {
    if (!available.contains(total)) {
      throw new OperationRefusedException(
          Reason.NOT_AVAILABLE,
          "Total resources " + total + " required by " + by + " more than available " + available);
    }
  }

  private static void refuse(Optional<String> text) {
    if (text.isPresent()) {
      throw new OperationRefusedException(Reason.INVALID, text.get());
    }
  }
}
