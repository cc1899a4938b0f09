package io.mesosjava.values;

/**
 * The numbers from {@code begin} to {@code end}, both included, as unsigned 64-bit integers.
 *
 * @param begin the first number, unsigned
 * @param end the last number, unsigned; not below {@code begin}
 */
public record Range(long begin, long end) {

  /**
   * A range that holds at least one number.
   *
   * @throws IllegalArgumentException if {@code begin} is above {@code end}
   */
  public Range {
    if (Long.compareUnsigned(begin, end) > 0) {
      throw new IllegalArgumentException(
          "begin: "
              + Long.toUnsignedString(begin)
              + " (expected: <= end "
              + Long.toUnsignedString(end)
              + ")");
    }
  }

  /** Whether {@code number}, unsigned, is in this range. */
  public boolean contains(long number) {
    return Long.compareUnsigned(begin, number) <= 0 && Long.compareUnsigned(number, end) <= 0;
  }

  /** The form of Mesos, for example {@code 31000-32000}. */
  @Override
  public String toString() {
    return Long.toUnsignedString(begin) + "-" + Long.toUnsignedString(end);
  }
}
