package io.mesosjava.recordio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The reader and the encoder. */
class RecordStreamsTest {

  @Test
  void readsToTheEnd() throws IOException {
    try (RecordReader reader = new RecordReader(stream("2\nab0\n"))) {
      assertThat(reader.read()).isEqualTo("ab".getBytes(UTF_8));
      assertThat(reader.read()).isEmpty();
      assertThat(reader.read()).isNull();
      assertThat(reader.read()).isNull();
    }
  }

  @Test
  void tellsAStreamThatEndsEarly() throws IOException {
    try (RecordReader reader = new RecordReader(stream("2\na"))) {
      assertThatThrownBy(reader::read)
          .isInstanceOf(RecordIOException.class)
          .hasMessage("RecordIO at byte 3: the stream ended after 1 bytes of a record of 2");
    }
  }

  @Test
  void closesTheStream() throws IOException {
    AtomicBoolean closed = new AtomicBoolean();
    InputStream in =
        new ByteArrayInputStream(new byte[0]) {
          @Override
          public void close() {
            closed.set(true);
          }
        };
    new RecordReader(in).close();
    assertThat(closed).isTrue();
  }

  @Test
  void framesRecords() {
    assertThat(RecordEncoder.encode("héllo".getBytes(UTF_8))).isEqualTo("6\nhéllo".getBytes(UTF_8));
    assertThat(RecordEncoder.encode(new byte[0])).isEqualTo("0\n".getBytes(UTF_8));
    assertThat(RecordEncoder.header(12_345)).isEqualTo("12345\n".getBytes(UTF_8));
  }

  @Test
  void refusesNegativeLengths() {
    assertThatThrownBy(() -> RecordEncoder.header(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("length: -1 (expected: >= 0)");
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }
}
