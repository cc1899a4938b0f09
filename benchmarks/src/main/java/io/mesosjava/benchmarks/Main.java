package io.mesosjava.benchmarks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all benchmarks, or those that the arguments select: they are JMH's.
 *
 * <p>All are run once in a short fork, then all again, and so on: what slows the machine down for a
 * while then slows all of them down. The figures are medians of all forks.
 */
public final class Main {

  private static final int ROUNDS = 3;

  private Main() {}

  /** Runs, with JMH's options in {@code arguments}, and prints a table. */
  public static void main(String[] arguments) throws RunnerException, CommandLineOptionException {
    CommandLineOptions given = new CommandLineOptions(arguments);
    List<RunResult> results = new ArrayList<>();
    int rounds = given.getForkCount().orElse(ROUNDS);
    for (int round = 1; round <= rounds; round++) {
      System.out.printf("round %d of %d%n", round, rounds);
      results.addAll(round(given));
    }
    Table.print(results, System.out);
    OperationTable.print(results, System.out);
  }

  private static Collection<RunResult> round(CommandLineOptions given) throws RunnerException {
    Options options =
        new OptionsBuilder()
            .parent(given)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .forks(1)
            .warmupIterations(given.getWarmupIterations().orElse(4))
            .warmupTime(given.getWarmupTime().orElse(TimeValue.milliseconds(400)))
            .measurementIterations(given.getMeasurementIterations().orElse(5))
            .measurementTime(given.getMeasurementTime().orElse(TimeValue.milliseconds(300)))
            .verbosity(given.verbosity().orElse(VerboseMode.SILENT))
            .jvmArgs("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC")
            .shouldFailOnError(true)
            .build();
    return new Runner(options).run();
  }
}
