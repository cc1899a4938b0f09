package io.mesosjava.testkit.agent;

import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.TaskInfo;
import java.util.Optional;

/** What this agent cannot give a task. To run it without would be a lie. */
final class Unsupported {

  private Unsupported() {}

  /** Why the task's container cannot be made, if it cannot. */
  static Optional<String> in(TaskInfo task) {
    ContainerInfo container = task.getContainer();
    if (!task.hasCommand()) {
      return Optional.of("The embedded agent runs command tasks only");
    }
    if (task.hasContainer() && container.getType() == ContainerInfo.Type.DOCKER) {
      return Optional.of(
          "None of the enabled containerizers (mesos) could create a container for the provided"
              + " TaskInfo/ExecutorInfo message");
    }
    if (container.getMesos().hasImage()
        || container.getVolumesCount() > 0
        || container.hasTtyInfo()) {
      return Optional.of("The embedded agent has no images, volumes and terminals");
    }
    if (task.hasHealthCheck() || task.hasCheck()) {
      return Optional.of("The embedded agent does not check tasks or their health");
    }
    if (task.getCommand().getUrisCount() > 0) {
      return Optional.of(
          "Failed to fetch all URIs: the embedded agent does not fetch "
              + task.getCommand().getUris(0).getValue());
    }
    return Optional.empty();
  }
}
