package io.mesosjava.testkit.http;

import java.util.Map;
import java.util.Optional;

/**
 * A request and the way back. Exactly one of {@link #respond} and {@link #stream} is to be called,
 * once, at any time and from any thread; answers of one connection are sent in the order of its
 * requests all the same.
 */
public interface Exchange {

  /** What was asked. */
  Request request();

  /**
   * The body, where it is a stream of records ({@code application/recordio}): then {@link #request}
   * has none, and the exchange begins before the body has come. After the answer what comes of it
   * is thrown away.
   */
  default Optional<RequestStream> body() {
    return Optional.empty();
  }

  /** Who asks, if they have shown who they are. */
  default Optional<String> principal() {
    return Optional.empty();
  }

  /** What a token says of who asks; empty where none was asked for. */
  default Map<String, String> claims() {
    return Map.of();
  }

  /** Answers. Does nothing if the peer has gone. */
  void respond(Response response);

  /**
   * Answers with a chunked body that is written piece by piece.
   *
   * @param head status and headers; its body is ignored
   */
  RecordStream stream(Response head);
}
