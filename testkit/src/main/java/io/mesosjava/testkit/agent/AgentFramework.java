package io.mesosjava.testkit.agent;

import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.TaskID;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A framework with executors on this agent. Lives on the stage. */
final class AgentFramework {

  private static final int MAX_COMPLETED_EXECUTORS = 150;

  private FrameworkInfo info;
  private final Map<ExecutorID, AgentExecutor> executors = new LinkedHashMap<>();
  private final Map<TaskID, AgentExecutor> executorsByTask = new HashMap<>();
  private final ArrayDeque<AgentExecutor> completed = new ArrayDeque<>();
  private boolean terminating;

  AgentFramework(FrameworkInfo info) {
    this.info = info;
  }

  FrameworkID id() {
    return info.getId();
  }

  FrameworkInfo info() {
    return info;
  }

  void updated(FrameworkInfo now) {
    info = now;
  }

  /** It is gone at the master: updates of its tasks have nobody to acknowledge them. */
  boolean isTerminating() {
    return terminating;
  }

  void terminate() {
    terminating = true;
  }

  Collection<AgentExecutor> executors() {
    return List.copyOf(executors.values());
  }

  /** Those that have ended and have nothing to report any more, oldest first. */
  Collection<AgentExecutor> completedExecutors() {
    return List.copyOf(completed);
  }

  Optional<AgentExecutor> executor(ExecutorID id) {
    return Optional.ofNullable(executors.get(id));
  }

  /** The executor of a task that is not both ended and acknowledged. */
  Optional<AgentExecutor> executorOf(TaskID task) {
    return Optional.ofNullable(executorsByTask.get(task));
  }

  void add(AgentExecutor executor) {
    executors.put(executor.id(), executor);
  }

  void assign(AgentTask task, AgentExecutor executor) {
    executor.add(task);
    executorsByTask.put(task.id(), executor);
  }

  /** The scheduler has acknowledged the end of a task. */
  void complete(AgentTask task) {
    task.completed();
    executorsByTask.remove(task.id());
  }

  /** It turned out that the executor cannot be; nobody remembers it. */
  void discard(AgentExecutor executor) {
    executors.remove(executor.id());
    executor.tasks().forEach(task -> executorsByTask.remove(task.id(), executor));
  }

  void complete(AgentExecutor executor) {
    discard(executor);
    completed.add(executor);
    if (completed.size() > MAX_COMPLETED_EXECUTORS) {
      completed.remove();
    }
  }

  boolean isIdle() {
    return executors.isEmpty();
  }
}
