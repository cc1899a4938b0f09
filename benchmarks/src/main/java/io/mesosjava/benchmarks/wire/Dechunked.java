package io.mesosjava.benchmarks.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The body of a chunked message. */
final class Dechunked extends InputStream {

  private final InputStream in;
  private int left;
  private boolean first = true;
  private boolean over;

  Dechunked(InputStream in) {
    this.in = in;
  }

  /** A line without its end. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the connection ended");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private boolean more() throws IOException {
    if (left == 0 && !over) {
      if (!first) {
        line(in);
      }
      first = false;
      left = Integer.parseInt(line(in), 16);
      over = left == 0;
    }
    return !over;
  }

  @Override
  public int read() throws IOException {
    if (!more()) {
      return -1;
    }
    left--;
    return in.read();
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0; // And waits for nothing.
    }
    if (!more()) {
      return -1;
    }
    int read = in.read(bytes, offset, Math.min(length, left));
    left -= Math.max(0, read);
    return read;
  }
}
