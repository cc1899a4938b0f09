package io.mesosjava.testkit.container;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Where sandboxes are put, and what is said where that cannot be. */
public final class WorkDirectory {

  private WorkDirectory() {}

  /**
   * Makes a directory if need be; returns it without symbolic links.
   *
   * @throws IOException if that cannot be; the message names the directory and says why
   */
  public static Path make(Path directory) throws IOException {
    try {
      return Files.createDirectories(directory).toRealPath();
    } catch (IOException e) {
      throw unusable(directory, e);
    }
  }

  static IOException unusable(Path directory, IOException cause) {
    return new IOException(
        "work directory: "
            + directory
            + " (expected: a directory that can be written: "
            + reason(cause)
            + ")",
        cause);
  }

  /** What {@code strerror(3)} says; the file system of the JDK keeps some of its words back. */
  static String reason(IOException cause) {
    if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
      return "Not a directory";
    }
    if (cause instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (cause instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    return cause instanceof FileSystemException e && e.getReason() != null
        ? e.getReason()
        : String.valueOf(cause.getMessage());
  }
}
