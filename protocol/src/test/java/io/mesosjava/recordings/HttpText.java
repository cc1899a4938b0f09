package io.mesosjava.recordings;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * An HTTP message as it was recorded.
 *
 * @param headers by name in lower case
 * @param body without the chunks' framing and without compression
 */
record HttpText(String firstLine, Map<String, String> headers, ByteString body) {

  private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  /** The messages that stand one after the other in {@code bytes}, up to what is not one. */
  static List<HttpText> all(byte[] bytes) throws IOException {
    List<HttpText> messages = new ArrayList<>();
    int at = 0;
    while (true) {
      int headEnd = indexOf(bytes, HEAD_END, at);
      if (headEnd < 0) {
        return messages;
      }
      String head = new String(bytes, at, headEnd - at, StandardCharsets.ISO_8859_1);
      Map<String, String> headers = headers(head);
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      at = body(bytes, headEnd + HEAD_END.length, headers, body);
      messages.add(
          new HttpText(
              head.lines().findFirst().orElse(""),
              headers,
              ByteString.copyFrom(unzip(headers, body))));
    }
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }

  private static Map<String, String> headers(String head) {
    Map<String, String> headers = new TreeMap<>();
    head.lines()
        .skip(1)
        .filter(line -> line.contains(":"))
        .forEach(
            line -> {
              int colon = line.indexOf(':');
              headers.put(
                  line.substring(0, colon).toLowerCase(Locale.ROOT),
                  line.substring(colon + 1).strip());
            });
    return headers;
  }

  private static int body(
      byte[] bytes, int from, Map<String, String> headers, ByteArrayOutputStream body) {
    if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
      return chunks(bytes, from, body);
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    int to = Math.min(from + length, bytes.length);
    body.write(bytes, from, to - from);
    return to;
  }

  private static int chunks(byte[] bytes, int from, ByteArrayOutputStream body) {
    int at = from;
    while (at < bytes.length) {
      int lineEnd = indexOf(bytes, new byte[] {'\r', '\n'}, at);
      if (lineEnd < 0) {
        return bytes.length;
      }
      String size = new String(bytes, at, lineEnd - at, StandardCharsets.US_ASCII);
      int length = Integer.parseInt(size.split(";", 2)[0].strip(), 16);
      int start = lineEnd + 2;
      body.write(bytes, start, Math.min(length, bytes.length - start));
      at = start + length + 2;
      if (length == 0) {
        break;
      }
    }
    return at;
  }

  private static byte[] unzip(Map<String, String> headers, ByteArrayOutputStream body)
      throws IOException {
    if (!headers.getOrDefault("content-encoding", "").equals("gzip")) {
      return body.toByteArray();
    }
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body.toByteArray()))) {
      return in.readAllBytes();
    }
  }

  private static int indexOf(byte[] bytes, byte[] wanted, int from) {
    for (int at = from; at <= bytes.length - wanted.length; at++) {
      int matched = 0;
      while (matched < wanted.length && bytes[at + matched] == wanted[matched]) {
        matched++;
      }
      if (matched == wanted.length) {
        return at;
      }
    }
    return -1;
  }
}
