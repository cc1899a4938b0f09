package io.mesosjava.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A socket to a scheduler endpoint, for what an HTTP client hides. */
final class RawClient implements AutoCloseable {

  private static final String SUBSCRIBE =
      "{\"type\":\"SUBSCRIBE\",\"subscribe\":{\"framework_info\":"
          + "{\"user\":\"somebody\",\"name\":\"raw\"}}}";

  private final Socket socket;

  RawClient(URI master) throws IOException {
    socket = new Socket(master.getHost(), master.getPort());
    socket.setTcpNoDelay(true);
  }

  /** Asks to be subscribed where that is refused, and returns the whole answer. */
  String subscribe() throws IOException {
    post(SUBSCRIBE);
    StringBuilder answer = new StringBuilder();
    while (!whole(answer)) {
      answer.append(read());
    }
    return answer.toString();
  }

  /** Whether all has come that the head announces. */
  private static boolean whole(CharSequence answer) {
    String text = answer.toString();
    int end = text.indexOf("\r\n\r\n");
    int field = text.indexOf("Content-Length: ");
    if (end < 0 || field < 0) {
      return false;
    }
    int start = field + "Content-Length: ".length();
    int length = Integer.parseInt(text.substring(start, text.indexOf('\r', start)));
    return text.length() == end + 4 + length;
  }

  /** Sends what is no call; returns how much of the answer came first, and reads the rest. */
  int refused() throws IOException {
    post("{}");
    StringBuilder answer = new StringBuilder(read());
    int first = answer.length();
    while (!whole(answer)) {
      answer.append(read());
    }
    return first;
  }

  private void post(String body) throws IOException {
    String request =
        "POST /api/v1/scheduler HTTP/1.1\r\nHost: master\r\nContent-Type: application/json\r\n"
            + "Accept: application/json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
  }

  private String read() throws IOException {
    InputStream in = socket.getInputStream();
    byte[] bytes = new byte[4096];
    int count = in.read(bytes);
    if (count < 0) {
      throw new IOException("the connection ended");
    }
    return new String(bytes, 0, count, StandardCharsets.US_ASCII);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
