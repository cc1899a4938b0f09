package io.mesosjava.testkit.agent;

import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Operation;
import io.mesosjava.v1.agent.Response.GetAgent;
import io.mesosjava.v1.agent.Response.GetExecutors;
import io.mesosjava.v1.agent.Response.GetFlags;
import io.mesosjava.v1.agent.Response.GetFrameworks;
import io.mesosjava.v1.agent.Response.GetMetrics;
import io.mesosjava.v1.agent.Response.GetState;
import io.mesosjava.v1.agent.Response.GetTasks;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What operators see of an agent. Lives on the stage. */
final class Views {

  private final AgentConfig config;
  private final MasterConnection master;
  private final Frameworks frameworks;
  private final AgentOperations operations;
  private final AgentMetrics metrics;

  Views(
      AgentConfig config,
      MasterConnection master,
      Frameworks frameworks,
      AgentOperations operations,
      AgentMetrics metrics) {
    this.metrics = metrics;
    this.operations = operations;
    this.config = config;
    this.master = master;
    this.frameworks = frameworks;
  }

  GetAgent agent() {
    GetAgent.Builder view = GetAgent.newBuilder().setAgentInfo(master.info());
    Draining draining = frameworks.draining();
    draining
        .config()
        .ifPresent(
            config ->
                view.setDrainConfig(config)
                    .getEstimatedDrainStartTimeBuilder()
                    .setNanoseconds(TimeUnit.SECONDS.toNanos(draining.began())));
    return view.build();
  }

  GetState state() {
    return GetState.newBuilder()
        .setGetTasks(tasks())
        .setGetExecutors(executors())
        .setGetFrameworks(frameworks())
        .build();
  }

  GetFrameworks frameworks() {
    GetFrameworks.Builder view = GetFrameworks.newBuilder();
    frameworks.active().forEach(f -> view.addFrameworksBuilder().setFrameworkInfo(f.info()));
    frameworks
        .completed()
        .forEach(f -> view.addCompletedFrameworksBuilder().setFrameworkInfo(f.info()));
    return view.build();
  }

  GetExecutors executors() {
    GetExecutors.Builder view = GetExecutors.newBuilder();
    for (AgentFramework framework : frameworks.active()) {
      framework.executors().forEach(e -> view.addExecutorsBuilder().setExecutorInfo(e.info()));
      addCompleted(view, framework);
    }
    frameworks.completed().forEach(framework -> addCompleted(view, framework));
    return view.build();
  }

  private static void addCompleted(GetExecutors.Builder view, AgentFramework framework) {
    framework
        .completedExecutors()
        .forEach(e -> view.addCompletedExecutorsBuilder().setExecutorInfo(e.info()));
  }

  GetTasks tasks() {
    GetTasks.Builder view = GetTasks.newBuilder();
    for (AgentFramework framework : frameworks.active()) {
      framework.executors().forEach(executor -> add(view, executor));
      framework.completedExecutors().forEach(executor -> add(view, executor));
    }
    for (AgentFramework framework : frameworks.completed()) {
      framework.completedExecutors().forEach(executor -> add(view, executor));
    }
    return view.build();
  }

  private static void add(GetTasks.Builder view, AgentExecutor executor) {
    for (AgentTask task : executor.tasks()) {
      switch (task.phase()) {
        case QUEUED -> view.addQueuedTasks(task.toMessage());
        case LAUNCHED -> {
          // Nobody heard of its end when the framework was removed.
          if (executor.state() == AgentExecutor.State.TERMINATED) {
            view.addTerminatedTasks(task.toMessage());
          } else {
            view.addLaunchedTasks(task.toMessage());
          }
        }
        case TERMINATED -> view.addTerminatedTasks(task.toMessage());
        case COMPLETED -> view.addCompletedTasks(task.toMessage());
      }
    }
  }

  /** What an executor says it is from; the empty string if nothing is known of it. */
  @SuppressWarnings("deprecation") // Nothing has taken its place.
  String source(FrameworkID framework, ExecutorID executor) {
    return frameworks
        .find(framework)
        .flatMap(one -> one.executor(executor))
        .map(one -> one.info().getSource())
        .orElse("");
  }

  /** Those whose status is not acknowledged yet. */
  List<Operation> operations() {
    return operations.operations();
  }

  /** What the flags of a real agent in this place would say. */
  GetFlags flags() {
    return AgentFlags.of(config);
  }

  /** The same, by their names. */
  Map<String, String> flagTexts() {
    return AgentFlags.texts(config);
  }

  GetMetrics metrics() {
    return metrics.all();
  }
}
