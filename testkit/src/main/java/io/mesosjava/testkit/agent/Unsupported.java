package io.mesosjava.testkit.agent;

import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.TaskInfo;
import java.util.Optional;

/** What this agent cannot give a task or an executor. To run it without would be a lie. */
final class Unsupported {

  private Unsupported() {}

  /** Why the executor's container cannot be made, if it cannot. */
  static Optional<String> in(ExecutorInfo executor) {
    return in(executor.getContainer());
  }

  /** Why the container of a task cannot be made, if it cannot. */
  static Optional<String> in(TaskInfo task) {
    return in(task.getContainer());
  }

  /** Why a container cannot be as described, if it cannot. */
  static Optional<String> in(ContainerInfo container) {
    if (container.hasType() && container.getType() == ContainerInfo.Type.DOCKER) {
      return Optional.of(
          "None of the enabled containerizers (mesos) could create a container for the provided"
              + " TaskInfo/ExecutorInfo message");
    }
    return container.getMesos().hasImage() || container.getVolumesCount() > 0
        ? Optional.of("The embedded agent has no images and volumes")
        : Optional.empty();
  }
}
