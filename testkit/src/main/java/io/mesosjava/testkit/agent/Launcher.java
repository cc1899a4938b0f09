package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.container.Container;
import io.mesosjava.testkit.container.Containers;
import io.mesosjava.testkit.container.Launch;
import io.mesosjava.testkit.container.Sandbox;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.TaskInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes containers for command tasks. Lives on the stage; the work is done backstage. */
final class Launcher {

  private final Backstage backstage;
  private final Containers containers;

  Launcher(Backstage backstage, Containers containers) {
    this.backstage = backstage;
    this.containers = containers;
  }

  Backstage backstage() {
    return backstage;
  }

  /** The real work directory, as processes see it. */
  Path root() {
    return containers.root();
  }

  /**
   * Makes a sandbox, and in it a container whose command waits to be started.
   *
   * @param failed is told why not
   */
  void launch(
      Path sandbox,
      TaskInfo task,
      Map<String, String> environment,
      Consumer<Container> launched,
      Consumer<String> failed) {
    Optional<String> objection = Unsupported.in(task);
    backstage.run(
        () -> {
          Sandbox.create(sandbox);
          if (objection.isPresent()) {
            throw new IOException(objection.get());
          }
          Volumes.link(root(), sandbox, task.getResourcesList());
          return containers.create(launch(sandbox, task.getCommand(), environment));
        },
        launched,
        problem -> failed.accept(String.valueOf(problem.getMessage())));
  }

  private static Launch launch(Path sandbox, CommandInfo command, Map<String, String> environment) {
    if (command.getShell()) {
      return Launch.shell(sandbox, command.getValue(), environment);
    }
    // Mesos passes the arguments as they are, with argv[0] first. A shell's exec cannot give a
    // program another name than its own.
    List<String> arguments = command.getArgumentsList();
    List<String> argv = new ArrayList<>(List.of(command.getValue()));
    argv.addAll(arguments.subList(Math.min(1, arguments.size()), arguments.size()));
    return Launch.exec(sandbox, argv, environment);
  }
}
