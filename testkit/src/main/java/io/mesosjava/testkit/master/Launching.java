package io.mesosjava.testkit.master;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.Offer.Operation;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import java.util.List;
import java.util.Optional;

/** Launches tasks on what is on the table, or tells the framework why not. */
final class Launching {

  private final MasterState state;

  Launching(MasterState state) {
    this.state = state;
  }

  /** Tasks one by one: each is launched or refused. */
  void launch(Bargain bargain, List<TaskInfo> tasks) {
    tasks.forEach(task -> launch(bargain, task));
  }

  private void launch(Bargain bargain, TaskInfo asked) {
    Framework framework = bargain.framework();
    TaskInfo task = complete(asked, framework);
    Optional<String> problem =
        TaskRules.problem(task, framework, bargain.agent(), bargain.available());
    if (problem.isPresent()) {
      refuse(framework, List.of(task), Reason.REASON_TASK_INVALID, problem.get());
      return;
    }
    if (task.hasExecutor()) {
      add(bargain, task.getExecutor());
    }
    add(bargain, task);
    bargain.agent().link().runTask(framework.info(), task);
  }

  /** The tasks of a group: all are launched or all refused. */
  void launchGroup(Bargain bargain, Operation.LaunchGroup asked) {
    Framework framework = bargain.framework();
    Operation.LaunchGroup.Builder completed = asked.toBuilder();
    for (TaskInfo.Builder task : completed.getTaskGroupBuilder().getTasksBuilderList()) {
      if (!task.hasExecutor()) {
        task.setExecutor(asked.getExecutor());
      }
    }
    Operation.LaunchGroup group = completed.build();
    TaskGroupInfo tasks = group.getTaskGroup();
    Optional<String> problem =
        GroupRules.problem(group, framework, bargain.agent(), bargain.unspent());
    if (problem.isPresent()) {
      refuse(framework, tasks.getTasksList(), Reason.REASON_TASK_GROUP_INVALID, problem.get());
      return;
    }
    add(bargain, group.getExecutor());
    tasks.getTasksList().forEach(task -> add(bargain, task));
    bargain.agent().link().runTaskGroup(framework.info(), group.getExecutor(), tasks);
  }

  private static void add(Bargain bargain, ExecutorInfo executor) {
    Framework framework = bargain.framework();
    Agent agent = bargain.agent();
    if (!framework.hasExecutor(agent.id(), executor.getExecutorId())) {
      bargain.spend(Resources.of(executor.getResourcesList()));
      framework.executorsOn(agent.id()).put(executor.getExecutorId(), executor);
    }
  }

  private void add(Bargain bargain, TaskInfo task) {
    Framework framework = bargain.framework();
    bargain.spend(Resources.of(task.getResourcesList()));
    Task staged = Tasks.staged(framework.id(), task);
    framework.tasks.put(task.getTaskId(), staged);
    state.audience.taskAdded(staged);
  }

  /** What a scheduler may leave out. */
  private static TaskInfo complete(TaskInfo asked, Framework framework) {
    if (!asked.hasExecutor() || asked.getExecutor().hasFrameworkId()) {
      return asked;
    }
    TaskInfo.Builder task = asked.toBuilder();
    task.getExecutorBuilder().setFrameworkId(framework.id());
    return task.build();
  }

  void refuse(Framework framework, List<TaskInfo> tasks, Reason reason, String message) {
    end(framework, tasks, TaskState.TASK_ERROR, reason, message);
  }

  /** Tells the framework that tasks are over before they began. */
  void end(
      Framework framework, List<TaskInfo> tasks, TaskState end, Reason reason, String message) {
    for (TaskInfo task : tasks) {
      TaskStatus status = Statuses.refused(task, end, reason, message, state.stage.now());
      framework.send(Statuses.update(status));
    }
  }
}
