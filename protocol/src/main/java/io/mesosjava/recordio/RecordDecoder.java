package io.mesosjava.recordio;

import static io.mesosjava.recordio.RecordIOException.Malformation.EMPTY_HEADER;
import static io.mesosjava.recordio.RecordIOException.Malformation.HEADER_TOO_LONG;
import static io.mesosjava.recordio.RecordIOException.Malformation.NOT_A_DIGIT;
import static io.mesosjava.recordio.RecordIOException.Malformation.RECORD_TOO_LARGE;
import static io.mesosjava.recordio.RecordIOException.Malformation.TRUNCATED_HEADER;
import static io.mesosjava.recordio.RecordIOException.Malformation.TRUNCATED_RECORD;

import io.mesosjava.recordio.RecordIOException.Malformation;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes a stream's chunks, however they were cut, and gives its records.
 *
 * <pre>{@code
 * byte[] record;
 * while ((record = decoder.next(chunk)) != null) {
 *   handle(record);
 * }
 * }</pre>
 *
 * <p>Each record is an array of its own that the decoder never touches again. A record may be
 * empty: Mesos' own decoder yields one for the length 0, though no Mesos sends it. After an
 * exception the decoder gives that same exception for ever: what follows a malformed header cannot
 * be told from a record.
 */
public final class RecordDecoder {

  /** A hostile header costs no more memory than this before its bytes arrive. */
  private static final int FIRST_ALLOCATION = 1 << 16;

  private static final byte[] NOTHING = {};

  private final RecordLimits limits;
  private int digits;
  private long length;
  private boolean inRecord;
  private int given;
  private byte[] gathered = NOTHING;
  private long position;
  private @Nullable RecordIOException failure;

  /** A decoder with {@link RecordLimits#STANDARD}. */
  public RecordDecoder() {
    this(RecordLimits.STANDARD);
  }

  /** A decoder with {@code limits}. */
  public RecordDecoder(RecordLimits limits) {
    this.limits = Objects.requireNonNull(limits, "limits");
  }

  /**
   * The next record, or null when {@code chunk} has been used up and another is needed. Bytes are
   * taken from the chunk's position on, no further than the end of the record returned.
   *
   * @throws RecordIOException if the bytes are malformed
   */
  public byte @Nullable [] next(ByteBuffer chunk) throws RecordIOException {
    int part = nextPart(chunk);
    if (part < 0) {
      return null;
    }
    int before = given - part;
    if (before == 0 && missing() == 0) {
      return copy(chunk, part);
    }
    if (given > gathered.length) {
      long doubled = Math.max(given, Math.max(FIRST_ALLOCATION, 2L * gathered.length));
      gathered = Arrays.copyOf(gathered, (int) Math.min(length, doubled));
    }
    chunk.get(gathered, before, part);
    if (missing() > 0) {
      return null;
    }
    byte[] record = gathered;
    gathered = NOTHING;
    return record;
  }

  /** Most records lie within one chunk: they are copied into an array that need not be cleared. */
  private static byte[] copy(ByteBuffer chunk, int size) {
    if (chunk.hasArray()) {
      int from = chunk.arrayOffset() + chunk.position();
      chunk.position(chunk.position() + size);
      return Arrays.copyOfRange(chunk.array(), from, from + size);
    }
    byte[] record = new byte[size];
    chunk.get(record);
    return record;
  }

  /**
   * The next part of a record, for those who keep records in a place of their own: how many of its
   * bytes stand at {@code chunk}'s position. The caller takes them, all, before it asks again;
   * {@link #missing} tells how many are to come. -1 when the chunk has been used up.
   *
   * <p>A stream is read either by this method or by {@link #next}.
   *
   * @throws RecordIOException if the bytes are malformed
   */
  public int nextPart(ByteBuffer chunk) throws RecordIOException {
    if (failure != null) {
      throw failure;
    }
    if (!inRecord && !header(chunk)) {
      return -1;
    }
    int part = Math.min(missing(), chunk.remaining());
    if (part == 0 && missing() > 0) {
      return -1;
    }
    given += part;
    position += part;
    inRecord = missing() > 0;
    return part;
  }

  /** How many bytes follow, in other chunks, the part that was given last. */
  public int missing() {
    return (int) length - given;
  }

  /**
   * The stream has ended.
   *
   * @throws RecordIOException unless it ended right after a record, or before the first
   */
  public void finish() throws RecordIOException {
    if (failure != null) {
      throw failure;
    }
    if (inRecord) {
      throw fail(
          TRUNCATED_RECORD, "the stream ended after " + given + " bytes of a record of " + length);
    }
    if (digits > 0) {
      throw fail(TRUNCATED_HEADER, "the stream ended inside a length (expected: newline)");
    }
  }

  /** How many bytes have been taken from chunks so far. */
  public long position() {
    return position;
  }

  private boolean header(ByteBuffer chunk) throws RecordIOException {
    while (chunk.hasRemaining()) {
      byte next = chunk.get();
      if (next == '\n') {
        startRecord();
        position++;
        return true;
      }
      digit(next);
      position++;
    }
    return false;
  }

  private void digit(byte next) throws RecordIOException {
    if (next < '0' || next > '9') {
      throw fail(
          NOT_A_DIGIT,
          String.format("0x%02x in a length (expected: decimal digits, then newline)", next));
    }
    if (digits == limits.maxHeaderDigits()) {
      throw fail(
          HEADER_TOO_LONG,
          "a length of more than " + digits + " digits (the limit of this decoder)");
    }
    if (digits == 0) {
      length = 0;
    }
    digits++;
    // Beyond the limit the exact value no longer matters, only that it never wraps.
    length = Math.min(length * 10 + (next - '0'), Long.MAX_VALUE / 16);
  }

  private void startRecord() throws RecordIOException {
    if (digits == 0) {
      throw fail(EMPTY_HEADER, "a newline (expected: the length of a record)");
    }
    if (length > limits.maxRecordBytes()) {
      throw fail(
          RECORD_TOO_LARGE,
          "a record of " + lengthText() + " bytes (limit: " + limits.maxRecordBytes() + ")");
    }
    inRecord = true;
    digits = 0;
    given = 0;
  }

  private String lengthText() {
    return length >= Long.MAX_VALUE / 16 ? "more than " + Long.MAX_VALUE / 16 : "" + length;
  }

  private RecordIOException fail(Malformation malformation, String problem) {
    failure = new RecordIOException(malformation, position, problem);
    return failure;
  }
}
