package io.mesosjava.testkit.agent;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.container.Container;
import io.mesosjava.testkit.container.ExitStatus;
import io.mesosjava.testkit.container.Sandbox;
import io.mesosjava.testkit.container.Signal;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ContainerID;
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
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The frameworks, executors and tasks of an agent. Lives on the stage. */
final class Workload {

  private static final Logger LOG = LoggerFactory.getLogger(Workload.class);
  private static final int MAX_COMPLETED_FRAMEWORKS = 50;
  private static final int UNKNOWN_STATUS = -1;
  private static final String DRAINING = "Task was received while agent was already draining";

  private final AgentConfig config;
  private final Launcher launcher;
  private final Backstage backstage;
  private final MasterConnection master;
  private final StatusUpdates updates;
  private final StatusDetails details;
  private final Supplier<UUID> uuids;
  private final Draining draining = new Draining();
  private final Map<FrameworkID, AgentFramework> frameworks = new LinkedHashMap<>();
  private final ArrayDeque<AgentFramework> completed = new ArrayDeque<>();

  Workload(
      AgentConfig config,
      Launcher launcher,
      MasterConnection master,
      StatusUpdates updates,
      Supplier<UUID> uuids) {
    this.config = config;
    this.launcher = launcher;
    this.backstage = launcher.backstage();
    this.master = master;
    this.updates = updates;
    this.uuids = uuids;
    this.details = new StatusDetails(backstage.stage(), config.ip(), uuids);
  }

  Collection<AgentFramework> frameworks() {
    return List.copyOf(frameworks.values());
  }

  /** Those that have nothing here any more, oldest first. */
  Collection<AgentFramework> completedFrameworks() {
    return List.copyOf(completed);
  }

  /** Runs a task. What prevents that becomes a status of the task. */
  void run(FrameworkInfo info, TaskInfo task) {
    AgentFramework framework =
        frameworks.computeIfAbsent(info.getId(), i -> new AgentFramework(info));
    ExecutorInfo executor =
        task.hasExecutor() ? task.getExecutor() : CommandExecutors.of(info.getId(), task);
    if (framework.isTerminating()) {
      LOG.info("Not running {}: its framework is going", task.getTaskId().getValue());
    } else if (draining.isOn()) {
      refuse(framework, task.getTaskId(), Reason.REASON_AGENT_DRAINING, DRAINING);
    } else if (framework.executor(executor.getExecutorId()).isPresent()) {
      refuse(
          framework,
          task.getTaskId(),
          Reason.REASON_TASK_INVALID,
          "Cannot reuse an already existing executor for a command task");
    } else {
      launch(framework, executor, List.of(task), task.hasCommand());
    }
  }

  /** Runs all tasks of a group. What prevents that becomes a status of each. */
  void runGroup(FrameworkInfo info, ExecutorInfo executor, TaskGroupInfo group) {
    AgentFramework framework =
        frameworks.computeIfAbsent(info.getId(), i -> new AgentFramework(info));
    if (group.getTasksCount() == 0) {
      LOG.info("Not running a task group without tasks");
    } else if (framework.isTerminating()) {
      LOG.info("Not running a task group: its framework is going");
    } else if (draining.isOn()) {
      group
          .getTasksList()
          .forEach(
              task -> refuse(framework, task.getTaskId(), Reason.REASON_AGENT_DRAINING, DRAINING));
    } else if (framework.executor(executor.getExecutorId()).isPresent()) {
      group
          .getTasksList()
          .forEach(
              task ->
                  refuse(
                      framework,
                      task.getTaskId(),
                      Reason.REASON_EXECUTOR_TERMINATED,
                      "Executor terminated"));
    } else {
      launch(framework, executor, group.getTasksList(), false);
    }
  }

  private void launch(
      AgentFramework framework, ExecutorInfo info, List<TaskInfo> tasks, boolean command) {
    String container = uuids.get().toString();
    Path sandbox =
        Sandbox.path(
            launcher.root(),
            agentId().getValue(),
            framework.id().getValue(),
            info.getExecutorId().getValue(),
            container);
    AgentExecutor executor =
        new AgentExecutor(
            framework,
            info,
            ContainerID.newBuilder().setValue(container).build(),
            sandbox,
            command);
    framework.add(executor);
    for (TaskInfo task : tasks) {
      framework.assign(new AgentTask(framework.id(), executor.id(), agentId(), task), executor);
    }
    launcher.launch(
        sandbox,
        tasks.get(0),
        TaskEnvironment.ofCommand(
            executor, tasks.get(0), config.endpoint(), config.timers().shutdownGrace()),
        made -> contained(executor, made),
        problem -> launchFailed(executor, problem));
  }

  private void contained(AgentExecutor executor, Container container) {
    executor.contain(container);
    backstage.await(container.ended(), status -> ended(executor, status));
    if (executor.state() != AgentExecutor.State.REGISTERING) {
      destroy(executor);
    } else if (!executor.hasQueuedTasks()) {
      executor.become(AgentExecutor.State.TERMINATING);
      destroy(executor);
    } else {
      executor.become(AgentExecutor.State.RUNNING);
      deliverTasks(executor, container);
    }
  }

  private void deliverTasks(AgentExecutor executor, Container container) {
    ExecutorChannel channel =
        new CommandExecutor(
            backstage,
            container,
            TaskStates.wantsKilling(executor.framework().info()),
            config.timers().killGrace(),
            status -> update(executor.framework(), status));
    executor.connect(channel);
    executor.tasks().stream()
        .filter(AgentTask::isQueued)
        .forEach(
            task -> {
              task.launched();
              channel.launch(task.info());
            });
  }

  private void launchFailed(AgentExecutor executor, String problem) {
    LOG.info("Failed to launch {}: {}", executor.sandbox(), problem);
    terminated(
        executor,
        UNKNOWN_STATUS,
        Reason.REASON_CONTAINER_LAUNCH_FAILED,
        "Failed to launch container: " + problem);
  }

  private void ended(AgentExecutor executor, ExitStatus status) {
    executor.channel().ifPresent(channel -> channel.ended(status));
    terminated(
        executor, status.waitStatus(), Reason.REASON_EXECUTOR_TERMINATED, "Executor terminated");
  }

  private void terminated(AgentExecutor executor, int waitStatus, Reason reason, String message) {
    executor.become(AgentExecutor.State.TERMINATED);
    AgentFramework framework = executor.framework();
    executor.tasks().stream()
        .filter(task -> !TaskStates.isTerminal(task.state()))
        .forEach(
            task ->
                update(
                    framework,
                    status(task.id(), TaskState.TASK_FAILED, reason).setMessage(message)));
    master.executorExited(framework.id(), executor.id(), waitStatus, executor.isCommand());
    removeIfDone(executor);
  }

  /** Ends all tasks; those that come while any is left are not run. */
  void drain(DrainConfig config) {
    if (frameworks.isEmpty()) {
      return;
    }
    draining.begin(config);
    for (AgentFramework framework : frameworks()) {
      for (AgentExecutor executor : framework.executors()) {
        if (executor.isAlive()) {
          executor.tasks().stream()
              .filter(task -> !TaskStates.isTerminal(task.state()))
              .toList()
              .forEach(
                  task -> kill(executor, task.id(), draining.policy(task.info().getKillPolicy())));
        }
      }
    }
  }

  /** Ends a task. */
  void kill(FrameworkID frameworkId, TaskID taskId, @Nullable KillPolicy policy) {
    AgentFramework framework = frameworks.get(frameworkId);
    if (framework == null || framework.isTerminating()) {
      LOG.info("Not killing {}: its framework is not here", taskId.getValue());
      return;
    }
    Optional<AgentExecutor> executor = framework.executorOf(taskId);
    if (executor.isEmpty()) {
      refuse(framework, taskId, Reason.REASON_EXECUTOR_TERMINATED, "Cannot find executor");
    } else if (executor.get().isAlive()) {
      kill(executor.get(), taskId, policy);
    }
  }

  private void kill(AgentExecutor executor, TaskID taskId, @Nullable KillPolicy policy) {
    if (executor.task(taskId).filter(AgentTask::isQueued).isPresent()) {
      update(
          executor.framework(),
          status(taskId, TaskState.TASK_KILLED, Reason.REASON_TASK_KILLED_DURING_LAUNCH)
              .setMessage("Killed before delivery to the executor"));
    } else {
      executor.channel().ifPresent(channel -> channel.kill(taskId, policy));
    }
  }

  /** Hands data to an executor, if it is there to take it. */
  void message(FrameworkID frameworkId, ExecutorID executorId, ByteString data) {
    executor(frameworkId, executorId)
        .flatMap(AgentExecutor::channel)
        .ifPresent(channel -> channel.message(data));
  }

  /** The framework has changed, if it is here. */
  void frameworkUpdated(FrameworkInfo info) {
    Optional.ofNullable(frameworks.get(info.getId())).ifPresent(f -> f.updated(info));
  }

  /** Ends a framework's executors. Nothing is reported of its tasks any more. */
  void shutdownFramework(FrameworkID id) {
    AgentFramework framework = frameworks.get(id);
    if (framework == null || framework.isTerminating()) {
      return;
    }
    framework.terminate();
    for (AgentExecutor executor : framework.executors()) {
      if (executor.isAlive()) {
        shutdown(executor);
      } else {
        removeIfDone(executor);
      }
    }
    removeIfIdle(framework);
  }

  /** Ends an executor. */
  void shutdownExecutor(FrameworkID frameworkId, ExecutorID executorId) {
    executor(frameworkId, executorId).filter(AgentExecutor::isAlive).ifPresent(this::shutdown);
  }

  private void shutdown(AgentExecutor executor) {
    executor.become(AgentExecutor.State.TERMINATING);
    Duration grace = config.timers().shutdownGrace();
    executor.channel().ifPresent(channel -> channel.shutdown(grace));
    executor.deadline(backstage.stage().schedule(grace, () -> destroy(executor)));
  }

  private void destroy(AgentExecutor executor) {
    executor
        .container()
        .ifPresent(
            container ->
                backstage.run(
                    () -> {
                      container.signal(Signal.KILL);
                      return container;
                    },
                    killed -> LOG.debug("Destroyed {}", executor.sandbox()),
                    problem -> LOG.warn("Cannot destroy {}", executor.sandbox(), problem)));
  }

  /** A status is being sent; returns the latest state of its task. */
  TaskState sent(FrameworkID framework, TaskStatus status) {
    Optional<AgentTask> task =
        Optional.ofNullable(frameworks.get(framework))
            .flatMap(f -> f.executorOf(status.getTaskId()))
            .flatMap(executor -> executor.task(status.getTaskId()));
    task.ifPresent(t -> t.statusSent(status));
    return task.map(AgentTask::state).orElse(status.getState());
  }

  /** The scheduler has acknowledged the end of a task. */
  void completed(FrameworkID frameworkId, TaskID taskId) {
    AgentFramework framework = frameworks.get(frameworkId);
    if (framework != null) {
      Optional<AgentExecutor> executor = framework.executorOf(taskId);
      executor.flatMap(e -> e.task(taskId)).ifPresent(framework::complete);
      executor.ifPresent(this::removeIfDone);
    }
  }

  private void removeIfDone(AgentExecutor executor) {
    AgentFramework framework = executor.framework();
    boolean done = framework.isTerminating() || !executor.hasIncompleteTasks();
    if (executor.state() != AgentExecutor.State.TERMINATED || !done) {
      return;
    }
    framework.complete(executor);
    removeIfIdle(framework);
  }

  private void removeIfIdle(AgentFramework framework) {
    if (framework.isIdle() && frameworks.remove(framework.id(), framework)) {
      completed.add(framework);
      if (completed.size() > MAX_COMPLETED_FRAMEWORKS) {
        completed.remove();
      }
      if (frameworks.isEmpty()) {
        draining.end();
      }
    }
  }

  private Optional<AgentExecutor> executor(FrameworkID frameworkId, ExecutorID executorId) {
    return Optional.ofNullable(frameworks.get(frameworkId)).flatMap(f -> f.executor(executorId));
  }

  private void refuse(AgentFramework framework, TaskID task, Reason reason, String message) {
    TaskState state = TaskStates.dropped(framework.info());
    update(framework, status(task, state, reason).setMessage(message));
  }

  private static TaskStatus.Builder status(TaskID task, TaskState state, Reason reason) {
    return TaskStatus.newBuilder().setTaskId(task).setState(state).setReason(reason);
  }

  /** A task has a new status. Updates of a framework that is going have nobody to go to. */
  private void update(AgentFramework framework, TaskStatus.Builder status) {
    if (framework.isTerminating()) {
      return;
    }
    draining.explain(status, framework.info());
    details.complete(status, agentId());
    Optional<AgentExecutor> executor = framework.executorOf(status.getTaskId());
    executor.ifPresent(
        e -> {
          status.setExecutorId(e.id());
          AgentTask task = e.task(status.getTaskId()).orElseThrow();
          if (!task.isQueued()) {
            details.contain(status, e);
          }
          task.statusChanged(status.build());
        });
    updates.add(framework.id(), status.build());
  }

  private AgentID agentId() {
    return master.id().orElseThrow();
  }
}
