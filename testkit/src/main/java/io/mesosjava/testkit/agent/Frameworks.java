package io.mesosjava.testkit.agent;

import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The frameworks that have something on an agent, and those that had. Lives on the stage. */
final class Frameworks {

  private static final int MAX_COMPLETED = 50;

  private final Map<FrameworkID, AgentFramework> active = new LinkedHashMap<>();
  private final ArrayDeque<AgentFramework> completed = new ArrayDeque<>();
  private final Draining draining = new Draining();
  private final SandboxGc gc;
  private Runnable whenNone = () -> {};

  /**
   * None yet.
   *
   * @param gc hears of executors that come and go
   */
  Frameworks(SandboxGc gc) {
    this.gc = gc;
  }

  /** Whether they are all to go. */
  Draining draining() {
    return draining;
  }

  /** Those that have executors here. */
  Collection<AgentFramework> active() {
    return List.copyOf(active.values());
  }

  /** Runs once when none has anything here, now or later. */
  void whenNone(Runnable event) {
    whenNone = event;
    tellIfNone();
  }

  private void tellIfNone() {
    if (active.isEmpty()) {
      Runnable event = whenNone;
      whenNone = () -> {};
      event.run();
    }
  }

  /** Nobody remembers that it was here. */
  void forget(AgentFramework framework) {
    active.remove(framework.id(), framework);
  }

  /** All that was here belongs to another agent. */
  void forget() {
    active.clear();
    completed.clear();
    draining.end();
  }

  /** Those that have nothing here any more, oldest first. */
  Collection<AgentFramework> completed() {
    return List.copyOf(completed);
  }

  /** The framework of that id, new if need be. */
  AgentFramework of(FrameworkInfo info) {
    return active.computeIfAbsent(info.getId(), id -> new AgentFramework(info));
  }

  Optional<AgentFramework> find(FrameworkID id) {
    return Optional.ofNullable(active.get(id));
  }

  Optional<AgentExecutor> executor(FrameworkID framework, ExecutorID executor) {
    return find(framework).flatMap(f -> f.executor(executor));
  }

  /** An executor is to be made. */
  void add(AgentExecutor executor) {
    executor.framework().add(executor);
    gc.came(executor);
  }

  /** Puts an executor that has nothing to report any more aside, and then perhaps its framework. */
  void complete(AgentExecutor executor) {
    executor.framework().complete(executor);
    gc.left(executor, executor.framework().isIdle());
    removeIfIdle(executor.framework());
  }

  void removeIfIdle(AgentFramework framework) {
    if (framework.isIdle() && active.remove(framework.id(), framework)) {
      completed.add(framework);
      if (completed.size() > MAX_COMPLETED) {
        completed.remove();
      }
      if (active.isEmpty()) {
        draining.end();
      }
      tellIfNone();
    }
  }
}
