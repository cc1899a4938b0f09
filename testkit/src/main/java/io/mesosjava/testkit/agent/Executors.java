package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.container.Container;
import io.mesosjava.testkit.container.ExitStatus;
import io.mesosjava.testkit.container.Sandbox;
import io.mesosjava.testkit.container.SandboxException;
import io.mesosjava.testkit.container.Signal;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.values.MesosDuration;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How executors come and go. Lives on the stage. */
final class Executors {

  private static final Logger LOG = LoggerFactory.getLogger(Executors.class);
  private static final int UNKNOWN_STATUS = -1;

  private final AgentConfig config;
  private final Launcher launcher;
  private final ContainerTree containers;
  private final Backstage backstage;
  private final MasterConnection master;
  private final AgentLife life;
  private final Frameworks frameworks;
  private final TaskReports reports;
  private final Supplier<UUID> uuids;

  Executors(
      AgentConfig config,
      Launcher launcher,
      ContainerTree containers,
      MasterConnection master,
      AgentLife life,
      Frameworks frameworks,
      TaskReports reports,
      Supplier<UUID> uuids) {
    this.config = config;
    this.launcher = launcher;
    this.containers = containers;
    this.backstage = launcher.backstage();
    this.master = master;
    this.life = life;
    this.frameworks = frameworks;
    this.reports = reports;
    this.uuids = uuids;
  }

  /** Has an executor made. It has no tasks yet. */
  AgentExecutor add(AgentFramework framework, ExecutorInfo info, ExecutorKind kind) {
    String container = uuids.get().toString();
    Path sandbox =
        Sandbox.path(
            launcher.root(),
            master.agentId().getValue(),
            framework.id().getValue(),
            info.getExecutorId().getValue(),
            container);
    ContainerID id = ContainerID.newBuilder().setValue(container).build();
    AgentExecutor executor = new AgentExecutor(framework, info, id, sandbox, kind);
    frameworks.add(executor);
    return executor;
  }

  /** Makes the container of an executor that was added. */
  void launch(AgentExecutor executor, List<TaskInfo> tasks) {
    ExecutorEnvironment environment =
        new ExecutorEnvironment(
            master.agentId(),
            config.endpoint(),
            config.executorSocket(),
            config.timers(),
            config.tokens());
    Duration patience = config.timers().executorRegistration();
    executor.deadline(backstage.stage().schedule(patience, () -> notSubscribed(executor)));
    ContainerPlan plan = environment.plan(executor, tasks);
    launcher.launch(
        plan, made -> contained(executor, plan, made), problem -> notMade(executor, problem));
  }

  private void contained(AgentExecutor executor, ContainerPlan plan, Launcher.Made made) {
    Container container = made.process();
    executor.contain(container);
    containers.adopt(executor.containerId(), plan, made);
    if (!executor.isAlive()) {
      backstage.await(container.ended(), status -> ended(executor, status));
      destroy(executor);
      return;
    }
    if (executor.kind() == ExecutorKind.COMMAND) {
      CommandExecutor command = commandExecutor(executor, container);
      backstage.await(
          container.ended(), status -> commandEnded(executor, command, container, status));
      subscribed(executor, command);
      return;
    }
    backstage.await(container.ended(), status -> ended(executor, status));
    if (executor.kind() == ExecutorKind.CUSTOM) {
      start(container);
    } else {
      subscribed(executor, defaultExecutor(executor));
    }
  }

  /** Mesos' command executor is a process of its own, which outlives its command for a while. */
  private void commandEnded(
      AgentExecutor executor, CommandExecutor command, Container container, ExitStatus status) {
    Duration linger = container.crashed() ? Duration.ZERO : command.commandEnded(status);
    if (linger.isZero() || executor.isDestroyed()) {
      ended(executor, status);
    } else {
      backstage.stage().schedule(linger, () -> ended(executor, ExitStatus.exited(0)));
    }
  }

  private void start(Container container) {
    backstage.run(
        () -> {
          container.start();
          return container;
        },
        started -> LOG.debug("{} runs", started.sandbox()),
        // How it ended, is told by the end of the container.
        problem -> LOG.debug("{} ended before its start", container.sandbox(), problem));
  }

  private void notSubscribed(AgentExecutor executor) {
    if (executor.state() != AgentExecutor.State.REGISTERING) {
      return;
    }
    executor.become(AgentExecutor.State.TERMINATING);
    executor.endsAs(
        Ending.failed(
            Reason.REASON_EXECUTOR_REGISTRATION_TIMEOUT,
            "Executor did not register within "
                + MesosDuration.text(config.timers().executorRegistration())));
    destroy(executor);
  }

  private ExecutorChannel defaultExecutor(AgentExecutor executor) {
    return new DefaultExecutor(
        new DefaultExecutor.World(
            backstage.stage(),
            containers,
            new NestedPlans(containers, config.ip()),
            launcher.probing(),
            uuids,
            config.timers().killGrace()),
        executor,
        status -> report(executor, status));
  }

  private void report(AgentExecutor executor, TaskStatus.Builder status) {
    Instant now = backstage.stage().now();
    status.setExecutorId(executor.id()).setTimestamp(now.getEpochSecond() + now.getNano() / 1e9);
    life.whenThere(() -> reports.report(executor.framework(), status));
  }

  private CommandExecutor commandExecutor(AgentExecutor executor, Container container) {
    return new CommandExecutor(
        launcher.probing(),
        container,
        TaskStates.wantsKilling(executor.framework().info()),
        config.timers().killGrace(),
        status -> report(executor, status));
  }

  /** An executor is there to take tasks; gives it those that wait. */
  void subscribed(AgentExecutor executor, ExecutorChannel channel) {
    executor.connect(channel);
    if (executor.state() == AgentExecutor.State.REGISTERING) {
      executor.become(AgentExecutor.State.RUNNING);
    }
    if (!executor.hasEverGotATask() && !executor.hasQueuedTasks()) {
      // All that it was made for was killed before.
      shutdown(executor);
    } else {
      channel.subscribed();
      executor.deliver(channel);
    }
  }

  private void notMade(AgentExecutor executor, IOException problem) {
    String message = String.valueOf(problem.getMessage());
    LOG.info("Failed to launch {}: {}", executor.sandbox(), message);
    if (problem instanceof SandboxException) {
      homeless(executor, message);
    } else {
      if (executor.isAlive()) {
        executor.endsAs(
            Unsupported.byAnyContainerizer(executor.info())
                ? Ending.UNKNOWN_CONTAINER
                : Ending.failed(
                    Reason.REASON_CONTAINER_LAUNCH_FAILED,
                    "Failed to launch container: " + message));
      }
      terminated(executor, UNKNOWN_STATUS);
    }
  }

  /** An executor without a sandbox never was one: Mesos drops what it was made for. */
  private void homeless(AgentExecutor executor, String message) {
    AgentFramework framework = executor.framework();
    framework.discard(executor);
    executor.tasks().stream()
        .filter(task -> !TaskStates.isTerminal(task.state()))
        .forEach(
            task ->
                reports.refuse(framework, task.id(), Reason.REASON_EXECUTOR_TERMINATED, message));
    tellExit(executor, UNKNOWN_STATUS);
    frameworks.removeIfIdle(framework);
  }

  /** The executor and all that is in its container have ended. */
  private void ended(AgentExecutor executor, ExitStatus status) {
    life.whenThere(
        () -> {
          if (executor.state() != AgentExecutor.State.TERMINATED) {
            containers.ended(executor.containerId(), status);
            executor.channel().ifPresent(channel -> channel.ended(status));
            terminated(executor, status.waitStatus());
          }
        });
  }

  private void terminated(AgentExecutor executor, int waitStatus) {
    executor.become(AgentExecutor.State.TERMINATED);
    // Updates take a longer way in Mesos: the master hears of the executor first.
    tellExit(executor, waitStatus);
    executor.tasks().stream()
        .filter(task -> !TaskStates.isTerminal(task.state()))
        .forEach(task -> reports.end(executor, task.id(), executor.ending()));
    removeIfDone(executor);
  }

  private void tellExit(AgentExecutor executor, int waitStatus) {
    master.executorExited(
        executor.framework().id(),
        executor.id(),
        waitStatus,
        executor.kind() == ExecutorKind.COMMAND);
  }

  /** Tells an executor to end, and sees to it. */
  void shutdown(AgentExecutor executor) {
    executor.become(AgentExecutor.State.TERMINATING);
    Duration grace = executor.shutdownGrace(config.timers().shutdownGrace());
    executor.channel().ifPresent(channel -> channel.shutdown(grace));
    executor.deadline(backstage.stage().schedule(grace, () -> destroy(executor)));
  }

  /** Ends an executor by force. One that has nothing more to do than to wait is gone at once. */
  void destroy(AgentExecutor executor) {
    executor.destroy();
    executor
        .container()
        .filter(container -> container.ended().toCompletableFuture().isDone())
        .ifPresent(
            container ->
                backstage
                    .stage()
                    .execute(() -> ended(executor, ExitStatus.killedBy(Signal.KILL.number()))));
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

  /** Puts an executor aside when it has ended and nothing is left to be said of it. */
  void removeIfDone(AgentExecutor executor) {
    boolean done = executor.framework().isTerminating() || !executor.hasIncompleteTasks();
    if (executor.state() == AgentExecutor.State.TERMINATED && done) {
      frameworks.complete(executor);
    }
  }
}
