package io.mesosjava.testkit.agent;

import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a status from whoever reports it to the update streams. Lives on the stage. */
final class TaskReports {

  private static final Logger LOG = LoggerFactory.getLogger(TaskReports.class);

  private final Frameworks frameworks;
  private final MasterConnection master;
  private final StatusUpdates updates;
  private final StatusDetails details;
  private final UpdateCounts counts = new UpdateCounts();

  TaskReports(
      Frameworks frameworks,
      MasterConnection master,
      StatusUpdates updates,
      StatusDetails details) {
    this.frameworks = frameworks;
    this.master = master;
    this.updates = updates;
    this.details = details;
  }

  /** What was counted of all of them. */
  UpdateCounts counts() {
    return counts;
  }

  /** A task that was not launched: a finer word for those who know it. */
  void refuse(AgentFramework framework, TaskID task, Reason reason, String message) {
    report(framework, status(task, TaskStates.dropped(framework.info()), reason, message));
  }

  /** A task of an executor has come to an end that the agent knows of. */
  void end(AgentExecutor executor, TaskID task, Ending ending) {
    report(
        executor.framework(),
        status(task, ending.state(), ending.reason(), ending.message())
            .setExecutorId(executor.id()));
  }

  private static TaskStatus.Builder status(
      TaskID task, TaskState state, Reason reason, String message) {
    return TaskStatus.newBuilder()
        .setTaskId(task)
        .setState(state)
        .setReason(reason)
        .setMessage(message);
  }

  /**
   * A task has a new status. The rules are those of {@code Slave::statusUpdate}: updates of a
   * framework that is going have nobody to go to; one that names another agent is ignored; one of a
   * task that nobody knows here goes on as it is; one of a task that has ended is acknowledged to
   * the executor and goes nowhere.
   */
  void report(AgentFramework framework, TaskStatus.Builder status) {
    if (framework.isTerminating() || isForeign(status)) {
      LOG.info("Ignoring {} of {}", status.getState(), status.getTaskId().getValue());
      return;
    }
    frameworks.draining().explain(status, framework.info());
    details.complete(status, master.agentId());
    Optional<AgentExecutor> executor = framework.executorOf(status.getTaskId());
    if (executor.isEmpty()) {
      counts.invalid();
      updates.add(framework.id(), status.build());
    } else {
      report(executor.get(), status);
    }
  }

  private boolean isForeign(TaskStatus.Builder status) {
    return status.hasAgentId() && !status.getAgentId().equals(master.agentId());
  }

  private void report(AgentExecutor executor, TaskStatus.Builder status) {
    AgentTask task = executor.task(status.getTaskId()).orElseThrow();
    if (task.phase() != AgentTask.Phase.TERMINATED) {
      if (!task.isQueued() && executor.state() != AgentExecutor.State.TERMINATED) {
        details.contain(status, executor);
      }
      counts.valid(status.getState());
      task.statusChanged(status.build());
      updates.add(executor.framework().id(), status.build());
    }
    if (status.getSource() == TaskStatus.Source.SOURCE_EXECUTOR) {
      executor.channel().ifPresent(c -> c.acknowledged(status.getTaskId(), status.getUuid()));
    }
  }

  /** A status is being sent; returns the latest state of its task. */
  TaskState sent(FrameworkID framework, TaskStatus status) {
    Optional<AgentTask> task =
        frameworks
            .find(framework)
            .flatMap(f -> f.executorOf(status.getTaskId()))
            .flatMap(executor -> executor.task(status.getTaskId()));
    task.ifPresent(t -> t.statusSent(status));
    return task.map(AgentTask::state).orElse(status.getState());
  }
}
