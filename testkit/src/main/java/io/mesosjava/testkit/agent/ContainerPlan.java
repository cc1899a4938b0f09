package io.mesosjava.testkit.agent;

import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.container.Launch;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container that is to be made.
 *
 * @param launch what runs in it
 * @param resources that it is given, whose volumes it sees
 * @param uris what is brought into the sandbox first
 * @param alias a symbolic link to make that leads to the sandbox, if there is to be one
 * @param io what its input and output are connected with
 * @param objection why it cannot be made, if that is known already
 */
record ContainerPlan(
    Launch launch,
    List<Resource> resources,
    List<CommandInfo.URI> uris,
    Optional<Path> alias,
    Io io,
    Optional<String> objection) {

  /** What its input and output are connected with. */
  enum Io {
    /** Files in the sandbox. */
    FILES,
    /** Pipes to this agent, for operators to attach to. */
    PIPES,
    /** A terminal, for operators to attach to. */
    TERMINAL;

    /** A terminal if the container shall have one. */
    static Io of(ContainerInfo container, Io usual) {
      return container.hasTtyInfo() ? TERMINAL : usual;
    }
  }

  ContainerPlan(
      Launch launch,
      List<Resource> resources,
      List<CommandInfo.URI> uris,
      Optional<String> objection) {
    this(launch, resources, uris, Optional.empty(), Io.FILES, objection);
  }

  /** The same with other input and output. */
  ContainerPlan with(Io other) {
    return new ContainerPlan(launch, resources, uris, alias, other, objection);
  }

  Resources given() {
    return Resources.of(resources);
  }

  Path sandbox() {
    return launch.sandbox();
  }

  Map<String, String> environment() {
    return launch.environment();
  }

  /** A command as containers take it. */
  static Launch launch(Path sandbox, CommandInfo command, Map<String, String> environment) {
    if (!command.hasValue()) {
      String missing = command.getShell() ? "Shell command" : "Executable path";
      return Launch.shell(
          sandbox, "echo '" + missing + " is not specified' >&2; exit 1", environment);
    }
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
