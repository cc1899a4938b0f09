package io.mesosjava.recordio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesosjava.recordio.RecordIOException.Malformation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDecoderTest {

  private static final String STREAM = "3\nabc0\n11\nhello\nworld1\n\n";
  private static final List<String> RECORDS = List.of("abc", "", "hello\nworld", "\n");

  @Test
  void readsAStreamThatComesWhole() throws RecordIOException {
    assertThat(decode(STREAM)).isEqualTo(RECORDS);
  }

  @Test
  void readsAStreamThatComesByteByByte() throws RecordIOException {
    assertThat(decode(STREAM.split(""))).isEqualTo(RECORDS);
  }

  @Test
  void readsAStreamCutInThreeAtEveryTwoPlaces() throws RecordIOException {
    for (int i = 0; i <= STREAM.length(); i++) {
      for (int j = i; j <= STREAM.length(); j++) {
        assertThat(decode(STREAM.substring(0, i), STREAM.substring(i, j), STREAM.substring(j)))
            .isEqualTo(RECORDS);
      }
    }
  }

  @Test
  void givesTheSameInPartsForWhoeverKeepsThem() throws RecordIOException {
    for (int i = 0; i <= STREAM.length(); i++) {
      for (int j = i; j <= STREAM.length(); j++) {
        RecordDecoder decoder = new RecordDecoder();
        List<String> records = new ArrayList<>();
        StringBuilder record = new StringBuilder();
        for (String chunk :
            List.of(STREAM.substring(0, i), STREAM.substring(i, j), STREAM.substring(j))) {
          ByteBuffer in = ByteBuffer.wrap(chunk.getBytes(UTF_8));
          for (int part = decoder.nextPart(in); part >= 0; part = decoder.nextPart(in)) {
            byte[] bytes = new byte[part];
            in.get(bytes);
            record.append(new String(bytes, UTF_8));
            if (decoder.missing() == 0) {
              records.add(record.toString());
              record.setLength(0);
            }
          }
          assertThat(in.hasRemaining()).isFalse();
        }
        decoder.finish();
        assertThat(records).isEqualTo(RECORDS);
      }
    }
  }

  @Test
  void readsFromBuffersThatHaveNoArray() throws RecordIOException {
    ByteBuffer direct = ByteBuffer.allocateDirect(64).put(STREAM.getBytes(UTF_8)).flip();
    ByteBuffer readOnly = ByteBuffer.wrap(STREAM.getBytes(UTF_8)).asReadOnlyBuffer();
    ByteBuffer slice =
        ByteBuffer.wrap(("xx" + STREAM + "yy").getBytes(UTF_8), 2, STREAM.length()).slice();
    for (ByteBuffer chunk : List.of(direct, readOnly, slice)) {
      assertThat(decode(new RecordDecoder(), chunk)).isEqualTo(RECORDS);
      assertThat(chunk.hasRemaining()).isFalse();
    }
  }

  @Test
  void takesNoMoreThanTheRecordItGives() throws RecordIOException {
    RecordDecoder decoder = new RecordDecoder();
    ByteBuffer chunk = ByteBuffer.wrap(STREAM.getBytes(UTF_8));
    assertThat(decoder.next(chunk)).isEqualTo("abc".getBytes(UTF_8));
    assertThat(chunk.position()).isEqualTo(5);
    assertThat(decoder.position()).isEqualTo(5);
  }

  @Test
  void givesArraysThatItNeverTouchesAgain() throws RecordIOException {
    byte[] bytes = STREAM.getBytes(UTF_8);
    RecordDecoder decoder = new RecordDecoder();
    ByteBuffer chunk = ByteBuffer.wrap(bytes);
    byte[] first = decoder.next(chunk);
    Arrays.fill(bytes, (byte) 'x');
    assertThat(first).isEqualTo("abc".getBytes(UTF_8));
  }

  @Test
  void readsRecordsLargerThanChunks() throws RecordIOException {
    String large = "0123456789abcdef".repeat(20_000);
    List<String> chunks = new ArrayList<>();
    String stream = large.length() + "\n" + large + "2\nok";
    for (int at = 0; at < stream.length(); at += 1_000) {
      chunks.add(stream.substring(at, Math.min(at + 1_000, stream.length())));
    }
    assertThat(decode(chunks.toArray(String[]::new))).isEqualTo(List.of(large, "ok"));
  }

  @Test
  void takesLeadingZerosForWhatTheyAre() throws RecordIOException {
    assertThat(decode("00000000000000000003\nabc")).isEqualTo(List.of("abc"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          \\n                        | EMPTY_HEADER     | 0
          3\\nabc\\n                 | EMPTY_HEADER     | 5
          -1\\n                      | NOT_A_DIGIT      | 0
          1x\\n                      | NOT_A_DIGIT      | 1
          3\\r\\nabc                 | NOT_A_DIGIT      | 1
          3\\nabc 4\\n               | NOT_A_DIGIT      | 5
          +3\\nabc                   | NOT_A_DIGIT      | 0
          000000000000000000003\\n   | HEADER_TOO_LONG  | 20
          99999999999999999999\\n    | RECORD_TOO_LARGE | 20
          18446744073709551616\\n    | RECORD_TOO_LARGE | 20
          268435457\\n               | RECORD_TOO_LARGE | 9
          """)
  void refusesMalformedHeadersWhereverTheyAreCut(
      String escaped, Malformation malformation, long position) {
    String stream = escaped.replace("\\n", "\n").replace("\\r", "\r");
    for (int cut = 0; cut <= stream.length(); cut++) {
      String head = stream.substring(0, cut);
      String tail = stream.substring(cut);
      RecordIOException e = catchThrowableOfType(RecordIOException.class, () -> decode(head, tail));
      assertThat(e.malformation()).isEqualTo(malformation);
      assertThat(e.position()).isEqualTo(position);
      assertThat(e).hasMessageContaining("at byte " + position);
    }
  }

  @Test
  void definesTheEndAtEveryPosition() {
    for (int end = 0; end <= STREAM.length(); end++) {
      String part = STREAM.substring(0, end);
      RecordIOException e = catchThrowableOfType(RecordIOException.class, () -> decode(part));
      String seen = part.replace("\n", "|");
      switch (seen) {
        case "", "3|abc", "3|abc0|", "3|abc0|11|hello|world", "3|abc0|11|hello|world1||" ->
            assertThat(e).describedAs(seen).isNull();
        case "3", "3|abc0", "3|abc0|1", "3|abc0|11", "3|abc0|11|hello|world1" -> {
          assertThat(e.malformation()).describedAs(seen).isEqualTo(Malformation.TRUNCATED_HEADER);
          assertThat(e.position()).isEqualTo(end);
        }
        default -> {
          assertThat(e.malformation()).describedAs(seen).isEqualTo(Malformation.TRUNCATED_RECORD);
          assertThat(e.position()).isEqualTo(end);
        }
      }
    }
  }

  @Test
  void keepsFailingOnceItFailed() {
    RecordDecoder decoder = new RecordDecoder();
    ByteBuffer good = ByteBuffer.wrap("3\nabc".getBytes(UTF_8));
    Throwable first =
        catchThrowableOfType(
            RecordIOException.class, () -> decoder.next(ByteBuffer.wrap("x".getBytes(UTF_8))));
    assertThatThrownBy(() -> decoder.next(good)).isSameAs(first);
    assertThatThrownBy(decoder::finish).isSameAs(first);
  }

  @Test
  void keepsTheLimits() throws RecordIOException {
    RecordDecoder small = new RecordDecoder(new RecordLimits(2, 10));
    assertThat(decode(small, ByteBuffer.wrap("10\n0123456789".getBytes(UTF_8))))
        .isEqualTo(List.of("0123456789"));
    assertThatThrownBy(
            () -> decode(new RecordDecoder(new RecordLimits(2, 10)), buffer("11\n01234567890")))
        .hasMessage("RecordIO at byte 2: a record of 11 bytes (limit: 10)");
    assertThatThrownBy(() -> decode(new RecordDecoder(new RecordLimits(2, 10)), buffer("003\n")))
        .hasMessageContaining("more than 2 digits");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 21})
  void refusesDigitLimitsOutOfRange(int digits) {
    assertThatThrownBy(() -> new RecordLimits(digits, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxHeaderDigits: " + digits + " (expected: 1 to 20)");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
  void refusesSizeLimitsOutOfRange(int bytes) {
    assertThatThrownBy(() -> RecordLimits.STANDARD.withMaxRecordBytes(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxRecordBytes: " + bytes);
  }

  private static ByteBuffer buffer(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  private static List<String> decode(String... chunks) throws RecordIOException {
    ByteBuffer[] buffers =
        Arrays.stream(chunks).map(RecordDecoderTest::buffer).toArray(ByteBuffer[]::new);
    return decode(new RecordDecoder(), buffers);
  }

  private static List<String> decode(RecordDecoder decoder, ByteBuffer... chunks)
      throws RecordIOException {
    List<String> records = new ArrayList<>();
    for (ByteBuffer chunk : chunks) {
      byte[] record;
      while ((record = decoder.next(chunk)) != null) {
        records.add(new String(record, UTF_8));
      }
    }
    decoder.finish();
    return records;
  }
}
