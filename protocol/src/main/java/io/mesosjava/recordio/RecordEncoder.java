package io.mesosjava.recordio;

import java.nio.charset.StandardCharsets;

/** Writes records: length, newline and bytes in one piece. */
public final class RecordEncoder {

  private RecordEncoder() {}

  /** {@code record} as it stands in a stream. */
  public static byte[] encode(byte[] record) {
    byte[] header = header(record.length);
    byte[] framed = new byte[header.length + record.length];
    System.arraycopy(header, 0, framed, 0, header.length);
    System.arraycopy(record, 0, framed, header.length, record.length);
    return framed;
  }

  /**
   * What stands before a record of {@code length} bytes: for callers that write the record itself
   * from elsewhere.
   *
   * @throws IllegalArgumentException if {@code length} is negative
   */
  public static byte[] header(int length) {
    if (length < 0) {
      throw new IllegalArgumentException("length: " + length + " (expected: >= 0)");
    }
    return (length + "\n").getBytes(StandardCharsets.US_ASCII);
  }
}
