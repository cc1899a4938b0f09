package io.mesosjava.testkit.agent;

import io.mesosjava.v1.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The persistent volumes of an agent: directories {@code volumes/roles/<role>/<id>} in its work
 * directory, which tasks see by symbolic links in their sandboxes.
 */
final class Volumes {

  private Volumes() {}

  /** Where the data of {@code volume} is. */
  static Path path(Path workDirectory, Resource volume) {
    int top = volume.getReservationsCount() - 1;
    String role = top < 0 ? "*" : volume.getReservations(top).getRole();
    // A role of several components is one directory.
    return workDirectory
        .resolve("volumes/roles")
        .resolve(role.replace('/', ' '))
        .resolve(volume.getDisk().getPersistence().getId());
  }

  /** Puts links to the volumes among {@code resources} into a sandbox. */
  static void link(Path workDirectory, Path sandbox, List<Resource> resources) throws IOException {
    for (Resource volume : resources) {
      if (volume.getDisk().hasPersistence()) {
        Path data = Files.createDirectories(path(workDirectory, volume));
        Path link = sandbox.resolve(volume.getDisk().getVolume().getContainerPath()).normalize();
        if (!link.startsWith(sandbox) || link.equals(sandbox)) {
          throw new IOException(
              "container path "
                  + volume.getDisk().getVolume().getContainerPath()
                  + " of volume "
                  + volume.getDisk().getPersistence().getId()
                  + " (expected: a path inside the sandbox)");
        }
        Files.createDirectories(link.resolveSibling("."));
        Files.createSymbolicLink(link, data);
      }
    }
  }
}
