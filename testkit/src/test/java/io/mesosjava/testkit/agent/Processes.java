package io.mesosjava.testkit.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What tests see of the processes of tasks. */
final class Processes {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration NAP = Duration.ofMillis(10);

  private Processes() {}

  /** The process whose id is the first line of what a task has written. Waits for it. */
  static ProcessHandle ofTask(Path sandbox) throws IOException {
    return ProcessHandle.of(Long.parseLong(awaitLine(sandbox.resolve("stdout"), ""))).orElseThrow();
  }

  /** Waits until a file has a whole first line that begins so. */
  static String awaitLine(Path file, String beginning) throws IOException {
    String line = awaitLines(file, 1).get(0);
    if (!line.startsWith(beginning)) {
      throw new AssertionError("expected a line " + beginning + ", but was " + line);
    }
    return line;
  }

  /** Waits until a file has as many whole lines. */
  static List<String> awaitLines(Path file, int count) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      String text = Files.exists(file) ? Files.readString(file) : "";
      if (text.chars().filter(c -> c == '\n').count() >= count) {
        return text.lines().limit(count).toList();
      }
      // Another process writes it: there is nobody to tell us.
      LockSupport.parkNanos(NAP.toNanos());
    }
    throw new AssertionError("not " + count + " lines in " + file + " within " + PATIENCE);
  }

  /** Waits until a file is gone. */
  static void awaitGone(Path file) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (Files.exists(file)) {
      if (System.nanoTime() > end) {
        throw new AssertionError(file + " is still there after " + PATIENCE);
      }
      LockSupport.parkNanos(NAP.toNanos());
    }
  }
}
