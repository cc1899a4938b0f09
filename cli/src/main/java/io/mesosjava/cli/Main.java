package io.mesosjava.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command itself: {@code mesos-java <command> [options]}. */
@Command(
    name = "mesos-java",
    description = "Tools of mesos-java.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {ClusterCommand.class, DemoCommand.class})
final class Main {

  private Main() {}

  /**
   * Runs the command and exits with its status.
   *
   * @param args the command and its options
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::report)
        .setUsageHelpAutoWidth(true);
  }

  private static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
    return failure instanceof IllegalArgumentException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }
}
