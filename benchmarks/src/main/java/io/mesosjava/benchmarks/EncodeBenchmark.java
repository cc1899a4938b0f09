package io.mesosjava.benchmarks;

import com.google.protobuf.util.JsonFormat;
import io.mesosjava.codec.Codec;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Writing one event. Messages remember sizes and texts that were worked out before; so each is
 * written as one that was just read from a stream, not as one that was just built.
 */
@State(Scope.Benchmark)
public class EncodeBenchmark {

  /** The event. */
  @Param public Sample sample = Sample.OFFERS;

  private final JsonFormat.Printer jsonFormat =
      JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();

  private Event event = Event.getDefaultInstance();

  /** Makes the event. */
  @Setup
  public void decode() throws IOException {
    event = Event.parseFrom(sample.event(0).toByteString());
  }

  /** The limit: what the generated code takes alone. */
  @Benchmark
  public byte[] protobufWriter() {
    return event.toByteArray();
  }

  /** {@link Codec#protobuf()}. */
  @Benchmark
  public byte[] protobuf() {
    return Codec.protobuf().encode(event);
  }

  /** {@link Codec#json()}. */
  @Benchmark
  public byte[] json() {
    return Codec.json().encode(event);
  }

  /** The same by protobuf-java-util; it makes a string. */
  @Benchmark
  public byte[] jsonFormat() throws IOException {
    return jsonFormat.print(event).getBytes(StandardCharsets.UTF_8);
  }
}
