package io.mesosjava.codec;

import java.math.BigInteger;

/**
 * The digits of a double by the algorithm Grisu2 of Florian Loitsch's "Printing Floating-Point
 * Numbers Quickly and Accurately with Integers" (2010).
 *
 * <p>Mesos prints so. The digits always tell the double from all others; they are the fewest that
 * do for all but one in a thousand. Of several equally short ones the nearest is meant to be taken,
 * but Mesos does not look for it from the ninth digit after the first one of the fraction on; to
 * write the same bytes, neither does this.
 */
final class Grisu {

  private static final int FIRST_POWER = -348;
  private static final int POWER_STEP = 8;
  private static final long[] SIGNIFICANDS = new long[87];
  private static final int[] EXPONENTS = new int[SIGNIFICANDS.length];
  private static final int MAX_ROUNDED_FRACTION = 9;
  private static final double LOG10_OF_2 = 0.30102999566398114;
  private static final int SIGNIFICAND_BITS = 52;
  private static final long HIDDEN_BIT = 1L << SIGNIFICAND_BITS;
  private static final int EXPONENT_BIAS = 1075;

  static {
    for (int i = 0; i < SIGNIFICANDS.length; i++) {
      power(i, FIRST_POWER + i * POWER_STEP);
    }
  }

  private final JsonBuffer out;
  private int length;
  private int exponent;

  private Grisu(JsonBuffer out) {
    this.out = out;
  }

  /** Ten to the power of {@code exponent} as 64 bits, rounded, times a power of two. */
  private static void power(int index, int exponent) {
    BigInteger ten = BigInteger.TEN.pow(Math.abs(exponent));
    // 128 bits and more, of which the highest 64 are taken.
    int shift = exponent < 0 ? ten.bitLength() + 128 : 128;
    BigInteger wide =
        exponent < 0 ? BigInteger.ONE.shiftLeft(shift).divide(ten) : ten.shiftLeft(shift);
    int drop = wide.bitLength() - Long.SIZE;
    BigInteger rounded = wide.shiftRight(drop);
    if (wide.testBit(drop - 1)) {
      rounded = rounded.add(BigInteger.ONE);
    }
    SIGNIFICANDS[index] = rounded.longValue();
    EXPONENTS[index] = drop - shift;
  }

  /**
   * Appends the digits of {@code value}, which is positive and finite.
   *
   * @return the power of ten by which they are to be multiplied
   */
  static int digits(double value, JsonBuffer out) {
    Grisu grisu = new Grisu(out);
    grisu.digits(Double.doubleToRawLongBits(value));
    return grisu.exponent;
  }

  private void digits(long bits) {
    int biased = (int) (bits >>> SIGNIFICAND_BITS);
    long fraction = bits & (HIDDEN_BIT - 1);
    long significand = biased == 0 ? fraction : fraction | HIDDEN_BIT;
    int binary = Math.max(biased, 1) - EXPONENT_BIAS;

    // The middles between the value and its neighbours, all with the exponent of the upper one.
    long upper = (significand << 1) + 1;
    int shift = Long.numberOfLeadingZeros(upper);
    int upperExponent = binary - 1 - shift;
    boolean closer = significand == HIDDEN_BIT;
    long lower = closer ? (significand << 2) - 1 : (significand << 1) - 1;
    lower <<= (closer ? binary - 2 : binary - 1) - upperExponent;
    long exact = significand << (binary - upperExponent);

    int index = powerFor(upperExponent);
    exponent = -(FIRST_POWER + index * POWER_STEP);
    long power = SIGNIFICANDS[index];
    long high = times(upper << shift, power) - 1;
    long low = times(lower, power) + 1;
    int scaled = upperExponent + EXPONENTS[index] + Long.SIZE;
    generate(high, high - low, high - times(normal(exact), power), -scaled);
  }

  private static long normal(long significand) {
    return significand << Long.numberOfLeadingZeros(significand);
  }

  /** The power of ten that brings the binary exponent between -61 and -32. */
  private static int powerFor(int binary) {
    double needed = (-61 - binary) * LOG10_OF_2 + 347;
    return ((int) Math.ceil(needed) >> 3) + 1;
  }

  /** The upper 64 bits of the product, rounded. */
  private static long times(long a, long b) {
    long high = Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    return high + ((a * b) >>> 63);
  }

  /** Appends digits of {@code high} until what is left out is less than {@code delta}. */
  private void generate(long high, long delta, long distance, int point) {
    long one = 1L << point;
    long whole = high >>> point;
    long rest = high & (one - 1);
    int kappa = JsonBuffer.width(whole);
    while (kappa > 0) {
      kappa--;
      long unit = JsonBuffer.power(kappa);
      digit(whole / unit);
      whole %= unit;
      long left = (whole << point) + rest;
      if (Long.compareUnsigned(left, delta) <= 0) {
        exponent += kappa;
        round(delta, left, unit << point, distance);
        return;
      }
    }
    fraction(rest, delta, distance, point);
  }

  private void fraction(long start, long startDelta, long distance, int point) {
    long one = 1L << point;
    long rest = start;
    long delta = startDelta;
    int places = 0;
    do {
      rest *= 10;
      delta *= 10;
      places++;
      digit(rest >>> point);
      rest &= one - 1;
    } while (Long.compareUnsigned(rest, delta) >= 0);
    exponent -= places;
    boolean rounds = places < MAX_ROUNDED_FRACTION;
    round(delta, rest, one, rounds ? distance * JsonBuffer.power(places) : 0);
  }

  private void digit(long digit) {
    if (digit != 0 || length > 0) {
      out.put((byte) ('0' + digit));
      length++;
    }
  }

  /** Lowers the last digit as long as that brings the digits nearer to the value. */
  private void round(long delta, long start, long unit, long distance) {
    long rest = start;
    while (Long.compareUnsigned(rest, distance) < 0
        && Long.compareUnsigned(delta - rest, unit) >= 0
        && (Long.compareUnsigned(rest + unit, distance) < 0
            || Long.compareUnsigned(distance - rest, rest + unit - distance) > 0)) {
      out.bytes[out.size - 1]--;
      rest += unit;
    }
  }
}
