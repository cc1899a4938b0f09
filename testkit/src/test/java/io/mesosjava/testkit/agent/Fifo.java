package io.mesosjava.testkit.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A named pipe, by which a test and a task wait for each other. */
final class Fifo {

  private Fifo() {}

  /** The one of a directory, made if need be. */
  static Path in(Path directory) throws IOException, InterruptedException {
    Path fifo = directory.toRealPath().resolve("fifo");
    if (!Files.exists(fifo)
        && new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor() != 0) {
      throw new IOException("mkfifo " + fifo);
    }
    return fifo;
  }
}
