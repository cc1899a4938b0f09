package io.mesosjava.attributes;

import io.mesosjava.attributes.RegexNode.At;
import io.mesosjava.attributes.RegexNode.Capture;
import io.mesosjava.attributes.RegexNode.Choice;
import io.mesosjava.attributes.RegexNode.One;
import io.mesosjava.attributes.RegexNode.Place;
import io.mesosjava.attributes.RegexNode.Repeat;
import io.mesosjava.attributes.RegexNode.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the syntax of RE2: that of Perl without backreferences and look-around. Not supported are
 * Unicode classes ({@code \pL}); they are refused, never misread. Errors have the words of RE2.
 */
final class RegexParser {

  private static final int MAX_REPEAT = 1000;
  private static final int MAX_DEPTH = 200;

  private final String pattern;
  private int at;
  private int depth;
  private boolean ignoreCase;
  private boolean dotMatchesLineEnd;
  private boolean multiLine;

  private RegexParser(String pattern) {
    this.pattern = pattern;
  }

  /**
   * The expression that {@code pattern} states.
   *
   * @throws IllegalArgumentException with what RE2 says, if there is none
   */
  static RegexNode parse(String pattern) {
    RegexParser parser = new RegexParser(pattern);
    RegexNode node = parser.choice();
    if (parser.hasMore()) {
      throw error("unexpected )", pattern);
    }
    return node;
  }

  private RegexNode choice() {
    List<RegexNode> branches = new ArrayList<>();
    do {
      branches.add(sequence());
    } while (accept('|'));
    return branches.size() == 1 ? branches.get(0) : new Choice(branches);
  }

  private RegexNode sequence() {
    List<RegexNode> parts = new ArrayList<>();
    while (hasMore() && peek() != '|' && peek() != ')') {
      if (pattern.startsWith("\\Q", at)) {
        quoted(parts);
      } else {
        parts.add(repeated());
      }
    }
    return parts.size() == 1 ? parts.get(0) : new Sequence(parts);
  }

  private void quoted(List<RegexNode> parts) {
    int end = pattern.indexOf("\\E", at + 2);
    String text = pattern.substring(at + 2, end < 0 ? pattern.length() : end);
    text.codePoints().forEach(c -> parts.add(one(CharSet.of(c))));
    at = end < 0 ? pattern.length() : end + 2;
    if (!text.isEmpty()) {
      // A repetition that follows is that of the last character.
      parts.add(repetition(parts.remove(parts.size() - 1)));
    }
  }

  private RegexNode repeated() {
    int start = at;
    if ("*+?".indexOf(peek()) >= 0) {
      throw error("no argument for repetition operator", String.valueOf(peek()));
    }
    RegexNode node = atom();
    int operator = at;
    RegexNode repeated = repetition(node);
    if (repeated.equals(node) && at == operator) {
      return node;
    }
    int second = at;
    if (hasMore() && "*+?".indexOf(peek()) >= 0 && at > start) {
      throw error("bad repetition operator", pattern.substring(operator, second + 1));
    }
    return repeated;
  }

  /**
   * {@code node} with the repetition that follows, lazy or not: for a full match it is the same.
   */
  private RegexNode repetition(RegexNode node) {
    if (!hasMore()) {
      return node;
    }
    int operator = at;
    int min;
    int max;
    switch (peek()) {
      case '*' -> {
        min = 0;
        max = -1;
        at++;
      }
      case '+' -> {
        min = 1;
        max = -1;
        at++;
      }
      case '?' -> {
        min = 0;
        max = 1;
        at++;
      }
      case '{' -> {
        int[] bounds = bounds();
        if (bounds.length == 0) {
          return node;
        }
        min = bounds[0];
        max = bounds[1];
      }
      default -> {
        return node;
      }
    }
    accept('?');
    if (node.copies() * Math.max(1, Math.max(min, max)) > MAX_REPEAT) {
      throw error("invalid repetition size", pattern.substring(operator, at));
    }
    return node.size() == 0 ? node : new Repeat(node, min, max);
  }

  /** The bounds of {@code {n}}, {@code {n,}} or {@code {n,m}}; none if it is plain text. */
  private int[] bounds() {
    int end = pattern.indexOf('}', at);
    String inside = end < 0 ? "" : pattern.substring(at + 1, end);
    if (!inside.matches("[0-9]{1,9}(,[0-9]{0,9})?")) {
      return new int[0];
    }
    String[] numbers = inside.split(",", -1);
    int min = Integer.parseInt(numbers[0]);
    int max = numbers.length == 1 ? min : numbers[1].isEmpty() ? -1 : Integer.parseInt(numbers[1]);
    if (min > MAX_REPEAT || max > MAX_REPEAT || (max >= 0 && max < min)) {
      throw error("invalid repetition size", "{" + inside + "}");
    }
    at = end + 1;
    return new int[] {min, max};
  }

  private RegexNode atom() {
    int c = next();
    return switch (c) {
      case '(' -> group();
      case '[' -> one(bracket());
      case '.' -> new One(CharSet.any(dotMatchesLineEnd));
      case '^' -> new At(multiLine ? Place.LINE_START : Place.TEXT_START);
      case '$' -> new At(multiLine ? Place.LINE_END : Place.TEXT_END);
      case '\\' -> escape();
      default -> one(CharSet.of(c));
    };
  }

  private RegexNode group() {
    int start = at - 1;
    if (++depth > MAX_DEPTH) {
      throw error("expression nests too deeply", pattern);
    }
    boolean[] flags = {ignoreCase, dotMatchesLineEnd, multiLine};
    boolean captures = true;
    if (accept('?')) {
      captures = groupHead(start);
      if (pattern.charAt(at - 1) == ')') {
        depth--;
        return RegexNode.empty(); // Flags alone hold until the end of the group around them.
      }
    }
    RegexNode inside = choice();
    if (!accept(')')) {
      throw error("missing )", pattern);
    }
    depth--;
    ignoreCase = flags[0];
    dotMatchesLineEnd = flags[1];
    multiLine = flags[2];
    return captures ? new Capture(inside) : inside;
  }

  /** Reads what follows {@code (?}; answers whether the group captures. */
  private boolean groupHead(int start) {
    if (pattern.startsWith("P<", at)
        || pattern.startsWith("P=", at)
        || pattern.startsWith("P>", at)) {
      int end = pattern.indexOf('>', at);
      if (!pattern.startsWith("P<", at) || end < 0) {
        throw error("invalid named capture group", pattern.substring(start));
      }
      if (!pattern.substring(at + 2, end).matches("[A-Za-z0-9_]+")) {
        throw error("invalid named capture group", pattern.substring(start, end + 1));
      }
      at = end + 1;
      return true;
    }
    boolean on = true;
    while (hasMore()) {
      switch (next()) {
        case 'i' -> ignoreCase = on;
        case 's' -> dotMatchesLineEnd = on;
        case 'm' -> multiLine = on;
        case 'U' -> {} // Swaps greedy and lazy, which a full match does not notice.
        case '-' -> {
          if (!on) {
            throw error("invalid perl operator", pattern.substring(start, at));
          }
          on = false;
        }
        case ':', ')' -> {
          return false;
        }
        default -> throw error("invalid perl operator", pattern.substring(start, at));
      }
    }
    throw error("missing )", pattern);
  }

  private RegexNode escape() {
    int start = at - 1;
    if (!hasMore()) {
      throw error("trailing \\", "");
    }
    return switch (peek()) {
      case 'A' -> at(Place.TEXT_START);
      case 'z' -> at(Place.TEXT_END);
      case 'b' -> at(Place.WORD_EDGE);
      case 'B' -> at(Place.NO_WORD_EDGE);
      case 'd', 'D', 's', 'S', 'w', 'W' -> one(perlClass());
      default -> one(CharSet.of(escaped(start)));
    };
  }

  private RegexNode at(Place place) {
    at++;
    return new At(place);
  }

  private CharSet perlClass() {
    int letter = next();
    CharSet set =
        switch (Character.toLowerCase(letter)) {
          case 'd' -> CharSet.DIGIT;
          case 's' -> CharSet.SPACE;
          default -> CharSet.WORD;
        };
    return Character.isUpperCase(letter) ? set.inverse() : new CharSet().addAll(set);
  }

  /** The character that an escape stands for; {@code start} is where its backslash is. */
  private int escaped(int start) {
    int c = next();
    switch (c) {
      case 'n' -> c = '\n';
      case 't' -> c = '\t';
      case 'r' -> c = '\r';
      case 'f' -> c = '\f';
      case 'v' -> c = 0x0b;
      case 'a' -> c = 0x07;
      case 'x' -> c = hexadecimal(start);
      default -> {
        if (c >= 128 || Character.isLetterOrDigit(c)) {
          throw error("invalid escape sequence", pattern.substring(start, at));
        }
      }
    }
    return c;
  }

  private int hexadecimal(int start) {
    int end = accept('{') ? pattern.indexOf('}', at) : Math.min(at + 2, pattern.length());
    String digits = end < 0 ? "" : pattern.substring(at, end);
    boolean braced = pattern.charAt(at - 1) == '{';
    if (!digits.matches(braced ? "[0-9A-Fa-f]{1,6}" : "[0-9A-Fa-f]{2}")
        || Integer.parseInt(digits, 16) > Character.MAX_CODE_POINT) {
      throw error("invalid escape sequence", pattern.substring(start, Math.max(end, at)));
    }
    at = braced ? end + 1 : end;
    return Integer.parseInt(digits, 16);
  }

  private CharSet bracket() {
    int start = at - 1;
    CharSet set = new CharSet();
    boolean inverted = accept('^');
    boolean first = true;
    while (first || !hasMore() || peek() != ']') {
      if (!hasMore()) {
        throw error("missing ]", pattern.substring(start));
      }
      first = false;
      if (pattern.startsWith("[:", at) && pattern.indexOf(":]", at) > 0) {
        set.addAll(posixClass());
      } else if (pattern.length() > at + 1
          && peek() == '\\'
          && "dDsSwW".indexOf(pattern.charAt(at + 1)) >= 0) {
        at++;
        set.addAll(perlClass());
      } else {
        range(set, start);
      }
    }
    at++;
    return inverted ? set.invert() : set;
  }

  private void range(CharSet set, int bracket) {
    int start = at;
    int low = member(bracket);
    int high = low;
    if (pattern.length() > at + 1 && peek() == '-' && pattern.charAt(at + 1) != ']') {
      at++;
      high = member(bracket);
    }
    if (high < low) {
      throw error("invalid character class range", pattern.substring(start, at));
    }
    set.add(low, high);
  }

  private int member(int bracket) {
    if (!hasMore()) {
      throw error("missing ]", pattern.substring(bracket));
    }
    int start = at;
    int c = next();
    if (c != '\\') {
      return c;
    }
    if (!hasMore()) {
      throw error("missing ]", pattern.substring(bracket));
    }
    return escaped(start);
  }

  private CharSet posixClass() {
    int end = pattern.indexOf(":]", at) + 2;
    String name = pattern.substring(at, end);
    CharSet set = PosixClasses.get(name);
    if (set == null) {
      throw error("invalid character class range", name);
    }
    at = end;
    return set;
  }

  private RegexNode one(CharSet set) {
    return new One(set.foldCase(ignoreCase));
  }

  private boolean hasMore() {
    return at < pattern.length();
  }

  private char peek() {
    return pattern.charAt(at);
  }

  private int next() {
    int c = pattern.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }

  private boolean accept(char c) {
    boolean found = hasMore() && peek() == c;
    at += found ? 1 : 0;
    return found;
  }

  private static IllegalArgumentException error(String problem, String where) {
    return new IllegalArgumentException(where.isEmpty() ? problem : problem + ": " + where);
  }
}
