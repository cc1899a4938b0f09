package io.mesosjava.framework.rule;

import java.util.List;

/** Several failures become one: the first, with the others suppressed in it. */
final class Failures {

  private Failures() {}

  static void throwAll(List<? extends Exception> failures) throws Exception {
    if (failures.isEmpty()) {
      return;
    }
    Exception first = failures.get(0);
    failures.subList(1, failures.size()).forEach(failure -> suppress(first, failure));
    throw first;
  }

  /** The same exception may be thrown twice, and must not suppress itself. */
  static void suppress(Throwable kept, Throwable failure) {
    if (kept != failure) {
      kept.addSuppressed(failure);
    }
  }
}
