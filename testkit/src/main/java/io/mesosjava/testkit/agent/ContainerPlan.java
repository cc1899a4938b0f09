package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.container.Launch;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.Resource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A container that is to be made.
 *
 * @param sandbox its working directory, which is made
 * @param command what runs in it
 * @param environment all variables
 * @param resources whose volumes it sees
 * @param objection why it cannot be made, if that is known already
 */
record ContainerPlan(
    Path sandbox,
    CommandInfo command,
    Map<String, String> environment,
    List<Resource> resources,
    Optional<String> objection) {

  /** The plan as containers take it. */
  Launch launch() {
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
