package io.mesosjava.attributes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinearRegexTest {

  @ParameterizedTest
  @CsvSource({
    "rack-[0-9]+, rack-12, true",
    "rack-[0-9]+, rack-, false",
    "rack, rack1, false",
    "a|b|, '', true",
    "(a|bc){2}, abc, true",
    "(a|bc){2}, abcbc, false",
    "a{2}, aa, true",
    "'a{2,}', a, false",
    "'a{,2}', 'a{,2}', true",
    "a{x}, a{x}, true",
    "(?i)RACK, rAcK, true",
    "(?i:R)ack, RACK, false",
    "a.c, aéc, true",
    "[^a-c]x, dx, true",
    "[^a-c]x, ax, false",
    "[]a]+, a]a, true",
    "[a\\]-]+, a]-, true",
    "\\d\\w\\s, '1_ ', true",
    "[\\D], 1, false",
    "[[:alpha:]]+, abc, true",
    "[[:^digit:]], 1, false",
    "\\.\\*\\x41\\x{e9}, .*Aé, true",
    "\\Qa.b\\E+, a.bb, true",
    "^a$, a, true",
    "a^b, ab, false",
    "\\bfoo\\b.*, foo bar, true",
    "foo\\Bbar, foobar, true",
    "(?P<name>a)+?, aaa, true",
    "(a*)*, aaaa, true",
    "(a?b??)*, abab, true",
  })
  void matchesWholeTextsAsRe2Does(String pattern, String text, boolean expected) {
    assertThat(LinearRegex.compile(pattern).matches(text)).isEqualTo(expected);
  }

  @Test
  void knowsLines() {
    assertThat(LinearRegex.compile("a.b").matches("a\nb")).isFalse();
    assertThat(LinearRegex.compile("(?s)a.b").matches("a\nb")).isTrue();
    assertThat(LinearRegex.compile("a$\n^b").matches("a\nb")).isFalse();
    assertThat(LinearRegex.compile("(?m)a$\n^b").matches("a\nb")).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "[~missing ]: [",
        "a[b~missing ]: [b",
        "(a~missing ): (a",
        "a)~unexpected ): a)",
        "*a~no argument for repetition operator: *",
        "a**~bad repetition operator: **",
        "a{1001}~invalid repetition size: {1001}",
        "a{3,2}~invalid repetition size: {3,2}",
        "(?P<x~invalid named capture group: (?P<x",
        "(?=a)~invalid perl operator: (?=",
        "(?<!a)~invalid perl operator: (?<",
        "(a)\\1~invalid escape sequence: \\1",
        "\\pL~invalid escape sequence: \\p",
        "a\\~trailing \\",
        "[z-a]~invalid character class range: z-a",
        "[[:what:]]~invalid character class range: [:what:]",
      })
  void refusesWithTheWordsOfRe2(String pattern, String text) {
    assertThatThrownBy(() -> LinearRegex.compile(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Failed to construct regex from pattern '" + pattern + "': " + text);
  }

  @Test
  void limitsTheSizeOfPrograms() {
    assertThatThrownBy(() -> LinearRegex.compile("(((a{10}){10}){10})"))
        .hasMessageContaining("is too complex: program size of ")
        .hasMessageEndingWith(" is larger than maximum of 100 allowed");
    assertThat(LinearRegex.compile("a{90}").matches("a".repeat(90))).isTrue();
    assertThatThrownBy(() -> LinearRegex.compile("(".repeat(5000)))
        .hasMessageContaining("nests too deeply");
  }

  @Test
  void limitsNestedRepetition() {
    assertThatThrownBy(() -> LinearRegex.compile("(?:(?:(?:){1000}){1000}){1000}x{1001}"))
        .hasMessageEndingWith("invalid repetition size: {1001}");
    assertThatThrownBy(() -> LinearRegex.compile("((a{100}){11})"))
        .hasMessageEndingWith("invalid repetition size: {11}");
    assertThat(LinearRegex.compile("(?:(?:(?:){1000}){1000}){1000}").matches("")).isTrue();
  }

  /** A backtracking matcher does not come back from this one. */
  @Test
  void isNotHeldUpByNestedRepetition() {
    assertThat(LinearRegex.compile("(a*)*(a*)*b").matches("a".repeat(20_000))).isFalse();
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void agreesWithABacktrackingMatcher(
      @ForAll("patterns") String pattern, @ForAll("texts") String text) {
    assertThat(LinearRegex.compile(pattern).matches(text))
        .as("%s on %s", pattern, text)
        .isEqualTo(Pattern.matches(pattern, text));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("abc").ofMaxLength(6);
  }

  @Provide
  Arbitrary<String> patterns() {
    return pattern(3);
  }

  private static Arbitrary<String> pattern(int depth) {
    Arbitrary<String> atom = Arbitraries.of("a", "b", "c", ".", "[ab]", "[^a]", "", "\\w");
    if (depth == 0) {
      return atom;
    }
    Arbitrary<String> inner = pattern(depth - 1);
    Arbitrary<String> repetition = Arbitraries.of("*", "+", "?", "{2}", "{0,2}");
    return Arbitraries.oneOf(
        List.of(
            atom,
            Combinators.combine(inner, inner).as(String::concat),
            Combinators.combine(inner, inner).as((left, right) -> left + "|" + right),
            Combinators.combine(atom, repetition).as((part, times) -> "(" + part + ")" + times)));
  }
}
