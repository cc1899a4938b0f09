package io.mesosjava.benchmarks.wire;

import io.mesosjava.benchmarks.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Runs all contenders through all scenarios, in turn, several rounds, and prints medians.
 * Arguments: the number of rounds (3), words, joined by "_", that scenarios must have in their
 * titles (all), what part of the events and the time (1), which contenders, separated by commas
 * (all).
 */
public final class WireMain {

  private static final long RUN_SECONDS = 90;

  private WireMain() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
    String word = arguments.length > 1 ? arguments[1].replace('_', ' ') : "";
    double part = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 1;
    List<String> wanted = arguments.length > 3 ? List.of(arguments[3].split(",")) : List.of();
    Figures figures = new Figures();
    for (int round = 1; round <= rounds; round++) {
      for (Scenario whole : scenarios()) {
        Scenario scenario = whole.part(part);
        if (scenario.title().contains(word)) {
          System.out.printf("round %d of %d: %s%n", round, rounds, scenario.title());
          for (String contender : contenders(scenario)) {
            if (wanted.isEmpty() || wanted.contains(contender)) {
              figures.add(scenario, contender, run(scenario, contender));
            }
          }
        }
      }
    }
    figures.print(System.out);
  }

  private static List<Scenario> scenarios() {
    return List.of(
        Scenario.stream(Sample.UPDATE, false, 3_000_000, 4_000_000),
        Scenario.stream(Sample.OFFERS, false, 10_000, 15_000),
        Scenario.stream(Sample.UPDATE, true, 600_000, 1_000_000),
        Scenario.stream(Sample.OFFERS, true, 5_000, 8_000),
        Scenario.calls(0, 64),
        Scenario.calls(500, 64),
        Scenario.calls(2_000, 64),
        Scenario.latency(100_000, 3_000),
        Scenario.acks(64),
        Scenario.acks(1));
  }

  /** Who takes part; the first is the limit that the others are compared with. */
  private static List<String> contenders(Scenario scenario) {
    List<String> names = new ArrayList<>();
    if (scenario.kind() == Scenario.Kind.STREAM) {
      names.add("memory");
    }
    names.addAll(List.of("raw", "mesos-java", "jdk"));
    // A session does not deliver offers that wait when the stream ends: the last would be missed.
    if (scenario.kind() != Scenario.Kind.STREAM || scenario.sample() == Sample.UPDATE) {
      names.add("session");
    }
    if (!scenario.json() && !RxJava.classPath().isEmpty()) {
      names.add("rxjava");
    }
    return names;
  }

  private static Map<String, Double> run(Scenario whole, String contender) throws Exception {
    // mesos-rxjava's stream breaks when much comes at once.
    boolean paced = whole.kind() == Scenario.Kind.LATENCY && contender.equals("rxjava");
    Scenario scenario = paced ? whole.withoutWarmUp() : whole;
    try (StubMaster stub = new StubMaster(scenario)) {
      Map<String, Double> figures = fork(contender, stub.port(), scenario);
      if (scenario.kind() == Scenario.Kind.ACKS && figures.isEmpty()) {
        figures.put("per s", stub.acknowledgements().perSecond());
        figures.put("p50 us", stub.acknowledgements().medianMicros());
      }
      return figures;
    }
  }

  private static Map<String, Double> fork(String contender, int port, Scenario scenario)
      throws IOException, InterruptedException {
    boolean rx = contender.equals("rxjava");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms512m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                rx ? RxJava.classPath() : System.getProperty("java.class.path"),
                rx ? RxJava.MAIN : ContenderMain.class.getName(),
                contender,
                Integer.toString(port),
                scenario.text())
            .redirectError(rx ? ProcessBuilder.Redirect.DISCARD : ProcessBuilder.Redirect.INHERIT)
            .start();
    Thread watch = new Thread(() -> limit(process), "limit-" + contender);
    watch.start();
    Map<String, Double> figures = new TreeMap<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split("\t", -1);
        if (parts[0].equals("figure")) {
          figures.put(parts[1], Double.parseDouble(parts[2]));
        }
      }
    }
    if (process.waitFor() != 0) {
      System.out.printf("%s failed: %s%n", contender, scenario.title());
      figures.clear();
      figures.put("failed", 1.0);
    }
    watch.join();
    return figures;
  }

  private static void limit(Process process) {
    try {
      if (!process.waitFor(RUN_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
