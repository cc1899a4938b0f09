package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.values.MesosDuration;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the end of an agent's process means for its executors, and how the next process takes them
 * over. Lives on the stage.
 *
 * <p>Frameworks that do not checkpoint lose all they have here: nobody remembers them. The
 * executors of the others go on; their tasks that no executor has got yet are lost.
 */
final class Recovery {

  private final Stage stage;
  private final Duration patience;
  private final Frameworks frameworks;
  private final Executors executors;
  private final StatusUpdates updates;
  private @Nullable Timer waiting;

  /**
   * The recovery of one agent.
   *
   * @param patience what executors have to subscribe again
   */
  Recovery(
      Stage stage,
      Duration patience,
      Frameworks frameworks,
      Executors executors,
      StatusUpdates updates) {
    this.stage = stage;
    this.patience = patience;
    this.frameworks = frameworks;
    this.executors = executors;
    this.updates = updates;
  }

  /** The process was killed. */
  void crashed() {
    if (waiting != null) {
      waiting.cancel();
    }
    for (AgentFramework framework : frameworks.active()) {
      if (framework.info().getCheckpoint()) {
        framework.executors().forEach(AgentExecutor::agentLost);
      } else {
        framework.terminate();
        framework.executors().forEach(executors::destroy);
        updates.forget(framework.id());
        // The next process knows nothing of it, however long its executors take to end.
        frameworks.forget(framework);
      }
    }
  }

  /**
   * Another process is there.
   *
   * @param done runs when all executors that can come back have done so, or had the time to
   */
  void restarted(Runnable done) {
    for (AgentExecutor executor : awaited()) {
      if (executor.kind() != ExecutorKind.CUSTOM) {
        executor.channel().ifPresent(channel -> executors.subscribed(executor, channel));
      }
    }
    if (awaited().isEmpty()) {
      stage.execute(done);
    } else {
      waiting =
          stage.schedule(
              patience,
              () -> {
                awaited().forEach(this::late);
                done.run();
              });
    }
  }

  /** All that is here belonged to another agent: it ends, and nobody hears of it. */
  void forget() {
    for (AgentFramework framework : frameworks.active()) {
      framework.terminate();
      updates.forget(framework.id());
      for (AgentExecutor executor : framework.executors()) {
        if (executor.isAlive()) {
          executor.become(AgentExecutor.State.TERMINATING);
        }
        if (executor.state() == AgentExecutor.State.TERMINATING) {
          executors.destroy(executor);
        }
      }
    }
    frameworks.forget();
  }

  private List<AgentExecutor> awaited() {
    return frameworks.active().stream()
        .flatMap(framework -> framework.executors().stream())
        .filter(executor -> executor.state() == AgentExecutor.State.REGISTERING)
        .toList();
  }

  private void late(AgentExecutor executor) {
    FrameworkInfo framework = executor.framework().info();
    boolean aware = TaskStates.has(framework, FrameworkInfo.Capability.Type.PARTITION_AWARE);
    executor.become(AgentExecutor.State.TERMINATING);
    executor.endsAs(
        new Ending(
            aware ? TaskState.TASK_GONE : TaskState.TASK_LOST,
            Reason.REASON_EXECUTOR_REREGISTRATION_TIMEOUT,
            "Executor did not reregister within " + MesosDuration.text(patience)));
    executors.destroy(executor);
  }
}
