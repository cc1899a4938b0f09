package io.mesosjava.recordio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class RecordIOPropertiesTest {

  @Property
  void anyRecordsInAnyChunksComeBack(
      @ForAll @Size(max = 20) List<byte[]> records,
      @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 1, max = 40) Integer> chunkSizes)
      throws RecordIOException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    records.forEach(record -> stream.writeBytes(RecordEncoder.encode(record)));
    RecordDecoder decoder = new RecordDecoder();
    List<byte[]> decoded = new ArrayList<>();
    byte[] bytes = stream.toByteArray();
    int at = 0;
    for (int i = 0; at < bytes.length; i++) {
      int size = Math.min(chunkSizes.get(i % chunkSizes.size()), bytes.length - at);
      ByteBuffer chunk = ByteBuffer.wrap(bytes, at, size);
      byte[] record;
      while ((record = decoder.next(chunk)) != null) {
        decoded.add(record);
      }
      at += size;
    }
    decoder.finish();
    assertThat(decoded).containsExactlyElementsOf(records);
    assertThat(decoder.position()).isEqualTo(bytes.length);
  }
}
