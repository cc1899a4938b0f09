package io.mesosjava.benchmarks;

import io.mesosjava.codec.Codec;
import io.mesosjava.recordio.RecordDecoder;
import io.mesosjava.recordio.RecordEncoder;
import io.mesosjava.v1.scheduler.Event;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Reading a stream of some two megabytes that comes in chunks of 64 KiB. */
@State(Scope.Benchmark)
public class RecordIOBenchmark {

  private static final int STREAM_BYTES = 2 << 20;
  private static final int CHUNK_BYTES = 64 << 10;

  /** The events of the stream. */
  @Param public Sample sample = Sample.OFFERS;

  private byte[][] records = {};
  private ByteBuffer[] chunks = {};

  /** How many events of {@code sample} the stream has. */
  static int records(Sample sample) {
    return STREAM_BYTES / sample.bytes(Codec.protobuf());
  }

  /** Makes the stream. */
  @Setup
  public void encode() {
    records = new byte[records(sample)][];
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (int i = 0; i < records.length; i++) {
      records[i] = Codec.protobuf().encode(sample.event(i));
      stream.writeBytes(RecordEncoder.encode(records[i]));
    }
    byte[] bytes = stream.toByteArray();
    chunks = new ByteBuffer[(bytes.length + CHUNK_BYTES - 1) / CHUNK_BYTES];
    for (int i = 0; i < chunks.length; i++) {
      int from = i * CHUNK_BYTES;
      // A copy each, as each read of a socket fills a buffer of its own.
      byte[] chunk = new byte[Math.min(CHUNK_BYTES, bytes.length - from)];
      System.arraycopy(bytes, from, chunk, 0, chunk.length);
      chunks[i] = ByteBuffer.wrap(chunk);
    }
  }

  /** The limit: records that are arrays already, read by the generated parser. */
  @Benchmark
  public void parser(Blackhole sink) throws IOException {
    for (byte[] record : records) {
      sink.consume(Event.parseFrom(record));
    }
  }

  /** The stream's records, read by the generated parser. */
  @Benchmark
  public void recordIOAndParser(Blackhole sink) throws IOException {
    RecordDecoder decoder = new RecordDecoder();
    for (ByteBuffer chunk : chunks) {
      chunk.rewind();
      byte[] record;
      while ((record = decoder.next(chunk)) != null) {
        sink.consume(Event.parseFrom(record));
      }
    }
    decoder.finish();
  }

  /** The stream's records, not read. */
  @Benchmark
  public void recordIO(Blackhole sink) throws IOException {
    RecordDecoder decoder = new RecordDecoder();
    for (ByteBuffer chunk : chunks) {
      chunk.rewind();
      byte[] record;
      while ((record = decoder.next(chunk)) != null) {
        sink.consume(record);
      }
    }
    decoder.finish();
  }

  /** Framing records that are arrays already. */
  @Benchmark
  public void recordIOEncode(Blackhole sink) {
    for (byte[] record : records) {
      sink.consume(RecordEncoder.encode(record));
    }
  }
}
