package io.mesosjava.values;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads ranges and sets from text, one character at a time, so that errors can name a column. */
final class ValueReader {

  private final String text;
  private int position;

  ValueReader(String text) {
    this.text = text;
  }

  List<Range> ranges() {
    List<Range> ranges = new ArrayList<>();
    List<Integer> starts = new ArrayList<>();
    expect('[');
    if (!accept(']')) {
      do {
        skipBlanks();
        starts.add(position);
        ranges.add(range());
      } while (accept(','));
      expect(']');
    }
    expectEnd();
    checkDisjoint(ranges, starts);
    return ranges;
  }

  /** Of two ranges that overlap, the error names the place of the later one in the text. */
  private static void checkDisjoint(List<Range> ranges, List<Integer> starts) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      order.add(i);
    }
    order.sort((a, b) -> Long.compareUnsigned(ranges.get(a).begin(), ranges.get(b).begin()));
    for (int i = 1; i < order.size(); i++) {
      int lower = order.get(i - 1);
      int upper = order.get(i);
      if (ranges.get(lower).contains(ranges.get(upper).begin())) {
        throw new ValueFormatException(
            "overlapping range " + ranges.get(Math.max(lower, upper)),
            starts.get(Math.max(lower, upper)) + 1);
      }
    }
  }

  Set<String> items() {
    Set<String> items = new LinkedHashSet<>();
    expect('{');
    if (!accept('}')) {
      do {
        int start = position;
        if (!items.add(item())) {
          throw new ValueFormatException("duplicate item in set", start + 1);
        }
      } while (accept(','));
      expect('}');
    }
    expectEnd();
    return items;
  }

  private Range range() {
    skipBlanks();
    int start = position;
    long begin = number();
    long end = accept('-') ? number() : begin;
    if (Long.compareUnsigned(begin, end) > 0) {
      throw new ValueFormatException("range begins after its end", start + 1);
    }
    return new Range(begin, end);
  }

  private long number() {
    skipBlanks();
    int start = position;
    while (position < text.length() && isDigit(text.charAt(position))) {
      position++;
    }
    if (start == position) {
      throw new ValueFormatException("expected a number", start + 1);
    }
    try {
      return Long.parseUnsignedLong(text.substring(start, position));
    } catch (NumberFormatException e) {
      throw new ValueFormatException("number above 2^64-1", start + 1);
    }
  }

  private String item() {
    int start = position;
    while (position < text.length() && ",{}".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    String item = text.substring(start, position).strip();
    if (item.isEmpty()) {
      throw new ValueFormatException("expected an item", start + 1);
    }
    return item;
  }

  private boolean accept(char c) {
    skipBlanks();
    boolean found = position < text.length() && text.charAt(position) == c;
    position += found ? 1 : 0;
    return found;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw new ValueFormatException("expected '" + c + "'", position + 1);
    }
  }

  private void expectEnd() {
    skipBlanks();
    if (position < text.length()) {
      throw new ValueFormatException("unexpected text", position + 1);
    }
  }

  private void skipBlanks() {
    while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
      position++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
