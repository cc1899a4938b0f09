package io.mesosjava.recordio;

import io.mesosjava.ProtocolException;

/** Bytes that are not RecordIO. */
public final class RecordIOException extends ProtocolException {

  private static final long serialVersionUID = 1L;

  /** What was wrong. */
  public enum Malformation {
    /** A newline where a length was expected. */
    EMPTY_HEADER,
    /** A byte in the length that is neither a digit nor the newline that ends it. */
    NOT_A_DIGIT,
    /** A length with more digits than {@link RecordLimits#maxHeaderDigits()}. */
    HEADER_TOO_LONG,
    /** A length greater than {@link RecordLimits#maxRecordBytes()}. */
    RECORD_TOO_LARGE,
    /** The stream ended between the first digit of a length and the newline. */
    TRUNCATED_HEADER,
    /** The stream ended before the last byte of a record. */
    TRUNCATED_RECORD
  }

  private final Malformation malformation;
  private final long position;

  RecordIOException(Malformation malformation, long position, String problem) {
    super("RecordIO at byte " + position + ": " + problem);
    this.malformation = malformation;
    this.position = position;
  }

  /** What was wrong. */
  public Malformation malformation() {
    return malformation;
  }

  /** The offset of the offending byte, or of the end, from the start of the stream. */
  public long position() {
    return position;
  }
}
