package io.mesosjava.testkit.master;

import static io.mesosjava.v1.FrameworkInfo.Capability.Type.PARTITION_AWARE;

import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the master answers to a scheduler that asks how its tasks are. */
final class Reconciliation {

  private final MasterState state;

  Reconciliation(MasterState state) {
    this.state = state;
  }

  /** The answers to an explicit question, or to the question for all when it names no task. */
  List<TaskStatus> answers(Framework framework, Call.Reconcile question) {
    if (question.getTasksCount() == 0) {
      return framework.tasks.values().stream().map(this::known).toList();
    }
    return question.getTasksList().stream()
        .flatMap(task -> answer(framework, task.getTaskId(), task.getAgentId()).stream())
        .toList();
  }

  /**
   * The answer for one task; none as long as agents are still expected back that may have it.
   *
   * @param agent where the scheduler believes it to be; empty if it does not know
   */
  Optional<TaskStatus> answer(Framework framework, TaskID id, AgentID agent) {
    Task task = framework.tasks.get(id);
    if (task != null) {
      return Optional.of(known(task));
    }
    boolean tooEarly =
        agent.getValue().isEmpty()
            ? !state.recoveredAgents.isEmpty()
            : state.recoveredAgents.containsKey(agent);
    if (tooEarly) {
      return Optional.empty();
    }
    Verdict verdict = verdict(agent);
    TaskState told = framework.has(PARTITION_AWARE) ? verdict.state : TaskState.TASK_LOST;
    TaskStatus.Builder status =
        Statuses.on(agent, Statuses.of(id, told, now()))
            .setReason(TaskStatus.Reason.REASON_RECONCILIATION)
            .setMessage(verdict.message);
    if (state.registry.unreachable.containsKey(agent)) {
      status.setUnreachableTime(state.registry.unreachable.get(agent));
    }
    return Optional.of(status.build());
  }

  private TaskStatus known(Task task) {
    TaskState told = task.hasStatusUpdateState() ? task.getStatusUpdateState() : task.getState();
    return Statuses.of(task, told, now())
        .setReason(TaskStatus.Reason.REASON_RECONCILIATION)
        .setMessage("Reconciliation: Latest task state")
        .build();
  }

  private record Verdict(TaskState state, String message) {}

  private Verdict verdict(AgentID agent) {
    if (state.agents.containsKey(agent)) {
      return new Verdict(TaskState.TASK_GONE, "Reconciliation: Task is unknown to the agent");
    }
    if (state.registry.unreachable.containsKey(agent)) {
      return new Verdict(TaskState.TASK_UNREACHABLE, "Reconciliation: Task is unreachable");
    }
    if (state.registry.gone.containsKey(agent)) {
      return new Verdict(TaskState.TASK_GONE_BY_OPERATOR, "Reconciliation: Task is gone");
    }
    return new Verdict(TaskState.TASK_UNKNOWN, "Reconciliation: Task is unknown");
  }

  private Instant now() {
    return state.stage.now();
  }
}
