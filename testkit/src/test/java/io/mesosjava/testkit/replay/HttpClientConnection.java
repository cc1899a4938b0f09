package io.mesosjava.testkit.replay;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A keep-alive connection that sends requests as they are and shows answers as they come. */
final class HttpClientConnection implements AutoCloseable {

  /** Longer than anything in a test takes. */
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

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

  /** The next chunk of an answer's body; null when it was the last. */
  byte @Nullable [] chunk() throws IOException {
    StringBuilder size = new StringBuilder();
    int next;
    while ((next = readByte()) != '\r') {
      size.append((char) next);
    }
    readByte();
    byte[] chunk = in.readNBytes(Integer.parseInt(size.toString(), 16));
    readByte();
    readByte();
    return chunk.length == 0 ? null : chunk;
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
