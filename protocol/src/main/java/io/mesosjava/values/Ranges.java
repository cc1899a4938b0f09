package io.mesosjava.values;

import static java.lang.Long.compareUnsigned;
import static java.util.Objects.requireNonNull;

import io.mesosjava.v1.Value;
import java.math.BigInteger;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.LongStream;

/**
 * A set of unsigned 64-bit numbers, immutable, kept as the fewest ranges in ascending order:
 * overlapping and adjacent ranges are one. Ports are such a set.
 *
 * <p>Every operation takes time linear in the number of ranges, and is exact up to and including
 * 2^64-1. Mesos: {@code coalesce}, {@code subtract} and the operators on {@code Value::Ranges} in
 * {@code src/v1/values.cpp}.
 */
public final class Ranges implements Iterable<Range> {

  private static final Ranges EMPTY = new Ranges(new long[0]);

  /** begin, end, begin, end, …: sorted, disjoint, and never adjacent. */
  private final long[] bounds;

  private Ranges(long[] bounds) {
    this.bounds = bounds;
  }

  /** The set without numbers. */
  public static Ranges empty() {
    return EMPTY;
  }

  /** The numbers from {@code begin} to {@code end}, both included and unsigned. */
  public static Ranges of(long begin, long end) {
    return of(List.of(new Range(begin, end)));
  }

  /** The union of {@code ranges}, which may overlap and come in any order. */
  public static Ranges of(Collection<Range> ranges) {
    requireNonNull(ranges, "ranges");
    long[][] pairs = new long[ranges.size()][];
    int i = 0;
    for (Range range : ranges) {
      requireNonNull(range, "range");
      pairs[i++] = new long[] {range.begin(), range.end()};
    }
    return union(pairs);
  }

  /** The set of single numbers, unsigned; repetitions count once. */
  public static Ranges ofNumbers(LongStream numbers) {
    requireNonNull(numbers, "numbers");
    return union(numbers.mapToObj(n -> new long[] {n, n}).toArray(long[][]::new));
  }

  /**
   * The union of the ranges of {@code message}, which may overlap and come in any order.
   *
   * @throws IllegalArgumentException if a range begins after its end
   */
  public static Ranges of(Value.Ranges message) {
    requireNonNull(message, "message");
    int count = message.getRangeCount();
    long[] read = new long[2 * count];
    boolean canonical = true;
    for (int i = 0; i < count; i++) {
      Value.Range range = message.getRange(i);
      long begin = range.getBegin();
      long end = range.getEnd();
      if (compareUnsigned(begin, end) > 0) {
        throw new IllegalArgumentException(
            "begin > end: " + Long.toUnsignedString(begin) + "-" + Long.toUnsignedString(end));
      }
      canonical &= i == 0 || isBeyond(begin, read[2 * i - 1]);
      read[2 * i] = begin;
      read[2 * i + 1] = end;
    }
    return canonical ? of(read, read.length) : union(pairs(read));
  }

  /**
   * Reads {@code [31000-32000, 40000-40001]}, the form of Mesos; blanks are ignored, {@code []} is
   * the empty set, a lone number is a range of one. Unlike Mesos, which adds them up, it refuses
   * ranges that overlap: who writes them has made a mistake.
   *
   * @throws ValueFormatException if {@code text} is not of that form or ranges overlap; it names
   *     the column
   */
  public static Ranges parse(String text) {
    requireNonNull(text, "text");
    return of(new ValueReader(text).ranges());
  }

  /** Whether there is no number in this set. */
  public boolean isEmpty() {
    return bounds.length == 0;
  }

  /** Whether {@code number}, unsigned, is in this set. Takes logarithmic time. */
  public boolean contains(long number) {
    int low = 0;
    int high = bounds.length / 2 - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (compareUnsigned(number, bounds[2 * middle]) < 0) {
        high = middle - 1;
      } else if (compareUnsigned(number, bounds[2 * middle + 1]) > 0) {
        low = middle + 1;
      } else {
        return true;
      }
    }
    return false;
  }

  /** Whether every number of {@code that} is in this set. */
  public boolean containsAll(Ranges that) {
    requireNonNull(that, "that");
    int mine = 0;
    for (int theirs = 0; theirs < that.bounds.length; theirs += 2) {
      long end = that.bounds[theirs + 1];
      while (mine < bounds.length && compareUnsigned(bounds[mine + 1], end) < 0) {
        mine += 2;
      }
      if (mine >= bounds.length || compareUnsigned(bounds[mine], that.bounds[theirs]) > 0) {
        return false;
      }
    }
    return true;
  }

  /** The numbers that are in this set, in {@code that}, or in both. */
  public Ranges plus(Ranges that) {
    requireNonNull(that, "that");
    if (that.isEmpty()) {
      return this;
    }
    if (isEmpty()) {
      return that;
    }
    long[] out = new long[bounds.length + that.bounds.length];
    int size = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < bounds.length || theirs < that.bounds.length) {
      boolean takeMine =
          theirs >= that.bounds.length
              || (mine < bounds.length && compareUnsigned(bounds[mine], that.bounds[theirs]) <= 0);
      if (takeMine) {
        size = append(out, size, bounds[mine], bounds[mine + 1]);
        mine += 2;
      } else {
        size = append(out, size, that.bounds[theirs], that.bounds[theirs + 1]);
        theirs += 2;
      }
    }
    return of(out, size);
  }

  /** The numbers of this set that are not in {@code that}. */
  public Ranges minus(Ranges that) {
    requireNonNull(that, "that");
    if (isEmpty() || that.isEmpty()) {
      return this;
    }
    long[] out = new long[bounds.length + that.bounds.length];
    int size = 0;
    int theirs = 0;
    for (int mine = 0; mine < bounds.length; mine += 2) {
      long begin = bounds[mine];
      long end = bounds[mine + 1];
      boolean open = true;
      while (theirs < that.bounds.length && compareUnsigned(that.bounds[theirs + 1], begin) < 0) {
        theirs += 2;
      }
      for (int cut = theirs; open && cut < that.bounds.length; cut += 2) {
        if (compareUnsigned(that.bounds[cut], end) > 0) {
          break;
        }
        if (compareUnsigned(that.bounds[cut], begin) > 0) {
          out[size++] = begin;
          out[size++] = that.bounds[cut] - 1;
        }
        open = compareUnsigned(that.bounds[cut + 1], end) < 0;
        begin = that.bounds[cut + 1] + 1;
      }
      if (open) {
        out[size++] = begin;
        out[size++] = end;
      }
    }
    return of(out, size);
  }

  /** The numbers that are both in this set and in {@code that}. */
  public Ranges intersect(Ranges that) {
    requireNonNull(that, "that");
    return minus(minus(that));
  }

  /**
   * The lowest {@code count} numbers of this set.
   *
   * @throws IllegalArgumentException if {@code count} is negative or above the size of this set
   */
  public Ranges first(long count) {
    if (count < 0) {
      throw new IllegalArgumentException("count: " + count + " (expected: >= 0)");
    }
    long missing = count;
    long[] out = new long[bounds.length];
    int size = 0;
    for (int i = 0; missing > 0 && i < bounds.length; i += 2) {
      long width = bounds[i + 1] - bounds[i];
      boolean whole = compareUnsigned(width, missing - 1) <= 0;
      out[size++] = bounds[i];
      out[size++] = whole ? bounds[i + 1] : bounds[i] + missing - 1;
      missing = whole ? missing - width - 1 : 0;
    }
    if (missing > 0) {
      throw new IllegalArgumentException(
          "count: " + count + " (expected: <= " + cardinality() + ")");
    }
    return of(out, size);
  }

  /** How many numbers are in this set; {@link Long#MAX_VALUE} stands for that many or more. */
  public long size() {
    long size = 0;
    for (int i = 0; i < bounds.length; i += 2) {
      long width = bounds[i + 1] - bounds[i];
      if (width < 0 || width == Long.MAX_VALUE || size > Long.MAX_VALUE - width - 1) {
        return Long.MAX_VALUE;
      }
      size += width + 1;
    }
    return size;
  }

  /** How many numbers are in this set, exactly, up to 2^64. */
  public BigInteger cardinality() {
    BigInteger total = BigInteger.ZERO;
    for (int i = 0; i < bounds.length; i += 2) {
      BigInteger width = new BigInteger(Long.toUnsignedString(bounds[i + 1] - bounds[i]));
      total = total.add(width).add(BigInteger.ONE);
    }
    return total;
  }

  /**
   * The lowest number of this set, unsigned.
   *
   * @throws java.util.NoSuchElementException if this set is empty
   */
  public long lowest() {
    return ranges().iterator().next().begin();
  }

  /** The ranges of this set, ascending, disjoint and not adjacent; a view. */
  public List<Range> ranges() {
    return new AbstractList<>() {
      @Override
      public Range get(int index) {
        return new Range(bounds[2 * index], bounds[2 * index + 1]);
      }

      @Override
      public int size() {
        return bounds.length / 2;
      }
    };
  }

  @Override
  public Iterator<Range> iterator() {
    return ranges().iterator();
  }

  /** Every number of this set, ascending and unsigned; lazily, for the set may be huge. */
  public LongStream numbers() {
    return ranges().stream()
        .flatMapToLong(
            range ->
                LongStream.iterate(range.begin(), n -> n + 1)
                    .limit(range.end() - range.begin() < 0 ? Long.MAX_VALUE : size(range)));
  }

  /** This set as a message. */
  public Value.Ranges toMessage() {
    Value.Ranges.Builder message = Value.Ranges.newBuilder();
    for (int i = 0; i < bounds.length; i += 2) {
      message.addRange(Value.Range.newBuilder().setBegin(bounds[i]).setEnd(bounds[i + 1]));
    }
    return message.build();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ranges that && Arrays.equals(bounds, that.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  /** The form of Mesos, for example {@code [31000-32000, 40000-40001]}. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", "[", "]");
    for (Range range : this) {
      text.add(range.toString());
    }
    return text.toString();
  }

  private static long size(Range range) {
    long width = range.end() - range.begin();
    return width == Long.MAX_VALUE ? width : width + 1;
  }

  private static Ranges of(long[] bounds, int size) {
    if (size == 0) {
      return EMPTY;
    }
    return new Ranges(size == bounds.length ? bounds : Arrays.copyOf(bounds, size));
  }

  private static long[][] pairs(long[] bounds) {
    long[][] pairs = new long[bounds.length / 2][];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = new long[] {bounds[2 * i], bounds[2 * i + 1]};
    }
    return pairs;
  }

  private static Ranges union(long[][] pairs) {
    Arrays.sort(pairs, (a, b) -> compareUnsigned(a[0], b[0]));
    long[] out = new long[2 * pairs.length];
    int size = 0;
    for (long[] pair : pairs) {
      size = append(out, size, pair[0], pair[1]);
    }
    return of(out, size);
  }

  /** Appends a range that does not begin before the last one; answers the new size. */
  private static int append(long[] out, int size, long begin, long end) {
    if (size == 0 || isBeyond(begin, out[size - 1])) {
      out[size] = begin;
      out[size + 1] = end;
      return size + 2;
    }
    if (compareUnsigned(end, out[size - 1]) > 0) {
      out[size - 1] = end;
    }
    return size;
  }

  /** Whether a range from {@code begin} leaves a gap after {@code end}; does not overflow. */
  private static boolean isBeyond(long begin, long end) {
    return compareUnsigned(begin, end) > 0 && begin - 1 != end;
  }
}
