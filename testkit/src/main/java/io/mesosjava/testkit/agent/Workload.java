package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.DrainConfig;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a master asks an agent to do with tasks and executors. Lives on the stage. */
final class Workload {

  private static final Logger LOG = LoggerFactory.getLogger(Workload.class);

  private static final String DRAINING = "Task was received while agent was already draining";

  private final MasterConnection master;
  private final Frameworks frameworks;
  private final TaskReports reports;
  private final Executors executors;

  Workload(
      MasterConnection master, Frameworks frameworks, TaskReports reports, Executors executors) {
    this.master = master;
    this.frameworks = frameworks;
    this.reports = reports;
    this.executors = executors;
  }

  /** Runs a task. What prevents that becomes a status of the task. */
  void run(FrameworkInfo info, TaskInfo task) {
    AgentFramework framework = frameworks.of(info);
    if (framework.isTerminating()) {
      LOG.info("Not running {}: its framework is going", task.getTaskId().getValue());
    } else if (frameworks.draining().isOn()) {
      reports.refuse(framework, task.getTaskId(), Reason.REASON_AGENT_DRAINING, DRAINING);
    } else if (task.hasExecutor()) {
      ExecutorInfo executor = task.getExecutor();
      launch(framework, executor, ExecutorKind.of(executor), List.of(task), null);
    } else {
      runCommand(framework, task);
    }
  }

  private void runCommand(AgentFramework framework, TaskInfo task) {
    ExecutorInfo executor = CommandExecutors.of(framework.id(), task);
    if (framework.executor(executor.getExecutorId()).isPresent()) {
      reports.refuse(
          framework,
          task.getTaskId(),
          Reason.REASON_TASK_INVALID,
          "Cannot reuse an already existing executor for a command task");
    } else {
      launch(framework, executor, ExecutorKind.COMMAND, List.of(task), null);
    }
  }

  /** Runs all tasks of a group. What prevents that becomes a status of each. */
  void runGroup(FrameworkInfo info, ExecutorInfo executor, TaskGroupInfo group) {
    AgentFramework framework = frameworks.of(info);
    if (framework.isTerminating()) {
      LOG.info("Not running a task group: its framework is going");
    } else if (frameworks.draining().isOn()) {
      for (TaskInfo task : group.getTasksList()) {
        reports.refuse(framework, task.getTaskId(), Reason.REASON_AGENT_DRAINING, DRAINING);
      }
    } else {
      launch(framework, executor, ExecutorKind.of(executor), group.getTasksList(), group);
    }
  }

  private void launch(
      AgentFramework framework,
      ExecutorInfo info,
      ExecutorKind kind,
      List<TaskInfo> tasks,
      @Nullable TaskGroupInfo group) {
    Optional<AgentExecutor> known = framework.executor(info.getExecutorId());
    if (known.isPresent() && !known.get().isAlive()) {
      String message = "Executor " + known.get().state().name().toLowerCase(Locale.ROOT);
      tasks.forEach(
          task ->
              reports.refuse(
                  framework, task.getTaskId(), Reason.REASON_EXECUTOR_TERMINATED, message));
      return;
    }
    AgentExecutor executor = known.orElseGet(() -> executors.add(framework, info, kind));
    for (TaskInfo task : tasks) {
      framework.assign(
          new AgentTask(framework.id(), executor.id(), master.agentId(), task), executor);
    }
    if (group != null) {
      executor.queueGroup(group);
    }
    if (known.isEmpty()) {
      executors.launch(executor, tasks);
    } else if (executor.state() == AgentExecutor.State.RUNNING) {
      executor.channel().ifPresent(executor::deliver);
    }
  }

  /** Ends all tasks; those that come while any is left are not run. */
  void drain(DrainConfig config, Instant now) {
    if (frameworks.active().isEmpty()) {
      return;
    }
    Draining draining = frameworks.draining();
    draining.begin(config, now);
    frameworks.active().stream()
        .flatMap(framework -> framework.executors().stream())
        .filter(AgentExecutor::isAlive)
        .forEach(
            executor ->
                executor.tasks().stream()
                    .filter(task -> !TaskStates.isTerminal(task.state()))
                    .toList()
                    .forEach(
                        task ->
                            kill(
                                executor,
                                task.id(),
                                draining.policy(task.info().getKillPolicy()))));
  }

  /** Ends a task. */
  void kill(FrameworkID frameworkId, TaskID taskId, @Nullable KillPolicy policy) {
    AgentFramework framework = frameworks.find(frameworkId).orElse(null);
    if (framework == null || framework.isTerminating()) {
      LOG.info("Not killing {}: its framework is not here", taskId.getValue());
      return;
    }
    Optional<AgentExecutor> executor = framework.executorOf(taskId);
    if (executor.isEmpty()) {
      reports.refuse(framework, taskId, Reason.REASON_EXECUTOR_TERMINATED, "Cannot find executor");
    } else if (executor.get().isAlive()) {
      kill(executor.get(), taskId, policy);
    }
  }

  /** A group of which one task is killed before its delivery is killed whole. */
  private void kill(AgentExecutor executor, TaskID taskId, @Nullable KillPolicy policy) {
    if (executor.task(taskId).filter(AgentTask::isQueued).isEmpty()) {
      executor.channel().ifPresent(channel -> channel.kill(taskId, policy));
      return;
    }
    Optional<TaskGroupInfo> group = executor.queuedGroupOf(taskId);
    if (group.isEmpty()) {
      reports.end(executor, taskId, killed("Killed before delivery to the executor"));
    } else {
      Ending ending =
          killed("A task within the task group was killed before delivery to the executor");
      group.get().getTasksList().forEach(t -> reports.end(executor, t.getTaskId(), ending));
    }
  }

  private static Ending killed(String message) {
    return new Ending(TaskState.TASK_KILLED, Reason.REASON_TASK_KILLED_DURING_LAUNCH, message);
  }

  /** Hands data to an executor, if it is there to take it. */
  void message(FrameworkID frameworkId, ExecutorID executorId, ByteString data) {
    frameworks
        .executor(frameworkId, executorId)
        .filter(e -> e.state() == AgentExecutor.State.RUNNING)
        .filter(e -> !e.framework().isTerminating())
        .flatMap(AgentExecutor::channel)
        .ifPresent(channel -> channel.message(data));
  }

  /** The framework has changed, if it is here. */
  void frameworkUpdated(FrameworkInfo info) {
    frameworks.find(info.getId()).ifPresent(framework -> framework.updated(info));
  }

  /** Ends a framework's executors. Nothing is reported of its tasks any more. */
  void shutdownFramework(FrameworkID id) {
    AgentFramework framework = frameworks.find(id).orElse(null);
    if (framework == null || framework.isTerminating()) {
      return;
    }
    framework.terminate();
    for (AgentExecutor executor : framework.executors()) {
      if (executor.isAlive()) {
        executors.shutdown(executor);
      } else {
        executors.removeIfDone(executor);
      }
    }
    frameworks.removeIfIdle(framework);
  }

  /** Ends an executor. */
  void shutdownExecutor(FrameworkID frameworkId, ExecutorID executorId) {
    frameworks
        .executor(frameworkId, executorId)
        .filter(AgentExecutor::isAlive)
        .ifPresent(executors::shutdown);
  }

  /** The scheduler has acknowledged the end of a task. */
  void completed(FrameworkID frameworkId, TaskID taskId) {
    AgentFramework framework = frameworks.find(frameworkId).orElse(null);
    if (framework != null) {
      Optional<AgentExecutor> executor = framework.executorOf(taskId);
      executor.flatMap(e -> e.task(taskId)).ifPresent(framework::complete);
      executor.ifPresent(executors::removeIfDone);
    }
  }
}
