package io.mesosjava.testkit.api;

import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.Volume;
import java.util.Optional;
import java.util.stream.Stream;

/** The rules for containers, in Mesos' words. */
public final class ContainerRules {

  private ContainerRules() {}

  /** Why the task's cannot be, if it cannot. */
  public static Optional<String> ofTask(TaskInfo task) {
    return task.hasContainer()
        ? problem(task.getContainer()).map(text -> "Task's `ContainerInfo` is invalid: " + text)
        : Optional.empty();
  }

  /** Why it cannot be, if it cannot. */
  public static Optional<String> problem(ContainerInfo container) {
    return container.getVolumesList().stream()
        .flatMap(volume -> volume(volume).stream())
        .findFirst()
        .map(text -> "Invalid volume: " + text)
        .or(() -> docker(container));
  }

  private static Optional<String> docker(ContainerInfo container) {
    if (container.getType() != ContainerInfo.Type.DOCKER) {
      return Optional.empty();
    }
    if (!container.hasDocker()) {
      return Optional.of("DockerInfo 'docker' is not set for DOCKER typed ContainerInfo");
    }
    return container.getDocker().getParametersList().stream()
        .filter(parameter -> parameter.getKey().equals("name"))
        .findFirst()
        .map(parameter -> "Parameter in DockerInfo must not be 'name'");
  }

  private static Optional<String> volume(Volume volume) {
    long kinds =
        Stream.of(volume.hasHostPath(), volume.hasImage(), volume.hasSource())
            .filter(present -> present)
            .count();
    if (kinds != 1) {
      return Optional.of("Only one of them should be set: 'host_path', 'image' and 'source'");
    }
    return volume.hasSource() ? source(volume.getSource()) : Optional.empty();
  }

  private static Optional<String> source(Volume.Source source) {
    return switch (source.getType()) {
      case DOCKER_VOLUME ->
          missing(source.hasDockerVolume(), "source.docker_volume", "DOCKER_VOLUME");
      case HOST_PATH -> missing(source.hasHostPath(), "source.host_path", "HOST_PATH");
      case SANDBOX_PATH -> missing(source.hasSandboxPath(), "source.sandbox_path", "SANDBOX_PATH");
      case SECRET -> missing(source.hasSecret(), "source.secret", "SECRET");
      case CSI_VOLUME ->
          missing(source.hasCsiVolume(), "source.csi_volume", "CSI")
              .or(
                  () ->
                      missing(
                          source.getCsiVolume().hasStaticProvisioning(),
                          "source.csi_volume.static_provisioning",
                          "CSI"));
      case UNKNOWN -> Optional.of("'source.type' is unknown");
    };
  }

  private static Optional<String> missing(boolean present, String field, String kind) {
    return present
        ? Optional.empty()
        : Optional.of("'" + field + "' is not set for " + kind + " volume");
  }
}
