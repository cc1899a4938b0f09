package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.container.Container;
import io.mesosjava.testkit.container.ExitStatus;
import io.mesosjava.testkit.container.Sandbox;
import io.mesosjava.testkit.container.Signal;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.values.MesosDuration;
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
    framework.add(executor);
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
        plan, made -> contained(executor, plan, made), problem -> launchFailed(executor, problem));
  }

  private void contained(AgentExecutor executor, ContainerPlan plan, Container container) {
    executor.contain(container);
    containers.adopt(executor.containerId(), plan, container);
    backstage.await(container.ended(), status -> life.whenThere(() -> ended(executor, status)));
    if (!executor.isAlive()) {
      destroy(executor);
      return;
    }
    switch (executor.kind()) {
      case CUSTOM -> start(container);
      case COMMAND -> subscribed(executor, commandExecutor(executor, container));
      case DEFAULT -> subscribed(executor, defaultExecutor(executor));
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

  private ExecutorChannel commandExecutor(AgentExecutor executor, Container container) {
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

  private void launchFailed(AgentExecutor executor, String problem) {
    LOG.info("Failed to launch {}: {}", executor.sandbox(), problem);
    executor.endsAs(
        Ending.failed(
            Reason.REASON_CONTAINER_LAUNCH_FAILED, "Failed to launch container: " + problem));
    terminated(executor, UNKNOWN_STATUS);
  }

  private void ended(AgentExecutor executor, ExitStatus status) {
    executor.channel().ifPresent(channel -> channel.ended(status));
    terminated(executor, status.waitStatus());
  }

  private void terminated(AgentExecutor executor, int waitStatus) {
    executor.become(AgentExecutor.State.TERMINATED);
    executor.tasks().stream()
        .filter(task -> !TaskStates.isTerminal(task.state()))
        .forEach(task -> reports.end(executor, task.id(), executor.ending()));
    master.executorExited(
        executor.framework().id(),
        executor.id(),
        waitStatus,
        executor.kind() == ExecutorKind.COMMAND);
    removeIfDone(executor);
  }

  /** Tells an executor to end, and sees to it. */
  void shutdown(AgentExecutor executor) {
    executor.become(AgentExecutor.State.TERMINATING);
    Duration grace = executor.shutdownGrace(config.timers().shutdownGrace());
    executor.channel().ifPresent(channel -> channel.shutdown(grace));
    executor.deadline(backstage.stage().schedule(grace, () -> destroy(executor)));
  }

  /** Ends an executor by force. */
  void destroy(AgentExecutor executor) {
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
