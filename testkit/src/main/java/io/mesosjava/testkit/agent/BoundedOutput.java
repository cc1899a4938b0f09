package io.mesosjava.testkit.agent;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The end of a file, up to a size: what goes beyond is dropped. */
final class BoundedOutput extends FilterOutputStream {

  private long room;

  private BoundedOutput(OutputStream file, long room) {
    super(file);
    this.room = room;
  }

  /**
   * Appends to a file.
   *
   * @param maxSize bytes; 0 if any number
   */
  static OutputStream open(Path file, long maxSize) throws IOException {
    OutputStream end =
        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return maxSize == 0 ? end : new BoundedOutput(end, Math.max(0, maxSize - Files.size(file)));
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    int fitting = (int) Math.min(count, room);
    out.write(bytes, offset, fitting);
    room -= fitting;
  }
}
