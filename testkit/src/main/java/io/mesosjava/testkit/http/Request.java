package io.mesosjava.testkit.http;

import java.util.List;
import java.util.Optional;

/**
 * A whole request.
 *
 * @param method as sent, for example {@code POST}
 * @param path as sent, without the query
 * @param query what stands behind the question mark, or the empty string
 * @param headers in the order sent
 * @param body without transfer and content encodings; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Requests are not compared.
public record Request(String method, String path, String query, List<Header> headers, byte[] body) {

  /** Copies the list. */
  public Request {
    headers = List.copyOf(headers);
  }

  /** The value of the last header called {@code name}, in whatever case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(h -> h.is(name))
        .map(Header::value)
        .reduce((earlier, later) -> later);
  }
}
