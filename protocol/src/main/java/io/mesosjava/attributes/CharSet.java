package io.mesosjava.attributes;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A set of code points: ranges, maybe inverted, maybe without regard to case. */
final class CharSet {

  static final CharSet DIGIT = new CharSet().add('0', '9');
  static final CharSet SPACE = new CharSet().add('\t', '\n').add('\f', '\r').add(' ', ' ');
  static final CharSet WORD = new CharSet().add('0', '9').add('A', 'Z').add('_', '_').add('a', 'z');

  /** What RE2 takes to tell the bytes of any code point beyond ASCII apart. */
  private static final int BEYOND_ASCII = 8;

  private final List<int[]> ranges = new ArrayList<>();
  private boolean inverted;
  private boolean folded;

  static CharSet of(int codePoint) {
    return new CharSet().add(codePoint, codePoint);
  }

  static CharSet any(boolean withLineEnd) {
    CharSet set = new CharSet();
    return withLineEnd ? set.invert() : set.add('\n', '\n').invert();
  }

  CharSet add(int low, int high) {
    ranges.add(new int[] {low, high});
    return this;
  }

  CharSet addAll(CharSet that) {
    if (that.inverted) {
      that.complement().forEach(range -> add(range[0], range[1]));
    } else {
      ranges.addAll(that.ranges);
    }
    return this;
  }

  CharSet invert() {
    inverted = !inverted;
    return this;
  }

  CharSet inverse() {
    CharSet copy = new CharSet();
    copy.ranges.addAll(ranges);
    copy.inverted = !inverted;
    return copy;
  }

  CharSet foldCase(boolean fold) {
    folded = fold;
    return this;
  }

  boolean contains(int codePoint) {
    boolean found = isListed(codePoint);
    if (!found && folded) {
      found =
          isListed(Character.toLowerCase(codePoint)) || isListed(Character.toUpperCase(codePoint));
    }
    return found != inverted;
  }

  private boolean isListed(int codePoint) {
    for (int[] range : ranges) {
      if (range[0] <= codePoint && codePoint <= range[1]) {
        return true;
      }
    }
    return false;
  }

  int size() {
    if (!inverted && ranges.size() == 1 && ranges.get(0)[0] == ranges.get(0)[1]) {
      return Character.toString(ranges.get(0)[0]).getBytes(StandardCharsets.UTF_8).length;
    }
    List<int[]> all = inverted ? complement() : ranges;
    int ascii = (int) all.stream().filter(range -> range[0] < 128).count();
    return ascii + (all.stream().anyMatch(range -> range[1] >= 128) ? BEYOND_ASCII : 0);
  }

  private List<int[]> complement() {
    List<int[]> sorted = new ArrayList<>(ranges);
    sorted.sort((a, b) -> Integer.compare(a[0], b[0]));
    List<int[]> gaps = new ArrayList<>();
    int next = 0;
    for (int[] range : sorted) {
      if (range[0] > next) {
        gaps.add(new int[] {next, range[0] - 1});
      }
      next = Math.max(next, range[1] + 1);
    }
    if (next <= Character.MAX_CODE_POINT) {
      gaps.add(new int[] {next, Character.MAX_CODE_POINT});
    }
    return gaps;
  }
}
