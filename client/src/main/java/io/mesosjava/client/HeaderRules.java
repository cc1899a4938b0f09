package io.mesosjava.client;

import java.util.Locale;
import java.util.Set;

/** What may stand in a header that is not the transport's own. */
final class HeaderRules {

  private static final int MAX_STREAM_ID_CHARS = 128;

  private static final String SEPARATORS = "()<>@,;:\\\"/[]?={}";

  /** Set by the transport: another value would change what is sent or how it is framed. */
  private static final Set<String> RESERVED =
      Set.of(
          "accept",
          "accept-encoding",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "mesos-stream-id",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private HeaderRules() {}

  /**
   * Refuses a name that is no token or is reserved, and a value that could end its line.
   *
   * @throws IllegalArgumentException without the value, which may be a secret
   */
  static void check(String name, String value) {
    boolean token = !name.isEmpty() && name.chars().allMatch(HeaderRules::isTokenChar);
    require(token, "header: " + Excerpt.of(name) + " (expected: a token)");
    boolean reserved = RESERVED.contains(name.toLowerCase(Locale.ROOT));
    require(!reserved, "header: " + name + " (expected: none of those that the client sets)");
    boolean printable = value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f));
    require(printable, "header: value of " + name + " (expected: printable ASCII)");
  }

  /**
   * {@code value}, which may stand in a header.
   *
   * @throws IllegalArgumentException if not, without the value
   */
  static String checkSecret(String what, String value) {
    boolean printable = !value.isEmpty() && value.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    require(printable, what + ": a value (expected: printable ASCII)");
    return value;
  }

  /** Whether {@code id} can be a stream id: Mesos sends a UUID, 128 characters are its limit. */
  static boolean isStreamId(String id) {
    return !id.isEmpty()
        && id.length() <= MAX_STREAM_ID_CHARS
        && id.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static boolean isTokenChar(int c) {
    return c > ' ' && c < 0x7f && SEPARATORS.indexOf(c) < 0;
  }

  private static void require(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }
}
