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
  private final Set<ExecutorID> known;

  Launch(Resources available, Set<ExecutorID> running) {
    this.available = available;
    adoption = Adoption.by(available);
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
    Resources own = task(task);
    if (!task.hasExecutor()) {
      return own;
    }
    Resources executor = executor(task.getExecutor());
    refuse(LaunchRules.notShared(executor));
    refuse(LaunchRules.together(own, executor));
    return known.add(task.getExecutor().getExecutorId()) ? own.plus(executor) : own;
  }

  Resources group(Offer.Operation.LaunchGroup operation) {
    List<Resources> tasks = new ArrayList<>();
    for (TaskInfo task : operation.getTaskGroup().getTasksList()) {
      tasks.add(task(task));
    }
    Resources executor = executor(operation.getExecutor());
    Resources all = Resources.sum(tasks);
    Resources total = all.plus(executor);
    refuse(LaunchRules.together(tasks, executor, total));
    Resources taken = known.contains(operation.getExecutor().getExecutorId()) ? all : total;
    requireThat(available, taken, "task group and its executor are");
    return available.minus(taken);
  }

  private Resources task(TaskInfo task) {
    List<Resource> resources = adoption.adopt(task.getResourcesList());
    refuse(LaunchRules.task(resources));
    return Resources.of(resources);
  }

  private Resources executor(ExecutorInfo executor) {
    List<Resource> resources = adoption.adopt(executor.getResourcesList());
    refuse(LaunchRules.executor(resources));
    return Resources.of(resources);
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
