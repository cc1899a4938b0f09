package io.mesosjava.cli;

import io.mesosjava.testkit.EmbeddedCluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Carries out commands on a cluster that runs, one line each. Safe for use by any thread. */
final class Control {

  /** What is wrong with a command, if anything is. */
  enum Outcome {
    /** It was done. */
    DONE,
    /** There is no such command, or not with these words. */
    MISUSED,
    /** The cluster is not in a state in which it can be done. */
    IMPOSSIBLE
  }

  /**
   * What a command came to.
   *
   * @param text to be read; empty, or with a line break at the end
   */
  record Answer(Outcome outcome, String text) {}

  private final EmbeddedCluster cluster;
  private final Runnable stop;

  /**
   * Control over a cluster.
   *
   * @param stop what the command {@code stop} does
   */
  Control(EmbeddedCluster cluster, Runnable stop) {
    this.cluster = cluster;
    this.stop = stop;
  }

  /** Carries out the command in {@code line}. */
  Answer run(String line) {
    return run(line.strip().split("\\s+"));
  }

  /** Carries out a command. */
  synchronized Answer run(String... words) {
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    int status =
        new CommandLine(new ControlCommands(cluster, stop, out))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setOut(out)
            .setParameterExceptionHandler((failure, given) -> refuse(out, failure))
            .setExecutionExceptionHandler((failure, command, parsed) -> refuse(out, failure))
            .execute(words);
    out.flush();
    return new Answer(outcome(status), text.toString());
  }

  private static Outcome outcome(int status) {
    return switch (status) {
      case CommandLine.ExitCode.OK -> Outcome.DONE;
      case CommandLine.ExitCode.USAGE -> Outcome.MISUSED;
      default -> Outcome.IMPOSSIBLE;
    };
  }

  private static int refuse(PrintWriter out, Exception failure) {
    boolean misused =
        failure instanceof ParameterException || failure instanceof IllegalArgumentException;
    out.println(Reason.of(failure) + (misused ? " (see help)" : ""));
    return misused ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
  }

  /** Takes commands from {@code in} until that ends, on a thread of its own. */
  void listen(InputStream in, PrintWriter out) {
    Thread thread = new Thread(() -> read(in, out), "cluster-commands");
    thread.setDaemon(true);
    thread.start();
  }

  private void read(InputStream in, PrintWriter out) {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank()) {
          out.print(run(line).text());
          out.flush();
        }
      }
    } catch (IOException e) {
      out.println("standard input: " + Reason.of(e));
      out.flush();
    }
  }
}
