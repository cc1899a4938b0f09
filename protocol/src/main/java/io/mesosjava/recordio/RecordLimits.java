package io.mesosjava.recordio;

/**
 * What a decoder refuses: Mesos itself sets no limit, so these are the reader's protection from a
 * peer that is not Mesos.
 *
 * @param maxHeaderDigits the most digits of a length, 1 to 20
 * @param maxRecordBytes the most bytes of a record, 1 to 2 147 483 639 (the largest array)
 */
public record RecordLimits(int maxHeaderDigits, int maxRecordBytes) {

  /** As many digits as an unsigned 64-bit number needs. */
  public static final int MAX_HEADER_DIGITS = 20;

  /** The largest array that a Java virtual machine surely makes. */
  public static final int MAX_RECORD_BYTES = Integer.MAX_VALUE - 8;

  /**
   * 20 digits and 256 MiB: the snapshot with which the master's operator stream starts carries the
   * whole cluster's state and can exceed 64 MiB.
   */
  public static final RecordLimits STANDARD = new RecordLimits(MAX_HEADER_DIGITS, 256 << 20);

  /**
   * Checks the ranges.
   *
   * @throws IllegalArgumentException if a limit is out of its range
   */
  public RecordLimits {
    if (maxHeaderDigits < 1 || maxHeaderDigits > MAX_HEADER_DIGITS) {
      throw new IllegalArgumentException(
          "maxHeaderDigits: " + maxHeaderDigits + " (expected: 1 to " + MAX_HEADER_DIGITS + ")");
    }
    if (maxRecordBytes < 1 || maxRecordBytes > MAX_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "maxRecordBytes: " + maxRecordBytes + " (expected: 1 to " + MAX_RECORD_BYTES + ")");
    }
  }

  /** These limits with another {@code maxRecordBytes}. */
  public RecordLimits withMaxRecordBytes(int bytes) {
    return new RecordLimits(maxHeaderDigits, bytes);
  }
}
