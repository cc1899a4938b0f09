package io.mesosjava.testkit.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What tests see of the processes of tasks. */
final class Processes {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration NAP = Duration.ofMillis(10);

  private Processes() {}

  /** The process whose id is the first line of what a task has written. Waits for it. */
  static ProcessHandle ofTask(Path sandbox) throws IOException {
    return ProcessHandle.of(Long.parseLong(awaitLine(sandbox.resolve("stdout"), ""))).orElseThrow();
  }

  /** Waits until a file has a whole first line that begins so. */
  static String awaitLine(Path file, String beginning) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      String text = Files.exists(file) ? Files.readString(file) : "";
      int newline = text.indexOf('\n');
      if (newline >= 0 && text.startsWith(beginning)) {
        return text.substring(0, newline);
      }
      // Another process writes it: there is nobody to tell us.
      LockSupport.parkNanos(NAP.toNanos());
    }
    throw new AssertionError("no line in " + file + " within " + PATIENCE);
  }
}
