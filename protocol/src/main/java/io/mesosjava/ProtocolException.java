package io.mesosjava;

import java.io.IOException;

/**
 * The peer sent bytes that are not what the protocol says. The stream that they came on cannot be
 * read further; asking again for the same bytes gives the same error.
 */
public class ProtocolException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * An error described by {@code message}.
   *
   * @param message what was wrong, where, and what was expected
   */
  public ProtocolException(String message) {
    super(message);
  }

  /**
   * An error described by {@code message} and caused by {@code cause}.
   *
   * @param message what was wrong, where, and what was expected
   * @param cause the failure underneath
   */
  public ProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
