package io.mesosjava.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.util.JsonFormat;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.MessageDecoder;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Reading one event that is in memory. */
@State(Scope.Benchmark)
public class DecodeBenchmark {

  /** The event. */
  @Param public Sample sample = Sample.OFFERS;

  private final MessageDecoder<Event> protobufDecoder =
      Codec.protobuf().decoder(Event.getDefaultInstance());
  private final MessageDecoder<Event> jsonDecoder =
      Codec.json().decoder(Event.getDefaultInstance());
  private final JsonFormat.Parser jsonFormat = JsonFormat.parser().ignoringUnknownFields();
  private final JsonFactory jackson = new JsonFactory();

  private byte[] protobuf = {};
  private byte[] json = {};

  /** Makes the bytes. */
  @Setup
  public void encode() {
    protobuf = Codec.protobuf().encode(sample.event(0));
    json = Codec.json().encode(sample.event(0));
  }

  /** The limit: what the generated parser takes alone. */
  @Benchmark
  public Event protobufParser() throws IOException {
    return Event.parseFrom(protobuf);
  }

  /** {@link Codec#protobuf()}. */
  @Benchmark
  public Event protobuf() throws IOException {
    return protobufDecoder.decode(protobuf);
  }

  /** {@link Codec#json()}. */
  @Benchmark
  public Event json() throws IOException {
    return jsonDecoder.decode(json);
  }

  /** The same by protobuf-java-util; it wants a string. */
  @Benchmark
  public Event jsonFormat() throws IOException {
    Event.Builder event = Event.newBuilder();
    jsonFormat.merge(new String(json, StandardCharsets.UTF_8), event);
    return event.build();
  }

  /**
   * What jackson-core takes to walk over names and values, without making anything of them: below
   * this no reader that is built on it can get.
   */
  @Benchmark
  public int jacksonTokens() throws IOException {
    int sum = 0;
    try (JsonParser parser = jackson.createParser(json)) {
      JsonToken token;
      while ((token = parser.nextToken()) != null) {
        switch (token) {
          case FIELD_NAME -> sum += parser.currentName().length();
          case VALUE_STRING -> sum += parser.getTextLength();
          case VALUE_NUMBER_FLOAT -> sum += (int) parser.getDoubleValue();
          case VALUE_NUMBER_INT -> sum += (int) parser.getLongValue();
          default -> sum++;
        }
      }
    }
    return sum;
  }
}
