package io.mesosjava.client;

import io.mesosjava.ProtocolException;
import java.nio.ByteBuffer;

/**
 * Finds the data in the buffers of a chunked body (RFC 9112, section 7.1), however they were cut.
 * The data stays where it is:
 *
 * <pre>{@code
 * for (int length = chunks.next(in); length > 0; length = chunks.next(in)) {
 *   take(in, length);
 * }
 * }</pre>
 */
final class ChunkDecoder {

  private static final int MAX_SIZE_DIGITS = 15;

  /** Of an extension, or of the trailers: they are skipped. */
  private static final int MAX_SKIPPED_BYTES = 1 << 16;

  private enum State {
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER_START,
    TRAILER,
    TRAILER_LF,
    LAST_LF,
    END
  }

  private State state = State.SIZE;
  private long left;
  private int digits;
  private int skipped;
  private long position;

  /**
   * How many bytes of data stand at {@code in}'s position; the caller takes them, all. 0 when the
   * buffer is used up, or when the body {@linkplain #isEnd() is at its end}: then what is left in
   * the buffer is not of the body.
   *
   * @throws ProtocolException if the framing is malformed; the decoder is of no use afterwards
   */
  int next(ByteBuffer in) throws ProtocolException {
    while (in.hasRemaining() && state != State.END) {
      if (state == State.DATA) {
        int length = (int) Math.min(left, in.remaining());
        left -= length;
        position += length;
        if (left == 0) {
          state = State.DATA_CR;
        }
        return length;
      }
      frame(in.get());
      position++;
    }
    return 0;
  }

  boolean isEnd() {
    return state == State.END;
  }

  private void frame(byte next) throws ProtocolException {
    switch (state) {
      case SIZE -> size(next);
      case EXTENSION -> skip(next, State.SIZE_LF);
      case SIZE_LF -> {
        expect(next, '\n');
        state = left == 0 ? State.TRAILER_START : State.DATA;
        digits = 0;
        skipped = 0;
      }
      case DATA_CR -> {
        expect(next, '\r');
        state = State.DATA_LF;
      }
      case DATA_LF -> {
        expect(next, '\n');
        state = State.SIZE;
      }
      case TRAILER_START -> skip(next, State.LAST_LF);
      case TRAILER -> skip(next, State.TRAILER_LF);
      case TRAILER_LF -> {
        expect(next, '\n');
        state = State.TRAILER_START;
      }
      default -> {
        expect(next, '\n');
        state = State.END;
      }
    }
  }

  private void size(byte next) throws ProtocolException {
    int digit = Character.digit(next, 16);
    if (digit >= 0 && digits < MAX_SIZE_DIGITS) {
      left = left * 16 + digit;
      digits++;
    } else if (digits > 0 && next == '\r') {
      state = State.SIZE_LF;
    } else if (digits > 0 && (next == ';' || next == ' ' || next == '\t')) {
      state = State.EXTENSION;
    } else {
      throw malformed(next, "1 to " + MAX_SIZE_DIGITS + " hexadecimal digits, then a line's end");
    }
  }

  private void skip(byte next, State atLineEnd) throws ProtocolException {
    if (next == '\r') {
      state = atLineEnd;
    } else if (++skipped > MAX_SKIPPED_BYTES || next == '\n') {
      throw malformed(next, "at most " + MAX_SKIPPED_BYTES + " bytes, then a line's end");
    } else if (state == State.TRAILER_START) {
      state = State.TRAILER;
    }
  }

  private void expect(byte next, char expected) throws ProtocolException {
    if (next != expected) {
      throw malformed(next, expected == '\r' ? "CR" : "LF");
    }
  }

  private ProtocolException malformed(byte next, String expected) {
    String found = String.format("0x%02x in the framing of a chunk", next);
    return new ProtocolException(
        found + " at byte " + position + " of the body (expected: " + expected + ")");
  }
}
