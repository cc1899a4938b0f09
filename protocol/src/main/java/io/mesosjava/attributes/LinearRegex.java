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
import org.jspecify.annotations.Nullable;

/**
 * A regular expression that is matched against a whole text in time linear in its length, whatever
 * the expression: they come from frameworks, and a backtracking matcher can be made to hang.
 *
 * <p>The master uses RE2 with a limit of 100 for the program size; sizes here are estimates of
 * RE2's.
 */
final class LinearRegex {

  static final int MAX_PROGRAM_SIZE = 100;

  /** Instructions that RE2 adds to every program. */
  private static final int FIXED_SIZE = 4;

  /** One step: consume a character, check a place, or go on at one or two others. */
  private static final class Step {
    final @Nullable CharSet set;
    final @Nullable Place place;
    final int[] next;

    Step(@Nullable CharSet set, @Nullable Place place, int... next) {
      this.set = set;
      this.place = place;
      this.next = next;
    }
  }

  private final List<Step> program = new ArrayList<>();
  private final int start;

  private LinearRegex(RegexNode node) {
    program.add(new Step(null, null)); // Step 0 is the match.
    start = emit(node, 0);
  }

  /**
   * The matcher for {@code pattern}.
   *
   * @throws IllegalArgumentException with the text of the master, if it is no expression or too
   *     large
   */
  static LinearRegex compile(String pattern) {
    RegexNode node;
    try {
      node = RegexParser.parse(pattern);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Failed to construct regex from pattern '" + pattern + "': " + e.getMessage(), e);
    }
    long size = node.size() + FIXED_SIZE;
    if (size > MAX_PROGRAM_SIZE) {
      throw new IllegalArgumentException(
          "Regex '"
              + pattern
              + "' is too complex: program size of "
              + size
              + " is larger than maximum of "
              + MAX_PROGRAM_SIZE
              + " allowed");
    }
    return new LinearRegex(node);
  }

  /** Whether all of {@code text} matches. */
  boolean matches(String text) {
    int[] codePoints = text.codePoints().toArray();
    boolean[] states = new boolean[program.size()];
    enter(start, codePoints, 0, states);
    for (int i = 0; i < codePoints.length; i++) {
      boolean[] following = new boolean[program.size()];
      for (int state = 1; state < states.length; state++) {
        Step step = program.get(state);
        if (states[state] && step.set != null && step.set.contains(codePoints[i])) {
          enter(step.next[0], codePoints, i + 1, following);
        }
      }
      states = following;
    }
    return states[0];
  }

  /** Marks {@code state} and all that is reached from it without a character. */
  private void enter(int state, int[] text, int at, boolean[] states) {
    if (states[state]) {
      return;
    }
    states[state] = true;
    Step step = program.get(state);
    if (step.set == null && (step.place == null || holds(step.place, text, at))) {
      for (int next : step.next) {
        enter(next, text, at, states);
      }
    }
  }

  private static boolean holds(Place place, int[] text, int at) {
    boolean starts = at == 0;
    boolean ends = at == text.length;
    return switch (place) {
      case TEXT_START -> starts;
      case TEXT_END -> ends;
      case LINE_START -> starts || text[at - 1] == '\n';
      case LINE_END -> ends || text[at] == '\n';
      case WORD_EDGE, NO_WORD_EDGE -> {
        boolean before = !starts && CharSet.WORD.contains(text[at - 1]);
        boolean after = !ends && CharSet.WORD.contains(text[at]);
        yield (before != after) == (place == Place.WORD_EDGE);
      }
    };
  }

  /** Adds steps for {@code node} that go on at {@code next}; answers where they begin. */
  private int emit(RegexNode node, int next) {
    if (node instanceof One one) {
      return add(new Step(one.set(), null, next));
    }
    if (node instanceof At at) {
      return add(new Step(null, at.place(), next));
    }
    if (node instanceof Capture capture) {
      return emit(capture.part(), next);
    }
    if (node instanceof Sequence sequence) {
      int begin = next;
      for (int i = sequence.parts().size() - 1; i >= 0; i--) {
        begin = emit(sequence.parts().get(i), begin);
      }
      return begin;
    }
    if (node instanceof Choice choice) {
      int[] branches = choice.branches().stream().mapToInt(branch -> emit(branch, next)).toArray();
      return add(new Step(null, null, branches));
    }
    return emitRepeat((Repeat) node, next);
  }

  private int emitRepeat(Repeat repeat, int next) {
    int begin = next;
    if (repeat.max() < 0) {
      int[] ways = {0, next};
      begin = add(new Step(null, null, ways));
      ways[0] = emit(repeat.part(), begin);
    }
    for (int i = repeat.min(); i < repeat.max(); i++) {
      begin = add(new Step(null, null, emit(repeat.part(), begin), next));
    }
    for (int i = 0; i < repeat.min(); i++) {
      begin = emit(repeat.part(), begin);
    }
    return begin;
  }

  private int add(Step step) {
    program.add(step);
    return program.size() - 1;
  }
}
