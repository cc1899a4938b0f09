package io.mesosjava.testkit.replay;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A recorded request or response, cut in two.
 *
 * @param start its first line
 * @param headers by name in lower case; a later one replaces an earlier one
 * @param body as it was on the wire, chunks and all
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record HttpBytes(String start, Map<String, String> headers, byte[] body) {

  static HttpBytes of(byte[] bytes) {
    int end = endOfHead(bytes);
    String[] lines =
        new String(bytes, 0, end, StandardCharsets.ISO_8859_1).stripTrailing().split("\r\n", -1);
    Map<String, String> headers = new LinkedHashMap<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      headers.put(
          lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
          lines[i].substring(colon + 1).strip());
    }
    return new HttpBytes(lines[0], headers, Arrays.copyOfRange(bytes, end, bytes.length));
  }

  private static int endOfHead(byte[] bytes) {
    for (int i = 3; i < bytes.length; i++) {
      if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
        return i + 1;
      }
    }
    throw new IllegalArgumentException("no end of a head in " + bytes.length + " bytes");
  }

  int headLength(int total) {
    return total - body.length;
  }

  int status() {
    return Integer.parseInt(start.split(" ", -1)[1]);
  }
}
