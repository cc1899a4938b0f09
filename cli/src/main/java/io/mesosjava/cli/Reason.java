package io.mesosjava.cli;

import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** Why something failed, for a person to read. */
final class Reason {

  private Reason() {}

  static String of(Throwable failure) {
    if (failure instanceof UncheckedIOException && failure.getCause() != null) {
      return of(failure.getCause());
    }
    String message = failure.getMessage();
    // Those of the file system say which file, but not what was wrong with it.
    if (message != null && !(failure instanceof FileSystemException)) {
      return message;
    }
    String kind = failure.getClass().getSimpleName().replaceFirst("Exception$", "");
    String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    return message == null ? words : words + ": " + message;
  }
}
