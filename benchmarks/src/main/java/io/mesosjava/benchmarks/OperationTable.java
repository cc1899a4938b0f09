package io.mesosjava.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * The results of everything that is not about events, per operation; bytes with {@code -prof gc}.
 */
final class OperationTable {

  private static final String ALLOCATED = "gc.alloc.rate.norm";

  private OperationTable() {}

  static void print(List<RunResult> results, PrintStream out) {
    Map<String, List<RunResult>> rounds = new TreeMap<>();
    for (RunResult result : results) {
      BenchmarkParams params = result.getParams();
      if (params.getParam("sample") == null) {
        rounds.computeIfAbsent(name(params), key -> new ArrayList<>()).add(result);
      }
    }
    if (rounds.isEmpty()) {
      return;
    }
    out.printf("%n%-44s %14s %12s %16s%n", "benchmark", "ns/op", "bytes/op", "lowest..highest");
    rounds.forEach((name, runs) -> row(name, runs, out));
  }

  private static String name(BenchmarkParams params) {
    StringBuilder name =
        new StringBuilder(params.getBenchmark().replaceFirst(".*\\.(\\w+\\.\\w+)$", "$1"));
    params.getParamsKeys().forEach(key -> name.append(' ').append(params.getParam(key)));
    return name.toString();
  }

  private static void row(String name, List<RunResult> runs, PrintStream out) {
    List<Double> times = new ArrayList<>();
    double bytes = Double.NaN;
    for (RunResult run : runs) {
      run.getBenchmarkResults().stream()
          .flatMap(fork -> fork.getIterationResults().stream())
          .forEach(iteration -> times.add(iteration.getPrimaryResult().getScore()));
      Result<?> allocated = run.getSecondaryResults().get(ALLOCATED);
      bytes = allocated == null ? bytes : allocated.getScore();
    }
    Collections.sort(times);
    out.printf(
        "%-44s %14.1f %12.0f %7.0f..%.0f%n",
        name, times.get(times.size() / 2), bytes, times.get(0), times.get(times.size() - 1));
  }
}
