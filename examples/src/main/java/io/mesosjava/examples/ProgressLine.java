package io.mesosjava.examples;

import io.mesosjava.examples.TaskBook.Phase;
import java.io.PrintStream;

/**
 * One line that says how far the tasks are: rewritten in place on a terminal, otherwise printed
 * when it has changed.
 */
final class ProgressLine {

  private final PrintStream out;
  private final boolean live;
  private String shown = "";

  ProgressLine(PrintStream out, boolean live) {
    this.out = out;
    this.live = live;
  }

  void show(TaskBook book) {
    String line =
        String.format(
            "tasks %d   launched %d   running %d   finished %d   failed %d",
            book.size(),
            book.launched(),
            book.count(Phase.RUNNING),
            book.count(Phase.FINISHED),
            book.count(Phase.FAILED));
    if (!line.equals(shown)) {
      out.print(live ? "\r" + line + "\033[K" : line + System.lineSeparator());
      out.flush();
      shown = line;
    }
  }

  /** Leaves the line standing. */
  void end() {
    if (live && !shown.isEmpty()) {
      out.println();
      shown = "";
    }
  }
}
