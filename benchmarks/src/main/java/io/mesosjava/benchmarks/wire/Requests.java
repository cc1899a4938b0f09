package io.mesosjava.benchmarks.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Counts the requests that come on a connection; each has a Content-Length. */
final class Requests {

  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final String LENGTH = "content-length:";

  private final InputStream in;
  private byte[] buffer = new byte[1 << 16];
  private int begin;
  private int end;
  private boolean subscribe;
  private boolean redirect;
  private byte[] lastHead = {};
  private int lastLength;

  Requests(InputStream in) {
    this.in = in;
  }

  /** Waits, and returns how many whole requests there are; 0 at the end. */
  int read() throws IOException {
    int count = 0;
    while (count == 0) {
      if (begin > 0) {
        System.arraycopy(buffer, begin, buffer, 0, end - begin);
        end -= begin;
        begin = 0;
      }
      if (end == buffer.length) {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
      int read = in.read(buffer, end, buffer.length - end);
      if (read < 0) {
        return 0;
      }
      end += read;
      while (take()) {
        count++;
      }
    }
    return count;
  }

  /** Whether the last request had no stream id, as SUBSCRIBE has none. */
  boolean isSubscribe() {
    return subscribe;
  }

  /** Whether the last request asked for the leader, as mesos-rxjava does first. */
  boolean isRedirect() {
    return redirect;
  }

  private boolean take() {
    int head = headEnd();
    if (head < 0) {
      return false;
    }
    int length = head - begin;
    if (!isLastHead(length)) {
      lastHead = Arrays.copyOfRange(buffer, begin, head);
      String text = new String(lastHead, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
      int at = text.indexOf(LENGTH);
      lastLength = at < 0 ? 0 : length(text, at + LENGTH.length());
      redirect = text.startsWith("/redirect", text.indexOf(' ') + 1);
      subscribe = !redirect && !text.contains("mesos-stream-id");
    }
    if (end - head < lastLength) {
      return false;
    }
    begin = head + lastLength;
    return true;
  }

  private static int length(String text, int at) {
    return Integer.parseInt(text.substring(at, text.indexOf('\r', at)).trim());
  }

  private boolean isLastHead(int length) {
    return Arrays.equals(buffer, begin, begin + length, lastHead, 0, lastHead.length);
  }

  private int headEnd() {
    if (lastHead.length > 0 && end - begin >= lastHead.length && isLastHead(lastHead.length)) {
      return begin + lastHead.length;
    }
    for (int i = begin; i + HEAD_END.length <= end; i++) {
      if (buffer[i] == '\r'
          && buffer[i + 1] == '\n'
          && buffer[i + 2] == '\r'
          && buffer[i + 3] == '\n') {
        return i + HEAD_END.length;
      }
    }
    return -1;
  }
}
