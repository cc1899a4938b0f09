package io.mesosjava.benchmarks.wire;

import io.mesosjava.benchmarks.Sample;
import io.mesosjava.codec.Codec;
import java.util.Locale;

/**
 * What is measured in one run.
 *
 * @param kind what the stub does
 * @param sample the events of a stream
 * @param json whether messages travel as JSON, not protobuf
 * @param warmUp how many events come before those that count; for calls and acknowledgements, how
 *     many milliseconds
 * @param count how many events, or milliseconds, count
 * @param delayMicros how long the stub waits before it answers a call
 * @param inFlight how many calls, or updates without acknowledgement, there are at a time
 */
public record Scenario(
    Kind kind, Sample sample, boolean json, int warmUp, int count, int delayMicros, int inFlight) {

  private static final int WARM_UP_MILLIS = 4_000;
  private static final int MILLIS = 5_000;

  /** What the stub does. */
  public enum Kind {
    /** Sends events as fast as they are read. */
    STREAM,
    /** Answers calls. */
    CALLS,
    /** Sends one event now and then, after those of the warm-up, with the time of sending. */
    LATENCY,
    /** Sends an update for every acknowledgement. */
    ACKS
  }

  static Scenario stream(Sample sample, boolean json, int warmUp, int count) {
    return new Scenario(Kind.STREAM, sample, json, warmUp, count, 0, 1);
  }

  static Scenario calls(int delayMicros, int inFlight) {
    return new Scenario(
        Kind.CALLS, Sample.UPDATE, false, WARM_UP_MILLIS, MILLIS, delayMicros, inFlight);
  }

  static Scenario latency(int warmUp, int count) {
    return new Scenario(Kind.LATENCY, Sample.UPDATE, false, warmUp, count, 0, 1);
  }

  static Scenario acks(int outstanding) {
    return new Scenario(Kind.ACKS, Sample.UPDATE, false, WARM_UP_MILLIS, MILLIS, 0, outstanding);
  }

  /** The same with fewer events, or in less time. */
  Scenario part(double part) {
    int first = (int) (warmUp * part);
    int rest = (int) (count * part);
    return new Scenario(kind, sample, json, first, rest, delayMicros, inFlight);
  }

  /** The same, with nothing before what counts. */
  Scenario withoutWarmUp() {
    return new Scenario(kind, sample, json, 0, count, delayMicros, inFlight);
  }

  /** How many events there are in all. */
  int total() {
    return warmUp + count;
  }

  Codec codec() {
    return json ? Codec.json() : Codec.protobuf();
  }

  String mediaType() {
    return codec().mediaType();
  }

  String title() {
    String form = json ? "JSON" : "protobuf";
    return switch (kind) {
      case STREAM -> sample.name() + " in " + form;
      case CALLS ->
          String.format(Locale.ROOT, "calls, %.1f ms, %d in flight", delayMicros / 1e3, inFlight);
      case LATENCY -> "one-way latency of an event, idle stream";
      case ACKS -> "update to acknowledgement, " + inFlight + " outstanding";
    };
  }

  /** As the argument of a program. */
  String text() {
    return String.join(
        ",",
        kind.name(),
        sample.name(),
        Boolean.toString(json),
        Integer.toString(warmUp),
        Integer.toString(count),
        Integer.toString(delayMicros),
        Integer.toString(inFlight));
  }

  /** What {@link #text} wrote. */
  static Scenario parse(String text) {
    String[] parts = text.split(",", -1);
    return new Scenario(
        Kind.valueOf(parts[0]),
        Sample.valueOf(parts[1]),
        Boolean.parseBoolean(parts[2]),
        Integer.parseInt(parts[3]),
        Integer.parseInt(parts[4]),
        Integer.parseInt(parts[5]),
        Integer.parseInt(parts[6]));
  }
}
