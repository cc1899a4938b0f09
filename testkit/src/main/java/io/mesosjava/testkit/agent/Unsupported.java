package io.mesosjava.testkit.agent;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.Environment;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.NetworkInfo;
import io.mesosjava.v1.Secret;
import io.mesosjava.v1.TaskInfo;
import java.util.Optional;

/**
 * What this agent cannot give a task, an executor or a container of an operator. To run it without
 * would be a lie. Where a real agent with the plain isolators cannot either, the words are its.
 */
final class Unsupported {

  private Unsupported() {}

  /** Why the executor's container cannot be made, if it cannot. */
  static Optional<String> in(ExecutorInfo executor) {
    return in(executor.getCommand(), executor.getContainer());
  }

  /** Why the container of a task cannot be made, if it cannot. */
  static Optional<String> in(TaskInfo task) {
    return in(task.getCommand(), task.getContainer());
  }

  /** Why a container cannot be as described, if it cannot. */
  static Optional<String> in(CommandInfo command, ContainerInfo container) {
    return besidesNetworks(command, container).or(() -> network(container));
  }

  /** As {@link #in}, for a container that is in the networks of another one or of the host. */
  static Optional<String> besidesNetworks(CommandInfo command, ContainerInfo container) {
    if (isDocker(container)) {
      return Optional.of(
          "None of the enabled containerizers (mesos) could create a container for the provided"
              + " TaskInfo/ExecutorInfo message");
    }
    if (container.getMesos().hasImage()) {
      int type = container.getMesos().getImage().getType().getNumber();
      return Optional.of("Unsupported container image type: " + type);
    }
    if (container.getVolumesCount() > 0) {
      return Optional.of("Volumes in ContainerInfo is not supported");
    }
    return command.getEnvironment().getVariablesList().stream().anyMatch(Unsupported::isReference)
        ? Optional.of("Collect failed: Default secret resolver cannot resolve references")
        : Optional.empty();
  }

  /** Whether the container of this executor is of a kind for which this agent has nothing. */
  static boolean byAnyContainerizer(ExecutorInfo executor) {
    return isDocker(executor.getContainer());
  }

  private static boolean isDocker(ContainerInfo container) {
    return container.hasType() && container.getType() == ContainerInfo.Type.DOCKER;
  }

  private static Optional<String> network(ContainerInfo container) {
    return container.getNetworkInfosList().stream()
        .filter(NetworkInfo::hasName)
        .findFirst()
        .map(network -> "Unknown CNI network '" + network.getName() + "'");
  }

  private static boolean isReference(Environment.Variable variable) {
    return variable.getType() == Environment.Variable.Type.SECRET
        && variable.getSecret().getType() == Secret.Type.REFERENCE;
  }
}
