package io.mesosjava.recordio;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Whatever the bytes are, and however they are cut. */
class RecordIOFuzzTest {

  /** What a stream gave: its records, then how it ended. */
  private record Outcome(List<List<Byte>> records, String end) {}

  /** The first byte says how long the chunks are. */
  @FuzzTest
  void stream(byte[] data) {
    if (data.length == 0) {
      return;
    }
    RecordLimits limits = new RecordLimits(20, 1_000);
    Outcome whole = decode(limits, data, data.length);
    assertThat(decode(limits, data, 1)).isEqualTo(whole);
    assertThat(decode(limits, data, 1 + (data[0] & 0xff))).isEqualTo(whole);
    if (whole.end.isEmpty()) {
      assertThat(decode(limits, frame(whole.records), data.length)).isEqualTo(whole);
    }
  }

  private static Outcome decode(RecordLimits limits, byte[] data, int chunkBytes) {
    RecordDecoder decoder = new RecordDecoder(limits);
    List<List<Byte>> records = new ArrayList<>();
    try {
      for (int at = 1; at < data.length; at += chunkBytes) {
        ByteBuffer chunk = ByteBuffer.wrap(data, at, Math.min(chunkBytes, data.length - at));
        byte[] record;
        while ((record = decoder.next(chunk)) != null) {
          assertThat(record.length).isLessThanOrEqualTo(limits.maxRecordBytes());
          records.add(list(record));
        }
        assertThat(chunk.hasRemaining()).isFalse();
      }
      decoder.finish();
      return new Outcome(records, "");
    } catch (RecordIOException e) {
      assertThat(e.position()).isBetween(0L, data.length - 1L);
      return new Outcome(records, e.malformation() + " " + e.getMessage());
    }
  }

  private static List<Byte> list(byte[] bytes) {
    List<Byte> list = new ArrayList<>();
    for (byte next : bytes) {
      list.add(next);
    }
    return list;
  }

  private static byte[] frame(List<List<Byte>> records) {
    ByteBuffer framed = ByteBuffer.allocate(1 + records.size() * 1_030);
    framed.put((byte) 0);
    for (List<Byte> record : records) {
      byte[] bytes = new byte[record.size()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = record.get(i);
      }
      framed.put(RecordEncoder.encode(bytes));
    }
    byte[] result = new byte[framed.position()];
    framed.flip().get(result);
    return result;
  }
}
