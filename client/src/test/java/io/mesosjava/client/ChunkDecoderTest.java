package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkDecoderTest {

  private static final String BODY =
      "5\r\nhello\r\n1;name=\"value\"\r\n \r\n00A \r\n0123456789\r\n0\r\nTrailer: x\r\nB: y\r\n\r\n";

  private static final String DATA = "hello 0123456789";

  private final ChunkDecoder decoder = new ChunkDecoder();
  private final StringBuilder data = new StringBuilder();

  private void decode(ByteBuffer in) throws ProtocolException {
    for (int length = decoder.next(in); length > 0; length = decoder.next(in)) {
      byte[] taken = new byte[length];
      in.get(taken);
      data.append(new String(taken, StandardCharsets.ISO_8859_1));
    }
  }

  private void decode(String bytes) throws ProtocolException {
    decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void findsTheDataOfAWholeBody() throws Exception {
    decode(BODY);

    assertThat(data).hasToString(DATA);
    assertThat(decoder.isEnd()).isTrue();
  }

  @Test
  void findsTheDataByteByByte() throws Exception {
    for (int i = 0; i < BODY.length(); i++) {
      assertThat(decoder.isEnd()).isFalse();
      decode(BODY.substring(i, i + 1));
    }

    assertThat(data).hasToString(DATA);
    assertThat(decoder.isEnd()).isTrue();
  }

  @Test
  void findsTheDataAtEverySplit() throws Exception {
    for (int split = 0; split <= BODY.length(); split++) {
      ChunkDecoderTest fresh = new ChunkDecoderTest();
      fresh.decode(BODY.substring(0, split));
      fresh.decode(BODY.substring(split));

      assertThat(fresh.data).hasToString(DATA);
      assertThat(fresh.decoder.isEnd()).isTrue();
    }
  }

  @Test
  void leavesWhatComesBehindTheBody() throws Exception {
    ByteBuffer in = ByteBuffer.wrap((BODY + "HTTP").getBytes(StandardCharsets.ISO_8859_1));
    decode(in);

    assertThat(in.remaining()).isEqualTo("HTTP".length());
  }

  @ParameterizedTest
  @CsvSource({
    "'x',                  0x78, 0",
    "'\r\n',               0x0d, 0",
    "' 5',                 0x20, 0",
    "'-5',                 0x2d, 0",
    "'5\n',                0x0a, 1",
    "'5\rx',               0x78, 2",
    "'1\r\naX',            0x58, 4",
    "'1\r\na\rX',          0x58, 5",
    "'1\r\na\r\n\r',       0x0d, 6",
    "'1234567890abcdef',   0x66, 15",
    "'1;a\n',              0x0a, 3",
    "'0\r\n\rx',           0x78, 4",
    "'0\r\na: b\n',        0x0a, 7",
  })
  void namesWhatIsMalformedAndWhere(String body, String found, int position) {
    assertThatThrownBy(() -> decode(body))
        .isInstanceOf(ProtocolException.class)
        .hasMessageStartingWith(found + " in the framing of a chunk at byte " + position + " ");
  }

  @Test
  void skipsNoMoreThanItMust() {
    char[] endless = new char[1 << 17];
    Arrays.fill(endless, 'x');

    assertThatThrownBy(() -> decode("1;" + new String(endless)))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> new ChunkDecoderTest().decode("0\r\n" + "a: b\r\n".repeat(1 << 15)))
        .isInstanceOf(ProtocolException.class);
  }
}
