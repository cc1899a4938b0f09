package io.mesosjava.benchmarks.start;

import io.mesosjava.benchmarks.start.Contestant.Run;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Starts a JVM that opens one socket and the example executor in turn, and prints how long each
 * takes. The executor's class path is that of the property {@code executor.path}, an archive of its
 * classes that of {@code executor.archive}; beside it there is a jar of the same name. All are
 * started with what is in the file {@code executor.flags}, as the example scheduler starts it.
 */
public final class StartMain {

  private static final String EXECUTOR = "io.mesosjava.examples.ExampleExecutor";
  private static final String WORK = "primes 10";
  private static final String SHELL = "sleep 60";

  /** As the example scheduler decides it. */
  private static final boolean AHEAD_OF_TIME = Runtime.version().feature() >= 25;

  private StartMain() {}

  /** Argument: how many rounds; 15 if there is none. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
    Path directory = Files.createTempDirectory("bench-start");
    Map<Contestant, List<Run>> runs = new LinkedHashMap<>();
    contestants().forEach(contestant -> runs.put(contestant, new ArrayList<>()));
    try {
      for (int round = 0; round <= rounds; round++) {
        for (Map.Entry<Contestant, List<Run>> each : runs.entrySet()) {
          Run run = each.getKey().start(directory);
          if (round > 0) {
            each.getValue().add(run); // the first one reads files that nobody has read before
          }
        }
      }
    } finally {
      delete(directory);
    }
    print(runs);
  }

  private static List<Contestant> contestants() {
    String here = jarOf(OneSocket.class);
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(
        new Contestant(
            "trivial JVM, one socket", command(here, OneSocket.class.getName(), "PORT"), ""));
    String path = required("executor.path");
    contestants.add(new Contestant("example executor", command(path, EXECUTOR), WORK));
    String archive = System.getProperty("executor.archive", "");
    if (!archive.isEmpty()) {
      Path file = Path.of(archive).toAbsolutePath();
      String jar = file.toString().replaceFirst("\\.jsa$", ".jar");
      String option = (AHEAD_OF_TIME ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=") + file;
      contestants.add(new Contestant("... in one jar", command(jar, EXECUTOR), WORK));
      contestants.add(new Contestant("... with an archive", command(jar, option, EXECUTOR), WORK));
      contestants.add(
          new Contestant("... and a shell command", command(jar, option, EXECUTOR), SHELL));
    }
    return contestants;
  }

  private static String jarOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }

  private static String required(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalArgumentException(
          property + ": not set (expected: a class path, or a file)");
    }
    return Arrays.stream(value.split(File.pathSeparator, -1))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static List<String> command(String path, String... words) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + required("executor.flags"));
    command.add("-cp");
    command.add(path);
    command.addAll(List.of(words));
    return command;
  }

  private static void print(Map<Contestant, List<Run>> runs) {
    List<Run> trivial = runs.values().iterator().next();
    System.out.printf(
        "%-28s %18s %18s %18s %18s %8s%n",
        "median (least)", "ms to SUBSCRIBE", "ms to RUNNING", "of trivial", "ms of CPU", "MB");
    runs.forEach(
        (contestant, of) ->
            System.out.printf(
                "%-28s %18s %18s %18s %18s %8.0f%n",
                contestant.name(),
                text(of, run -> run.millis().getOrDefault(StubAgent.Mark.SUBSCRIBED, 0.0)),
                text(of, StartMain::running),
                String.format(
                    "%.1f (%.1f)",
                    median(of, StartMain::running) / median(trivial, StartMain::running),
                    least(of, StartMain::running) / least(trivial, StartMain::running)),
                text(of, Run::processorMillis),
                median(of, Run::residentMegabytes)));
  }

  private static double running(Run run) {
    return run.millis().getOrDefault(StubAgent.Mark.RUNNING, 0.0);
  }

  private static String text(List<Run> runs, ToDoubleFunction<Run> figure) {
    return String.format("%.0f (%.0f)", median(runs, figure), least(runs, figure));
  }

  private static double median(List<Run> runs, ToDoubleFunction<Run> figure) {
    return runs.stream().mapToDouble(figure).sorted().skip(runs.size() / 2).findFirst().orElse(0);
  }

  private static double least(List<Run> runs, ToDoubleFunction<Run> figure) {
    return runs.stream().mapToDouble(figure).min().orElse(0);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> all = new ArrayList<>(files.toList());
      Collections.reverse(all);
      for (Path file : all) {
        Files.delete(file);
      }
    }
  }
}
