package io.mesosjava.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Compares the codecs on a machine that has other work to do. All are run in turn, some
 * milliseconds each, round after round in one virtual machine; what counts is the time that the
 * processor spent on the thread, not what the clock says. Run it with the name of this class.
 */
public final class Interleaved {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final int WARM_UP_ROUNDS = 8;
  private static final int ROUNDS = 40;
  private static final long WARM_UP_NANOS = 150_000_000;
  private static final long NANOS = 30_000_000;
  private static final int BATCH = 4;

  /** Where results go, so that none is left out as unused. */
  @SuppressWarnings("unused")
  private static volatile @Nullable Object sink;

  private Interleaved() {}

  /** Prints the median of each for each sample. */
  public static void main(String[] arguments) throws Exception {
    System.out.printf("%-8s %-28s %14s %10s%n", "event", "what", "ns of CPU", "MB/s");
    for (Sample sample : Sample.values()) {
      Map<String, List<Double>> times = measure(operations(sample));
      times.forEach((name, nanos) -> row(sample, name, nanos));
    }
  }

  private static Map<String, Callable<?>> operations(Sample sample) throws Exception {
    DecodeBenchmark decode = new DecodeBenchmark();
    decode.sample = sample;
    decode.encode();
    EncodeBenchmark encode = new EncodeBenchmark();
    encode.sample = sample;
    encode.decode();
    Map<String, Callable<?>> operations = new LinkedHashMap<>();
    operations.put("decode.protobufParser", decode::protobufParser);
    operations.put("decode.protobuf", decode::protobuf);
    operations.put("decode.json", decode::json);
    operations.put("decode.jacksonTokens", decode::jacksonTokens);
    operations.put("decode.jsonFormat", decode::jsonFormat);
    operations.put("encode.protobufWriter", encode::protobufWriter);
    operations.put("encode.protobuf", encode::protobuf);
    operations.put("encode.json", encode::json);
    operations.put("encode.jsonFormat", encode::jsonFormat);
    recordIO(sample, operations);
    return operations;
  }

  private static void recordIO(Sample sample, Map<String, Callable<?>> operations) {
    RecordIOBenchmark recordIO = new RecordIOBenchmark();
    recordIO.sample = sample;
    recordIO.encode();
    Blackhole blackhole =
        new Blackhole(
            "Today's password is swordfish. I understand instantiating Blackholes directly is"
                + " dangerous.");
    operations.put(
        "RecordIO.parser",
        () -> {
          recordIO.parser(blackhole);
          return null;
        });
    operations.put(
        "RecordIO.recordIOAndParser",
        () -> {
          recordIO.recordIOAndParser(blackhole);
          return null;
        });
    operations.put(
        "RecordIO.recordIO",
        () -> {
          recordIO.recordIO(blackhole);
          return null;
        });
  }

  private static Map<String, List<Double>> measure(Map<String, Callable<?>> operations)
      throws Exception {
    Map<String, List<Double>> times = new LinkedHashMap<>();
    for (int round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      boolean warmUp = round < WARM_UP_ROUNDS;
      for (Map.Entry<String, Callable<?>> operation : operations.entrySet()) {
        double nanos = nanosPerCall(operation.getValue(), warmUp ? WARM_UP_NANOS : NANOS);
        if (!warmUp) {
          times.computeIfAbsent(operation.getKey(), key -> new ArrayList<>()).add(nanos);
        }
      }
    }
    return times;
  }

  private static double nanosPerCall(Callable<?> operation, long least) throws Exception {
    long start = THREADS.getCurrentThreadCpuTime();
    long spent;
    long calls = 0;
    do {
      for (int i = 0; i < BATCH; i++) {
        sink = operation.call();
        calls++;
      }
      spent = THREADS.getCurrentThreadCpuTime() - start;
    } while (spent < least);
    return (double) spent / calls;
  }

  private static void row(Sample sample, String name, List<Double> nanos) {
    Collections.sort(nanos);
    int events = name.startsWith("RecordIO") ? RecordIOBenchmark.records(sample) : 1;
    double median = nanos.get(nanos.size() / 2) / events;
    System.out.printf(
        "%-8s %-28s %14.1f %10.1f%n",
        sample, name, median, Table.bytes(name, sample) * 1e3 / median);
  }
}
