package io.mesosjava.values;

import static java.util.Objects.requireNonNull;

/** Text that is not a value, with the place where reading it failed. */
public final class ValueFormatException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String problem;
  private final int column;

  /**
   * An error at {@code column} of a text.
   *
   * @param problem what is wrong and what was expected
   * @param column the place, from 1
   */
  public ValueFormatException(String problem, int column) {
    super(requireNonNull(problem, "problem") + " (column " + column + ")");
    this.problem = problem;
    this.column = column;
  }

  /** This error in a longer text, of which the text it is about starts after {@code offset}. */
  public ValueFormatException shiftedBy(int offset) {
    return new ValueFormatException(problem, column + offset);
  }

  /** The column of the text, from 1, at which reading failed. */
  public int column() {
    return column;
  }
}
