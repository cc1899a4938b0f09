package io.mesosjava.testkit.agent;

import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What an agent tells a master that does not know it, or not any more.
 *
 * @param tasks all that are not both ended and acknowledged
 * @param executors those that run and were not made up for a command
 * @param frameworks those of the tasks and executors
 */
record Inventory(List<Task> tasks, List<ExecutorInfo> executors, List<FrameworkInfo> frameworks) {

  static Inventory of(Collection<AgentFramework> all) {
    List<Task> tasks = new ArrayList<>();
    List<ExecutorInfo> executors = new ArrayList<>();
    List<FrameworkInfo> frameworks = new ArrayList<>();
    for (AgentFramework framework : all) {
      frameworks.add(framework.info());
      for (AgentExecutor executor : framework.executors()) {
        executor.tasks().stream()
            .filter(AgentTask::isIncomplete)
            .map(AgentTask::toMessage)
            .forEach(tasks::add);
        if (executor.kind() != ExecutorKind.COMMAND
            && executor.state() != AgentExecutor.State.TERMINATED) {
          executors.add(executor.info().toBuilder().setFrameworkId(framework.id()).build());
        }
      }
    }
    return new Inventory(tasks, executors, frameworks);
  }
}
