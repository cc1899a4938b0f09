package io.mesosjava.testkit.agent;

import io.mesosjava.v1.TaskState;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What an agent counts of status updates since it began. Lives on the stage. */
final class UpdateCounts {

  private static final List<TaskState> COUNTED =
      List.of(
          TaskState.TASK_FAILED,
          TaskState.TASK_FINISHED,
          TaskState.TASK_GONE,
          TaskState.TASK_KILLED,
          TaskState.TASK_LOST);

  private final Map<TaskState, Long> ends = new EnumMap<>(TaskState.class);
  private long valid;
  private long invalid;

  /** An update of a task goes on to the scheduler. */
  void valid(TaskState state) {
    valid++;
    ends.merge(state, 1L, Long::sum);
  }

  /** An update had no task, or one that has ended. */
  void invalid() {
    invalid++;
  }

  /** Adds them by their names. */
  void addTo(Map<String, Double> values) {
    values.put("slave/valid_status_updates", (double) valid);
    values.put("slave/invalid_status_updates", (double) invalid);
    for (TaskState state : COUNTED) {
      String name = state.name().replace("TASK_", "tasks_").toLowerCase(Locale.ROOT);
      values.put("slave/" + name, (double) ends.getOrDefault(state, 0L));
    }
  }
}
