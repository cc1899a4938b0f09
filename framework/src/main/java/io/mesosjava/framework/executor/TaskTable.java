package io.mesosjava.framework.executor;

import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The tasks that have not ended, and those of which the end is not acknowledged. Thread-safe. */
final class TaskTable {

  private final Reports reports;
  private final ReentrantLock lock = new ReentrantLock();
  // Guarded by lock.
  private final Map<String, ExecutorTask> tasks = new LinkedHashMap<>();

  TaskTable(Reports reports) {
    this.reports = reports;
  }

  /** A new task; empty if one with its id lives. An id may come again after its task has ended. */
  Optional<ExecutorTask> launch(TaskInfo info) {
    lock.lock();
    try {
      ExecutorTask present = tasks.get(info.getTaskId().getValue());
      if (present != null && !present.isEnded()) {
        return Optional.empty();
      }
      ExecutorTask task = new ExecutorTask(info, reports);
      tasks.put(info.getTaskId().getValue(), task);
      reports.launched(info);
      return Optional.of(task);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets the task if it has ended and nothing of it is left to be acknowledged. */
  void tidy(TaskID id) {
    lock.lock();
    try {
      ExecutorTask task = tasks.get(id.getValue());
      if (task != null && task.isEnded() && !reports.hasUnacknowledged(id)) {
        tasks.remove(id.getValue());
      }
    } finally {
      lock.unlock();
    }
  }

  Optional<ExecutorTask> find(TaskID id) {
    lock.lock();
    try {
      return Optional.ofNullable(tasks.get(id.getValue()));
    } finally {
      lock.unlock();
    }
  }

  List<ExecutorTask> all() {
    lock.lock();
    try {
      return List.copyOf(tasks.values());
    } finally {
      lock.unlock();
    }
  }

  List<ExecutorTask> living() {
    return all().stream().filter(task -> !task.isEnded()).toList();
  }
}
