package io.mesosjava.testkit.master;

import io.mesosjava.resources.LaunchChecks;
import io.mesosjava.testkit.api.CommandRules;
import io.mesosjava.testkit.api.ContainerRules;
import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.ExecutorInfo;
import java.util.Optional;

/** The rules for the executor of a task, in the master's order and words. */
final class ExecutorRules {

  private ExecutorRules() {}

  /** For the executor of a single task, which is a custom one. */
  static Optional<String> problem(ExecutorInfo executor, Framework framework, Agent agent) {
    return general(executor, framework, agent)
        .or(() -> custom(executor))
        .or(() -> LaunchChecks.notShared(executor.getResourcesList()))
        .or(() -> CgroupRules.ofExecutor(executor));
  }

  /** For any executor. */
  static Optional<String> general(ExecutorInfo executor, Framework framework, Agent agent) {
    return type(executor)
        .or(() -> Ids.problem(executor.getExecutorId().getValue()))
        .or(() -> shutdownGracePeriod(executor))
        .or(() -> command(executor))
        .or(() -> container(executor))
        .or(() -> framework(executor, framework))
        .or(() -> LaunchChecks.executor(executor.getResourcesList()))
        .or(() -> compatible(executor, framework, agent));
  }

  private static Optional<String> when(boolean broken, String problem) {
    return broken ? Optional.of(problem) : Optional.empty();
  }

  private static Optional<String> type(ExecutorInfo executor) {
    return switch (executor.getType()) {
      case DEFAULT -> defaultType(executor);
      case CUSTOM ->
          when(!executor.hasCommand(), "'ExecutorInfo.command' must be set for 'CUSTOM' executor");
      case UNKNOWN -> Optional.empty();
    };
  }

  private static Optional<String> defaultType(ExecutorInfo executor) {
    ContainerInfo container = executor.getContainer();
    return when(
            executor.hasCommand(), "'ExecutorInfo.command' must not be set for 'DEFAULT' executor")
        .or(
            () ->
                when(
                    executor.hasContainer() && container.getType() != ContainerInfo.Type.MESOS,
                    "'ExecutorInfo.container.type' must be 'MESOS' for 'DEFAULT' executor"))
        .or(
            () ->
                when(
                    container.getMesos().hasImage(),
                    "'ExecutorInfo.container.mesos.image' must not be set for"
                        + " 'DEFAULT' executor"));
  }

  private static Optional<String> shutdownGracePeriod(ExecutorInfo executor) {
    return when(
        executor.getShutdownGracePeriod().getNanoseconds() < 0,
        "ExecutorInfo's 'shutdown_grace_period' must be non-negative");
  }

  private static Optional<String> command(ExecutorInfo executor) {
    return CommandRules.problem(executor.getCommand())
        .map(text -> "Executor's `CommandInfo` is invalid: " + text);
  }

  private static Optional<String> container(ExecutorInfo executor) {
    return executor.hasContainer()
        ? ContainerRules.problem(executor.getContainer())
            .map(text -> "Executor's `ContainerInfo` is invalid: " + text)
        : Optional.empty();
  }

  private static Optional<String> framework(ExecutorInfo executor, Framework framework) {
    return when(!executor.hasFrameworkId(), "'ExecutorInfo.framework_id' must be set")
        .or(
            () ->
                when(
                    !executor.getFrameworkId().equals(framework.id()),
                    String.format(
                        "ExecutorInfo has an invalid FrameworkID (Actual: %s vs Expected: %s)",
                        executor.getFrameworkId().getValue(), framework.id().getValue())));
  }

  private static Optional<String> compatible(
      ExecutorInfo executor, Framework framework, Agent agent) {
    ExecutorInfo running = framework.executorsOn(agent.id()).get(executor.getExecutorId());
    if (running == null || running.equals(executor)) {
      return Optional.empty();
    }
    String line = "-".repeat(60) + "\n";
    return Optional.of(
        "ExecutorInfo is not compatible with existing ExecutorInfo with same ExecutorID.\n"
            + line
            + "Existing ExecutorInfo:\n"
            + Numbers.inMessage(running)
            + "\n"
            + line
            + "ExecutorInfo:\n"
            + Numbers.inMessage(executor)
            + "\n"
            + line);
  }

  private static Optional<String> custom(ExecutorInfo executor) {
    return when(
            executor.hasType() && executor.getType() != ExecutorInfo.Type.CUSTOM,
            "'ExecutorInfo.type' must be 'CUSTOM'")
        .or(() -> when(!executor.hasCommand(), "'ExecutorInfo.command' must be set"));
  }
}
