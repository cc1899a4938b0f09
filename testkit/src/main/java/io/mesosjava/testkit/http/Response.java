package io.mesosjava.testkit.http;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A whole answer. {@code Date} and {@code Content-Length} are added when it is sent.
 *
 * @param status the code
 * @param headers in the order to be sent
 * @param body not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Responses are not compared.
public record Response(int status, List<Header> headers, byte[] body) {

  private static final byte[] EMPTY = {};

  /** Copies the list. */
  public Response {
    headers = List.copyOf(headers);
  }

  /** An answer without a body. */
  public static Response of(int status, Header... headers) {
    return new Response(status, List.of(headers), EMPTY);
  }

  /** An answer that says something in words, as Mesos words all its refusals. */
  public static Response text(int status, String text) {
    return new Response(
        status,
        List.of(new Header("Content-Type", "text/plain; charset=utf-8")),
        text.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer with a message. */
  public static Response body(String contentType, byte[] body) {
    return new Response(200, List.of(new Header("Content-Type", contentType)), body);
  }
}
