package io.mesosjava.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.mesosjava.codec.Codec;
import io.mesosjava.v1.executor.Call;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came out of a socket: nothing of it was read by code under test.
 *
 * @param connection the number of the connection, from 0 in the order in which they were accepted
 */
record ReceivedRequest(int connection, String line, Map<String, String> headers, ByteString body) {

  /** The next request of {@code in}, or null if it ended before one began. */
  static @Nullable ReceivedRequest read(int connection, InputStream in) throws IOException {
    String line = readLine(in);
    if (line == null) {
      return null;
    }
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String next = readLine(in); next != null && !next.isEmpty(); next = readLine(in)) {
      int colon = next.indexOf(':');
      String before = headers.put(next.substring(0, colon), next.substring(colon + 1).strip());
      if (before != null) {
        throw new IOException("header sent twice: " + next);
      }
    }
    int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
    byte[] body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("the request ended after " + body.length + " of " + length);
    }
    return new ReceivedRequest(connection, line, headers, ByteString.copyFrom(body));
  }

  static String requireLine(InputStream in) throws IOException {
    String line = readLine(in);
    if (line == null) {
      throw new EOFException("the request ended before its end");
    }
    return line;
  }

  private static @Nullable String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        return null;
      }
      if (next != '\r') {
        line.write(next);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /** Whether a stream of events is the answer; never of an operator's request. */
  boolean isSubscribe() {
    String path = line.substring("POST ".length(), line.lastIndexOf(' '));
    if (path.endsWith("/api/v1")) {
      return false;
    }
    return path.endsWith("/api/v1/executor")
        ? message(Call.getDefaultInstance()).getType() == Call.Type.SUBSCRIBE
        : !headers.containsKey("Mesos-Stream-Id");
  }

  /** The body as a message of {@code prototype}'s type. */
  <M extends Message> M message(M prototype) {
    boolean json = "application/json".equals(headers.get("Content-Type"));
    Codec codec = json ? Codec.json() : Codec.protobuf();
    try {
      return codec.decoder(prototype).decode(body.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
