package io.mesosjava.framework.task;

import static io.mesosjava.v1.TaskState.TASK_DROPPED;
import static io.mesosjava.v1.TaskState.TASK_ERROR;
import static io.mesosjava.v1.TaskState.TASK_FAILED;
import static io.mesosjava.v1.TaskState.TASK_FINISHED;
import static io.mesosjava.v1.TaskState.TASK_GONE;
import static io.mesosjava.v1.TaskState.TASK_GONE_BY_OPERATOR;
import static io.mesosjava.v1.TaskState.TASK_KILLED;
import static io.mesosjava.v1.TaskState.TASK_KILLING;
import static io.mesosjava.v1.TaskState.TASK_LOST;
import static io.mesosjava.v1.TaskState.TASK_RUNNING;
import static io.mesosjava.v1.TaskState.TASK_STAGING;
import static io.mesosjava.v1.TaskState.TASK_STARTING;
import static io.mesosjava.v1.TaskState.TASK_UNKNOWN;
import static io.mesosjava.v1.TaskState.TASK_UNREACHABLE;

import io.mesosjava.framework.task.Change.Kind;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus.Source;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of a task, as a table.
 *
 * <pre>
 *   STAGING -&gt; STARTING -&gt; RUNNING -&gt; KILLING      live: steps may be left out, none goes back
 *      |           |          |          |
 *      v           v          v          v
 *   FINISHED FAILED KILLED ERROR                   the executor's word: for good
 *   DROPPED GONE                                   the agent's: for good
 *   LOST GONE_BY_OPERATOR UNREACHABLE UNKNOWN      the master's: from here anything can come
 * </pre>
 */
final class Steps {

  private static final Set<TaskState> EXECUTORS_WORD =
      EnumSet.of(TASK_FINISHED, TASK_FAILED, TASK_KILLED, TASK_ERROR);
  private static final Set<TaskState> NOTHING_KNOWN =
      EnumSet.of(
          TASK_DROPPED,
          TASK_GONE,
          TASK_LOST,
          TASK_GONE_BY_OPERATOR,
          TASK_UNREACHABLE,
          TASK_UNKNOWN);
  private static final Map<TaskState, Set<TaskState>> FORWARD = new EnumMap<>(TaskState.class);

  static {
    FORWARD.put(TASK_STAGING, EnumSet.of(TASK_STARTING, TASK_RUNNING, TASK_KILLING));
    FORWARD.put(TASK_STARTING, EnumSet.of(TASK_RUNNING, TASK_KILLING));
    FORWARD.put(TASK_RUNNING, EnumSet.of(TASK_KILLING));
    FORWARD.put(TASK_KILLING, EnumSet.noneOf(TaskState.class));
  }

  private Steps() {}

  /** What {@code told} does to a task of which {@code before} is known, if it is no duplicate. */
  static Kind kind(@Nullable TrackedTask before, TrackedTask told) {
    if (before == null) {
      return Kind.ADDED;
    }
    if (told.state() == before.state()) {
      return Kind.REPEATED;
    }
    return switch (before.standing()) {
      case LIVE -> isForeseen(before.state(), told.state()) ? Kind.MOVED : Kind.UNEXPECTED;
      case MISSING -> told.standing() == Standing.LIVE ? Kind.RETURNED : Kind.MOVED;
      case ENDED -> afterTheEnd(before, told);
    };
  }

  private static boolean isForeseen(TaskState from, TaskState to) {
    return EXECUTORS_WORD.contains(to)
        || NOTHING_KNOWN.contains(to)
        || FORWARD.getOrDefault(from, Set.of()).contains(to);
  }

  private static Kind afterTheEnd(TrackedTask before, TrackedTask told) {
    boolean hasMasterSaid = told.source().filter(Source.SOURCE_MASTER::equals).isPresent();
    if (hasMasterSaid && NOTHING_KNOWN.contains(told.state())) {
      return Kind.FORGOTTEN;
    }
    return EXECUTORS_WORD.contains(before.state()) ? Kind.REFUSED : Kind.UNEXPECTED;
  }
}
