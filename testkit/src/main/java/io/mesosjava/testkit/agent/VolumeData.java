package io.mesosjava.testkit.agent;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.container.Sandbox;
import io.mesosjava.v1.Resource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The data of persistent volumes: it comes with CREATE and goes with DESTROY. Lives on the stage.
 */
final class VolumeData implements AgentOperations.Disk {

  private final Path workDirectory;
  private final FileWork files;

  VolumeData(Path workDirectory, FileWork files) {
    this.workDirectory = workDirectory;
    this.files = files;
  }

  @Override
  public void change(Resources before, Resources after, Runnable done) {
    Set<Path> had = directories(before);
    Set<Path> has = directories(after);
    for (Path made : minus(has, had)) {
      // What is there already is taken as it is.
      files.change("make the volume " + made, () -> Files.createDirectories(made));
    }
    for (Path destroyed : minus(had, has)) {
      files.change("remove the volume " + destroyed, () -> Sandbox.delete(destroyed));
    }
    files.then(done);
  }

  private Set<Path> directories(Resources resources) {
    return resources.messages().stream()
        .filter(resource -> resource.getDisk().hasPersistence())
        .map(this::directory)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private Path directory(Resource volume) {
    return Volumes.path(workDirectory, volume);
  }

  private static Set<Path> minus(Set<Path> all, Set<Path> without) {
    Set<Path> rest = new LinkedHashSet<>(all);
    rest.removeAll(without);
    return rest;
  }
}
