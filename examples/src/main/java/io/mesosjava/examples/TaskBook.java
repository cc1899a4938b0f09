package io.mesosjava.examples;

import com.google.protobuf.ByteString;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be done and how far it is: the scheduler's decisions, without a connection or a clock.
 * Not safe for use from several threads at once.
 */
final class TaskBook {

  /**
   * What this scheduler understands: reservations in their new form and the states of partitions.
   */
  static final List<FrameworkInfo.Capability.Type> CAPABILITIES =
      List.of(
          FrameworkInfo.Capability.Type.MULTI_ROLE,
          FrameworkInfo.Capability.Type.RESERVATION_REFINEMENT,
          FrameworkInfo.Capability.Type.PARTITION_AWARE);

  /** How far a task is. */
  enum Phase {
    PENDING,
    LAUNCHED,
    RUNNING,
    FINISHED,
    FAILED
  }

  private final SchedulerOptions options;
  private final Optional<CustomExecutor> executor;
  private final Map<String, Phase> phases = new LinkedHashMap<>();
  private final Deque<String> pending = new ArrayDeque<>();
  private Optional<String> failure = Optional.empty();
  private int relaunches;

  /** A book of tasks that Mesos' own executor runs. */
  TaskBook(SchedulerOptions options) {
    this(options, Optional.empty());
  }

  /** A book of tasks that {@code executor} runs, if there is one. */
  TaskBook(SchedulerOptions options, Optional<CustomExecutor> executor) {
    this.options = options;
    this.executor = executor;
    for (int i = 1; i <= options.tasks; i++) {
      String id = "task-" + i;
      phases.put(id, Phase.PENDING);
      pending.add(id);
    }
  }

  /** The tasks to launch on {@code offer}: as many of the pending ones as fit, perhaps none. */
  List<TaskInfo> place(Offer offer) {
    List<TaskInfo> placed = new ArrayList<>();
    Resources need = need(offer.getAllocationInfo().getRole());
    Resources left = Resources.of(offer.getResourcesList());
    Resources around = around(offer.getAllocationInfo().getRole());
    if (!left.contains(around)) {
      return placed;
    }
    left = left.minus(around); // also where the executor runs already: it may have ended
    while (!pending.isEmpty() && left.contains(need)) {
      left = left.minus(need);
      String id = pending.remove();
      phases.put(id, Phase.LAUNCHED);
      placed.add(task(id, offer, need));
    }
    return placed;
  }

  /** What a task needs, allocated to {@code role}. */
  Resources need(String role) {
    return Resources.parse("cpus:" + options.cpu + ";mem:" + options.memory).allocate(role);
  }

  /** What is needed beside the tasks, allocated to {@code role}. */
  private Resources around(String role) {
    return executor.isPresent() ? options.executors.need(role) : Resources.of(List.of());
  }

  private TaskInfo task(String id, Offer offer, Resources resources) {
    TaskInfo.Builder task = bare(id, offer, resources);
    if (executor.isPresent()) {
      // Mesos takes a command or an executor: the command becomes the executor's business.
      return task.setExecutor(info(executor.get(), offer))
          .setData(ByteString.copyFromUtf8(options.command))
          .build();
    }
    return task.setCommand(CommandInfo.newBuilder().setValue(options.command)).build();
  }

  private ExecutorInfo info(CustomExecutor chosen, Offer offer) {
    return options.executors.info(chosen, offer.getAllocationInfo().getRole());
  }

  private TaskInfo.Builder bare(String id, Offer offer, Resources resources) {
    return TaskInfo.newBuilder()
        .setName(options.name + " " + id)
        .setTaskId(TaskID.newBuilder().setValue(id))
        .setAgentId(offer.getAgentId())
        .addAllResources(resources.messages());
  }

  /** Takes note of a status. One for a task that this book does not know changes nothing. */
  void update(TaskStatus status) {
    String id = status.getTaskId().getValue();
    Phase phase = phases.get(id);
    if (phase == null || phase == Phase.FINISHED || phase == Phase.FAILED) {
      return;
    }
    switch (status.getState()) {
      case TASK_STAGING -> {} // it was launched, and nothing is known yet
      case TASK_STARTING -> phases.put(id, Phase.RUNNING);
      case TASK_RUNNING, TASK_KILLING -> phases.put(id, Phase.RUNNING);
      case TASK_FINISHED -> phases.put(id, Phase.FINISHED);
      case TASK_UNREACHABLE -> {} // it may come back
      case TASK_DROPPED, TASK_GONE, TASK_UNKNOWN -> {
        // Nobody knows a task of which nothing was ever heard: it was not launched.
        if (phase == Phase.LAUNCHED) {
          again(id);
        } else {
          fail(id, status);
        }
      }
      default -> fail(id, status);
    }
  }

  /** The task was never started: the offer was gone, or the call was lost. */
  private void again(String id) {
    phases.put(id, Phase.PENDING);
    pending.add(id);
    relaunches++;
  }

  /** The call that would have launched {@code task} had no effect. */
  void notLaunched(TaskInfo task) {
    again(task.getTaskId().getValue());
  }

  /** Whether the task may run. */
  boolean isLaunched(String id) {
    Phase phase = phases.get(id);
    return phase == Phase.LAUNCHED || phase == Phase.RUNNING;
  }

  private void fail(String id, TaskStatus status) {
    phases.put(id, Phase.FAILED);
    String reason = status.hasReason() ? ", " + status.getReason() : "";
    String message = status.getMessage().isEmpty() ? "" : ": " + status.getMessage();
    if (failure.isEmpty()) {
      failure = Optional.of(id + " ended as " + status.getState() + reason + message);
    }
  }

  boolean hasPending() {
    return !pending.isEmpty();
  }

  /** Whether every task has ended, well or not. */
  boolean isDone() {
    return count(Phase.FINISHED) + count(Phase.FAILED) == size();
  }

  /** Why the first task that failed did. */
  Optional<String> failure() {
    return failure;
  }

  int size() {
    return phases.size();
  }

  int count(Phase phase) {
    return (int) phases.values().stream().filter(phase::equals).count();
  }

  /** How many tasks have been launched so far, whatever became of them. */
  int launched() {
    return size() - count(Phase.PENDING);
  }

  /** How often a task was launched again because its offer had gone. */
  int relaunches() {
    return relaunches;
  }
}
