package io.mesosjava.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mesosjava.v1.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangesTest {

  private static final long MAX = -1; // 2^64-1

  @Test
  void unitesOverlapsButRefusesThemInText() {
    assertThat(Ranges.of(List.of(new Range(1, 5), new Range(3, 9)))).hasToString("[1-9]");
    assertThatThrownBy(() -> Ranges.parse("[1-5, 3-9]"))
        .isInstanceOf(ValueFormatException.class)
        .hasMessage("overlapping range 3-9 (column 7)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|[]",
        "[1-2, 3-4]|[1-4]",
        "[3-4, 1-2]|[1-4]",
        "[1-2, 4-5]|[1-2, 4-5]",
        "[ 7 ]|[7-7]",
        "[0-18446744073709551615]|[0-18446744073709551615]",
        "[18446744073709551615-18446744073709551615, 0-0]|[0-0,"
            + " 18446744073709551615-18446744073709551615]",
      })
  void keepsTheFewestRangesInOrder(String text, String canonical) {
    assertThat(Ranges.parse(text)).hasToString(canonical).isEqualTo(Ranges.parse(canonical));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1-2|1",
        "[1-2|5",
        "[1-]|4",
        "[2-1]|2",
        "[1-2],|6",
        "[a]|2",
        "[1-18446744073709551616]|4",
        "[-1]|2"
      })
  void namesTheColumnOfAnError(String text, int column) {
    ValueFormatException error =
        catchThrowableOfType(ValueFormatException.class, () -> Ranges.parse(text));

    assertThat(error.column()).isEqualTo(column);
  }

  @Test
  void refusesReversedRanges() {
    Value.Ranges reversed =
        Value.Ranges.newBuilder().addRange(Value.Range.newBuilder().setBegin(2).setEnd(1)).build();

    assertThatThrownBy(() -> Ranges.of(reversed)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Range(MAX, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isExactUpToTheLastNumber() {
    Ranges all = Ranges.of(0, MAX);

    assertThat(all.cardinality()).isEqualTo(BigInteger.ONE.shiftLeft(64));
    assertThat(all.size()).isEqualTo(Long.MAX_VALUE);
    assertThat(all.contains(MAX)).isTrue();
    assertThat(all.minus(Ranges.of(5, MAX))).hasToString("[0-4]");
    assertThat(all.minus(Ranges.of(0, MAX - 1)).lowest()).isEqualTo(MAX);
    assertThat(Ranges.of(0, MAX - 1).plus(Ranges.of(MAX, MAX))).isEqualTo(all);
    assertThat(Ranges.of(MAX, MAX).size()).isEqualTo(1);
    assertThat(Ranges.of(0, Long.MAX_VALUE - 1).size()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void givesTheFirstNumbers() {
    Ranges ports = Ranges.parse("[31000-31001, 31005-31009]");

    assertThat(ports.first(0).isEmpty()).isTrue();
    assertThat(ports.first(3)).hasToString("[31000-31001, 31005-31005]");
    assertThat(ports.first(7)).isEqualTo(ports);
    assertThatThrownBy(() -> ports.first(8)).hasMessage("count: 8 (expected: <= 7)");
    assertThat(Ranges.of(0, MAX).first(2)).hasToString("[0-1]");
  }

  @Property
  void agreesWithASetOfNumbers(
      @ForAll @Size(max = 8) List<@IntRange(max = 60) Integer> left,
      @ForAll @Size(max = 8) List<@IntRange(max = 60) Integer> right) {
    BitSet mine = bits(left);
    BitSet theirs = bits(right);
    Ranges a = ranges(mine);
    Ranges b = ranges(theirs);

    assertThat(a.size()).isEqualTo(mine.cardinality());
    assertThat(a.numbers().toArray()).isEqualTo(mine.stream().asLongStream().toArray());
    assertThat(a.plus(b)).isEqualTo(ranges(with(mine, bits -> bits.or(theirs))));
    assertThat(a.minus(b)).isEqualTo(ranges(with(mine, bits -> bits.andNot(theirs))));
    assertThat(a.intersect(b)).isEqualTo(ranges(with(mine, bits -> bits.and(theirs))));
    assertThat(a.containsAll(b)).isEqualTo(with(theirs, bits -> bits.andNot(mine)).isEmpty());
    assertThat(a.equals(b)).isEqualTo(mine.equals(theirs));
    assertThat(Ranges.of(a.toMessage())).isEqualTo(a);
    assertThat(Ranges.parse(a.toString())).isEqualTo(a);
    for (int n = 0; n < 80; n++) {
      assertThat(a.contains(n)).isEqualTo(mine.get(n));
    }
  }

  /** Each number stands for a range of three, so that ranges overlap, touch and leave gaps. */
  private static BitSet bits(List<Integer> starts) {
    BitSet bits = new BitSet();
    starts.forEach(start -> bits.set(start, start + 3));
    return bits;
  }

  private static Ranges ranges(BitSet bits) {
    List<Range> ranges = new ArrayList<>();
    bits.stream().forEach(n -> ranges.add(new Range(n, n)));
    return Ranges.of(ranges);
  }

  private static BitSet with(BitSet bits, java.util.function.Consumer<BitSet> change) {
    BitSet copy = (BitSet) bits.clone();
    change.accept(copy);
    return copy;
  }
}
