package io.mesosjava.examples;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The example scheduler as a program of its own. */
@Command(
    name = "example-scheduler",
    description = "Runs command tasks on a Mesos cluster until all have finished.",
    mixinStandardHelpOptions = true)
final class Main implements Callable<Integer> {

  @Mixin private SchedulerOptions options = new SchedulerOptions();

  private Main() {}

  @Override
  public Integer call() throws Exception {
    return ExampleScheduler.run(options, System.out);
  }

  /**
   * Runs the scheduler and exits with 0 when all tasks have finished, 1 when one failed or the
   * master went away, 2 when an option is wrong.
   *
   * @param args the options; {@code --help} lists them
   */
  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(Main::report)
            .setUsageHelpAutoWidth(true)
            .execute(args));
  }

  private static int report(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    command.getErr().println(command.getCommandName() + ": " + failure.getMessage());
    return failure instanceof IllegalArgumentException
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }
}
