package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.container.Container;
import io.mesosjava.testkit.stage.Timer;
import io.mesosjava.v1.ContainerID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskID;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An executor, its container and its tasks. Lives on the stage.
 *
 * <pre>
 *   REGISTERING <-> RUNNING
 *        |             |    (either, told to end)
 *        +------+------+-------> TERMINATING
 *               |                     |
 *               +-----> TERMINATED <--+
 * </pre>
 */
final class AgentExecutor {

  /** How far an executor is. */
  enum State {
    /** Its container is being made, or it has not subscribed yet. */
    REGISTERING,
    /** It takes tasks. */
    RUNNING,
    /** It was told to end. */
    TERMINATING,
    /** Its container is gone; updates may still wait for their acknowledgement. */
    TERMINATED
  }

  /** Everything that can become of a state. */
  static final Map<State, Set<State>> TRANSITIONS =
      new EnumMap<>(
          Map.of(
              State.REGISTERING, EnumSet.of(State.RUNNING, State.TERMINATING, State.TERMINATED),
              State.RUNNING, EnumSet.of(State.REGISTERING, State.TERMINATING, State.TERMINATED),
              State.TERMINATING, EnumSet.of(State.TERMINATED),
              State.TERMINATED, EnumSet.noneOf(State.class)));

  private final AgentFramework framework;
  private final ExecutorInfo info;
  private final ContainerID containerId;
  private final Path sandbox;
  private final ExecutorKind kind;
  private final Map<TaskID, AgentTask> tasks = new LinkedHashMap<>();
  private final List<TaskGroupInfo> queuedGroups = new ArrayList<>();

  private State state = State.REGISTERING;
  private @Nullable Container container;
  private @Nullable ExecutorChannel channel;
  private @Nullable Timer deadline;
  private Ending ending = Ending.UNEXPLAINED;
  private boolean destroyed;

  /**
   * An executor whose container is yet to be made.
   *
   * @param kind who leads its tasks
   */
  AgentExecutor(
      AgentFramework framework,
      ExecutorInfo info,
      ContainerID containerId,
      Path sandbox,
      ExecutorKind kind) {
    this.framework = framework;
    this.info = info;
    this.containerId = containerId;
    this.sandbox = sandbox;
    this.kind = kind;
  }

  AgentFramework framework() {
    return framework;
  }

  ExecutorID id() {
    return info.getExecutorId();
  }

  ExecutorInfo info() {
    return info;
  }

  ContainerID containerId() {
    return containerId;
  }

  Path sandbox() {
    return sandbox;
  }

  ExecutorKind kind() {
    return kind;
  }

  /** What it has to end after a shutdown. */
  Duration shutdownGrace(Duration usual) {
    return info.hasShutdownGracePeriod()
        ? Duration.ofNanos(info.getShutdownGracePeriod().getNanoseconds())
        : usual;
  }

  State state() {
    return state;
  }

  /** Whether its tasks can be killed, and itself shut down. */
  boolean isAlive() {
    return state == State.REGISTERING || state == State.RUNNING;
  }

  void become(State next) {
    if (!TRANSITIONS.getOrDefault(state, Set.of()).contains(next)) {
      throw new IllegalStateException(
          "executor " + id().getValue() + ": " + state + " cannot become " + next);
    }
    state = next;
    if (next != State.REGISTERING && deadline != null) {
      deadline.cancel();
      deadline = null;
    }
  }

  Optional<Container> container() {
    return Optional.ofNullable(container);
  }

  void contain(Container made) {
    container = made;
  }

  /** The way to the executor, once it takes tasks. */
  Optional<ExecutorChannel> channel() {
    return Optional.ofNullable(channel);
  }

  void connect(ExecutorChannel toExecutor) {
    channel = toExecutor;
  }

  /** What happens when it does not come to its next state in time. */
  void deadline(Timer timer) {
    deadline = timer;
  }

  /** The agent has ended it by force: it says nothing more. */
  void destroy() {
    destroyed = true;
  }

  boolean isDestroyed() {
    return destroyed;
  }

  /** What becomes of the tasks that it leaves behind. */
  Ending ending() {
    return ending;
  }

  void endsAs(Ending known) {
    ending = known;
  }

  void add(AgentTask task) {
    tasks.put(task.id(), task);
  }

  Optional<AgentTask> task(TaskID id) {
    return Optional.ofNullable(tasks.get(id));
  }

  Collection<AgentTask> tasks() {
    return tasks.values();
  }

  /** Whether some task's end is not acknowledged yet. */
  boolean hasIncompleteTasks() {
    return tasks.values().stream().anyMatch(AgentTask::isIncomplete);
  }

  /** Whether some task has not been given to it yet. */
  boolean hasQueuedTasks() {
    return tasks.values().stream().anyMatch(AgentTask::isQueued);
  }

  /**
   * The agent's process is gone: a program that speaks the executor API has to subscribe again, and
   * what no executor has got was lost with the process.
   */
  void agentLost() {
    queuedGroups.clear();
    tasks.values().stream()
        .filter(AgentTask::isQueued)
        .forEach(
            task -> {
              task.launched();
              task.lost();
            });
    if (kind == ExecutorKind.CUSTOM && channel != null) {
      channel.agentLost();
      channel = null;
    }
    if (state == State.RUNNING) {
      become(State.REGISTERING);
    }
  }

  /** Tasks of this group, which were added, go to the executor together. */
  void queueGroup(TaskGroupInfo group) {
    queuedGroups.add(group);
  }

  /** The group of a task that waits for the executor. */
  Optional<TaskGroupInfo> queuedGroupOf(TaskID task) {
    return queuedGroups.stream()
        .filter(group -> group.getTasksList().stream().anyMatch(t -> t.getTaskId().equals(task)))
        .findFirst();
  }

  /** Whether it has got a task yet, and not only tasks that were killed before. */
  boolean hasEverGotATask() {
    return tasks.values().stream().anyMatch(AgentTask::hasBeenDelivered);
  }

  /** Gives it what waits for it. A group of which a task was killed meanwhile is gone whole. */
  void deliver(ExecutorChannel toExecutor) {
    List<TaskGroupInfo> groups = List.copyOf(queuedGroups);
    tasks.values().stream()
        .filter(task -> task.isQueued() && queuedGroupOf(task.id()).isEmpty())
        .forEach(
            task -> {
              task.launched();
              toExecutor.launch(task.info());
            });
    queuedGroups.clear();
    for (TaskGroupInfo group : groups) {
      List<AgentTask> members =
          group.getTasksList().stream()
              .flatMap(task -> task(task.getTaskId()).stream())
              .filter(AgentTask::isQueued)
              .toList();
      if (members.size() == group.getTasksCount()) {
        members.forEach(AgentTask::launched);
        toExecutor.launchGroup(group);
      }
    }
  }
}
