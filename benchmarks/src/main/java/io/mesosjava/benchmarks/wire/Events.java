package io.mesosjava.benchmarks.wire;

import com.google.protobuf.ByteString;
import io.mesosjava.benchmarks.Sample;
import io.mesosjava.codec.Codec;
import io.mesosjava.recordio.RecordEncoder;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Event;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The events that the stub sends, as bytes. */
final class Events {

  /** How many different events a stream has; they come again and again. */
  static final int VARIETY = 256;

  private Events() {}

  /** The records of a stream, without their framing. */
  static byte[][] records(Scenario scenario) {
    // 16 OFFERS are as large as some thousand updates.
    int variety = scenario.sample() == Sample.OFFERS ? VARIETY / 16 : VARIETY;
    byte[][] records = new byte[variety][];
    for (int i = 0; i < variety; i++) {
      records[i] = scenario.codec().encode(scenario.sample().event(i));
    }
    return records;
  }

  /** The first event of every stream. */
  static byte[] subscribed(Codec codec) {
    Event event =
        Event.newBuilder()
            .setType(Event.Type.SUBSCRIBED)
            .setSubscribed(
                Event.Subscribed.newBuilder()
                    .setFrameworkId(FrameworkID.newBuilder().setValue("benchmark-0000"))
                    .setHeartbeatIntervalSeconds(15))
            .build();
    return codec.encode(event);
  }

  /** An update that tells when it was sent, by {@link System#nanoTime()}. */
  static byte[] stamped(Codec codec, int number, long nanos) {
    Event.Builder event = Sample.UPDATE.event(number).toBuilder();
    ByteBuffer stamp = ByteBuffer.allocate(Long.BYTES).putLong(0, nanos);
    event.getUpdateBuilder().getStatusBuilder().setData(ByteString.copyFrom(stamp));
    return codec.encode(event.build());
  }

  /** When an update was sent. */
  static long stamp(TaskStatus status) {
    return status.getData().asReadOnlyByteBuffer().getLong();
  }

  /** One record as an HTTP chunk, as a master writes it. */
  static byte[] chunk(byte[] record) {
    byte[] framed = RecordEncoder.encode(record);
    ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    chunk.writeBytes(ascii(Integer.toHexString(framed.length) + "\r\n"));
    chunk.writeBytes(framed);
    chunk.writeBytes(ascii("\r\n"));
    return chunk.toByteArray();
  }

  /** The head of a message, of these lines. */
  static byte[] head(String... lines) {
    return ascii(String.join("\r\n", lines) + "\r\n\r\n");
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
