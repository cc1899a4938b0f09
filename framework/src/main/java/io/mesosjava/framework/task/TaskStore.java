package io.mesosjava.framework.task;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Keeps what is known of tasks over the end of the process. A tracker calls it from one thread at a
 * time; a store belongs to one tracker.
 *
 * <p>{@link TrackedTask#toStatus} makes a message of a task, for stores of your own.
 */
public interface TaskStore extends Closeable {

  /**
   * All tasks that were saved and not removed since, in any order.
   *
   * @throws IOException if they cannot be read, or what is there makes no sense; then nothing may
   *     be answered
   */
  List<TrackedTask> load() throws IOException;

  /**
   * Keeps {@code task} in place of what was known under its id. When this returns, the task
   * outlives a crash.
   *
   * @throws IOException if that is not sure: either may be found after a crash
   */
  void save(TrackedTask task) throws IOException;

  /**
   * Forgets a task, if there is one.
   *
   * @throws IOException if that is not sure
   */
  void remove(String id) throws IOException;

  /** Keeps nothing over the end of the process. */
  static TaskStore none() {
    return new TaskStore() {
      @Override
      public List<TrackedTask> load() {
        return List.of();
      }

      @Override
      public void save(TrackedTask task) {}

      @Override
      public void remove(String id) {}

      @Override
      public void close() {}
    };
  }
}
