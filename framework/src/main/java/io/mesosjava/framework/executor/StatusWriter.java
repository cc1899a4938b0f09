package io.mesosjava.framework.executor;

import io.mesosjava.client.ExecutorCalls;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.time.InstantSource;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Writes the statuses of tasks. */
record StatusWriter(ExecutorID executor, InstantSource clock, Supplier<UUID> uuids) {

  /** A status of {@code task}; what {@code details} change of what it must have has no effect. */
  TaskStatus write(ExecutorTask task, TaskState state, UnaryOperator<TaskStatus.Builder> details) {
    boolean tellable = TaskSteps.isEnd(state) || TaskSteps.isStep(TaskState.TASK_STAGING, state);
    if (!tellable) {
      throw new IllegalArgumentException(
          "state: " + state + " (expected: one that an executor tells)");
    }
    TaskStatus.Builder must = ExecutorCalls.status(task.id(), state, uuids.get());
    TaskStatus.Builder status =
        must.clone().setExecutorId(executor).setTimestamp(clock.millis() / 1000.0);
    task.vitals().addTo(status);
    TaskStatus.Builder changed = Objects.requireNonNull(details.apply(status), "details");
    return changed.mergeFrom(must.buildPartial()).build();
  }
}
