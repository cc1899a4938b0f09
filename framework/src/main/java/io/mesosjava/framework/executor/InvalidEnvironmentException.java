package io.mesosjava.framework.executor;

import java.util.List;

/** The environment of a process is not that of an executor. Names all that is wrong with it. */
public final class InvalidEnvironmentException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // what List.copyOf gives is serializable
  private final List<String> problems;

  InvalidEnvironmentException(List<String> problems) {
    super("not the environment of an executor: " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, each with the variable's name, its value, and what was expected. */
  public List<String> problems() {
    return problems;
  }
}
