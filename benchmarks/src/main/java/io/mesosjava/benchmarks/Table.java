package io.mesosjava.benchmarks;

import io.mesosjava.codec.Codec;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/** The results in events and bytes. */
final class Table {

  private Table() {}

  static void print(List<RunResult> results, PrintStream out) {
    Map<String, List<RunResult>> rounds = new TreeMap<>();
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      if (params.getParam("sample") == null) {
        continue; // Not about events: OperationTable prints it.
      }
      String name = params.getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1");
      rounds
          .computeIfAbsent(name + " " + params.getParam("sample"), key -> new ArrayList<>())
          .add(result);
    }
    if (rounds.isEmpty()) {
      return;
    }
    out.printf(
        "%n%-36s %-8s %14s %12s %10s %16s%n",
        "benchmark", "event", "ns per event", "events/s", "MB/s", "lowest..highest");
    rounds.forEach((key, runs) -> row(key.split(" ", 2), runs, out));
  }

  private static void row(String[] key, List<RunResult> runs, PrintStream out) {
    List<Double> times = new ArrayList<>();
    Sample sample = Sample.valueOf(key[1]);
    int events = key[0].startsWith("RecordIO") ? RecordIOBenchmark.records(sample) : 1;
    for (RunResult run : runs) {
      run.getBenchmarkResults().stream()
          .flatMap(fork -> fork.getIterationResults().stream())
          .mapToDouble(iteration -> nanos(iteration) / events)
          .forEach(times::add);
    }
    Collections.sort(times);
    double median = times.get(times.size() / 2);
    out.printf(
        "%-36s %-8s %14.1f %12.0f %10.1f %7.0f..%.0f%n",
        key[0],
        key[1],
        median,
        1e9 / median,
        bytes(key[0], sample) * 1e3 / median,
        times.get(0),
        times.get(times.size() - 1));
  }

  private static double nanos(IterationResult iteration) {
    return iteration.getPrimaryResult().getScore();
  }

  static int bytes(String benchmark, Sample sample) {
    boolean json = benchmark.contains(".json") || benchmark.contains(".jackson");
    return sample.bytes(json ? Codec.json() : Codec.protobuf());
  }
}
