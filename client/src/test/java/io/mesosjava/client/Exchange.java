package io.mesosjava.client;

import com.google.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;

/** The server's end of one request: the request, and the bytes that answer it. */
final class Exchange {

  private final ReceivedRequest request;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  Exchange(ReceivedRequest request, Socket socket, InputStream in) throws IOException {
    this.request = request;
    this.socket = socket;
    this.in = in;
    this.out = socket.getOutputStream();
  }

  ReceivedRequest request() {
    return request;
  }

  /** The request behind this one, waiting for it, though this one has not been answered. */
  ReceivedRequest readAhead() throws IOException {
    return Objects.requireNonNull(ReceivedRequest.read(request.connection(), in));
  }

  /** The data of the next chunk of a chunked request; empty at its end. */
  byte[] readChunk() throws IOException {
    return readChunk(in);
  }

  static byte[] readChunk(InputStream in) throws IOException {
    int length = Integer.parseInt(ReceivedRequest.requireLine(in), 16);
    byte[] data = in.readNBytes(length);
    ReceivedRequest.requireLine(in);
    return data;
  }

  /** Whether something of a request behind this one has come. */
  boolean hasInputAhead() throws IOException {
    return in.available() > 0;
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  void write(String text) throws IOException {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Each byte in a segment of its own, as far as the network lets it. */
  void writeByteByByte(byte[] bytes) throws IOException {
    for (byte next : bytes) {
      out.write(next);
      out.flush();
    }
  }

  /** In pieces of random length, the same ones every time. */
  void writeInPieces(byte[] bytes) throws IOException {
    Random random = new Random(bytes.length);
    int from = 0;
    while (from < bytes.length) {
      int to = Math.min(bytes.length, from + 1 + random.nextInt(400));
      write(Arrays.copyOfRange(bytes, from, to));
      from = to;
    }
  }

  /** A whole answer. */
  void answer(String statusLine, String contentType, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    write(
        "HTTP/1.1 "
            + statusLine
            + "\r\nContent-Type: "
            + contentType
            + "\r\n"
            + "Content-Length: "
            + bytes.length
            + "\r\n\r\n"
            + body);
  }

  void accept() throws IOException {
    write("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
  }

  /** A message, as an operator API answers with one. */
  void answer(Message message) throws IOException {
    byte[] body = message.toByteArray();
    String type = "Content-Type: application/x-protobuf";
    write(Wire.lines("HTTP/1.1 200 OK", type, "Content-Length: " + body.length, ""));
    write(body);
  }

  /** The head of a stream without id. */
  void beginStream() throws IOException {
    write(Wire.streamHead("x").replace("Mesos-Stream-Id: x\r\n", ""));
  }

  /** The head of an event stream. */
  void beginStream(String streamId) throws IOException {
    write(Wire.streamHead(streamId));
  }

  void close() throws IOException {
    socket.close();
  }

  /** Closes with RST in place of FIN. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Returns when the client has closed the connection. */
  void awaitClose() throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }
}
