package io.mesosjava.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a cluster that runs is looked at and controlled from outside. */
final class ControlOptions {

  @Option(
      names = "--control-port",
      paramLabel = "PORT",
      description = {
        "takes commands by HTTP there, 0 for any free port: GET / lists them,",
        "POST one, for example curl -d 'kill-agent 1' http://127.0.0.1:PORT/"
      })
  @Nullable Integer port;

  @Option(
      names = {"-i", "--interactive"},
      description = "takes the same commands from standard input; 'help' lists them")
  boolean interactive;

  @Option(names = "--json", description = "prints one line of JSON when ready")
  boolean json;

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description = "writes that line into a file when ready")
  @Nullable Path readyFile;
}
