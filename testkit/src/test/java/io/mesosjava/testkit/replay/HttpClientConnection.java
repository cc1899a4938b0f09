package io.mesosjava.testkit.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A keep-alive connection that sends requests as they are and shows answers as they come. */
final class HttpClientConnection implements AutoCloseable {

  /** Longer than anything in a test takes. */
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;
  private final List<String> behind = new CopyOnWriteArrayList<>();

  HttpClientConnection(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream());
  }

  void send(String start, Map<String, String> headers, byte[] body) throws IOException {
    StringBuilder head = new StringBuilder(start).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("\r\n");
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.toString().getBytes(Messages.ASCII));
    request.writeBytes(body);
    sendRaw(request.toByteArray());
  }

  void sendRaw(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  /** The next answer to a HEAD. */
  HttpBytes receiveHead() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(Messages.ASCII).endsWith("\r\n\r\n")) {
      head.write(readByte());
    }
    return HttpBytes.of(head.toByteArray());
  }

  /** The next answer; of a chunked one the head only. */
  HttpBytes receive() throws IOException {
    HttpBytes answer = receiveHead();
    String length = answer.headers().get("content-length");
    byte[] body = length == null ? new byte[0] : in.readNBytes(Integer.parseInt(length));
    return new HttpBytes(answer.start(), answer.headers(), body);
  }

  /**
   * The next chunk of an answer's body; null when it was the last. Empty for the answer to a call
   * behind the stream, which a Mesos writes right into the stream.
   */
  byte @Nullable [] chunk() throws IOException {
    String size = line();
    if (size.startsWith("HTTP/")) {
      behind.add(size);
      while (!line().isEmpty()) {
        // A header.
      }
      return new byte[0];
    }
    byte[] chunk = in.readNBytes(Integer.parseInt(size, 16));
    readByte();
    readByte();
    return chunk.length == 0 ? null : chunk;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int next;
    while ((next = readByte()) != '\r') {
      line.append((char) next);
    }
    readByte();
    return line.toString();
  }

  /** Whether there is something to read. */
  boolean hasMore() throws IOException {
    return in.available() > 0;
  }

  /** The first lines of answers that came in the middle of a stream. */
  List<String> behindStream() {
    return List.copyOf(behind);
  }

  private int readByte() throws IOException {
    int next = in.read();
    if (next < 0) {
      throw new EOFException("the server closed the connection");
    }
    return next;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
