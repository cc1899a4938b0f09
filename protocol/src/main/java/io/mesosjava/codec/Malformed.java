package io.mesosjava.codec;

import io.mesosjava.codec.DecodeException.Problem;
import java.util.List;

/**
 * What a {@link DecodeException} will say, while the stack unwinds: each level on the way up puts
 * its field before the path.
 */
final class Malformed extends Exception {

  private static final long serialVersionUID = 1L;

  private final Problem problem;
  private final long position;
  private final String found;
  private final String expected;

  @SuppressWarnings("serial") // Made by List.copyOf, which is serializable.
  private final List<String> missing;

  private String path = "";

  Malformed(Problem problem, long position, String found, String expected) {
    this(problem, position, found, expected, List.of());
  }

  private Malformed(
      Problem problem, long position, String found, String expected, List<String> missing) {
    // Bad bytes may be frequent; the trace that matters is that of the DecodeException.
    super(found, null, false, false);
    this.problem = problem;
    this.position = position;
    this.found = found;
    this.expected = expected;
    this.missing = missing;
  }

  static Malformed missing(long position, List<String> fields) {
    Malformed malformed =
        new Malformed(
            Problem.MISSING_FIELDS,
            position,
            "missing required fields " + String.join(", ", fields),
            "all required fields",
            List.copyOf(fields));
    return fields.isEmpty() ? malformed : malformed.within(fields.get(0));
  }

  /** This problem, in the field {@code name} of the message in hand. */
  Malformed within(String name) {
    path = path.isEmpty() || path.startsWith("[") ? name + path : name + "." + path;
    return this;
  }

  /** This problem, in element {@code index} of the field in hand. */
  Malformed within(int index) {
    return within("[" + index + "]");
  }

  Problem problem() {
    return problem;
  }

  long position() {
    return position;
  }

  String path() {
    return path;
  }

  String found() {
    return found;
  }

  String expected() {
    return expected;
  }

  List<String> missing() {
    return missing;
  }
}
