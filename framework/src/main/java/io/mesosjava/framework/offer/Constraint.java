package io.mesosjava.framework.offer;

import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Where a task may run. Some constraints depend on where the other tasks of its group are: those
 * that run, and those placed in the same round.
 *
 * <p>A site that has no value for the selector meets only {@link #unlike}.
 */
public sealed interface Constraint {

  /**
   * At most {@code most} tasks of the group where the selector has the same value.
   *
   * @param by what is counted by
   * @param most 1 or more
   */
  record MaxPer(Selector by, int most) implements Constraint {
    /** Checks {@code most}. */
    public MaxPer {
      Objects.requireNonNull(by, "by");
      if (most < 1) {
        throw new IllegalArgumentException("most: " + most + " (expected: >= 1)");
      }
    }

    @Override
    public String toString() {
      return "at most " + most + " per " + by;
    }
  }

  /**
   * Evenly over the values of the selector: only where the group has no more tasks than at any
   * other value.
   *
   * @param by what is spread over
   * @param values how many values there are in the cluster, if that is known; as long as fewer have
   *     been seen, a value of which nothing was offered counts as one without tasks. 0: what has
   *     been seen is all there is.
   */
  record Spread(Selector by, int values) implements Constraint {
    /** Checks {@code values}. */
    public Spread {
      Objects.requireNonNull(by, "by");
      if (values < 0) {
        throw new IllegalArgumentException("values: " + values + " (expected: >= 0)");
      }
    }

    @Override
    public String toString() {
      return "spread over " + by + (values == 0 ? "" : " of " + values);
    }
  }

  /**
   * Where the selector has the same value as for all other tasks of the group. The first task of a
   * group may go anywhere.
   *
   * @param by what has to be the same
   */
  record Together(Selector by) implements Constraint {
    /** Nothing is null. */
    public Together {
      Objects.requireNonNull(by, "by");
    }

    @Override
    public String toString() {
      return "together by " + by;
    }
  }

  /**
   * Where the selector's value matches a pattern as a whole, or does not.
   *
   * @param of what is looked at
   * @param pattern compared by its text
   * @param wanted whether it has to match, or must not
   */
  record Like(Selector of, String pattern, boolean wanted) implements Constraint {
    /** Nothing is null; the pattern is one. */
    public Like {
      Objects.requireNonNull(of, "of");
      Pattern.compile(pattern);
    }

    @Override
    public String toString() {
      return of + (wanted ? " like " : " unlike ") + pattern;
    }
  }

  /**
   * Where the site passes a condition of your own.
   *
   * @param name says what it is, in messages; equal names stand for equal conditions
   * @param condition must answer the same for the same site
   */
  record Where(String name, Predicate<? super Site> condition) implements Constraint {
    /** Nothing is null. */
    public Where {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(condition, "condition");
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Where that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** No two tasks of the group where the selector has the same value; {@code hostname} mostly. */
  static Constraint unique(Selector by) {
    return new MaxPer(by, 1);
  }

  /** At most {@code most} tasks of the group where the selector has the same value. */
  static Constraint maxPer(Selector by, int most) {
    return new MaxPer(by, most);
  }

  /** Evenly over the values of the selector that are seen. */
  static Constraint spread(Selector by) {
    return new Spread(by, 0);
  }

  /** Evenly over the {@code values} values that the selector has in this cluster. */
  static Constraint spread(Selector by, int values) {
    return new Spread(by, values);
  }

  /** All tasks of the group where the selector has the same value. */
  static Constraint together(Selector by) {
    return new Together(by);
  }

  /** Where the selector's value is {@code value}. */
  static Constraint is(Selector of, String value) {
    return new Like(of, Pattern.quote(value), true);
  }

  /**
   * Where the selector's value matches {@code pattern} as a whole.
   *
   * @throws java.util.regex.PatternSyntaxException if it is no pattern
   */
  static Constraint like(Selector of, String pattern) {
    return new Like(of, pattern, true);
  }

  /**
   * Where the selector's value does not match {@code pattern} as a whole, or is absent.
   *
   * @throws java.util.regex.PatternSyntaxException if it is no pattern
   */
  static Constraint unlike(Selector of, String pattern) {
    return new Like(of, pattern, false);
  }

  /** Where the site passes {@code condition}; {@code name} says what that is. */
  static Constraint where(String name, Predicate<? super Site> condition) {
    return new Where(name, condition);
  }
}
