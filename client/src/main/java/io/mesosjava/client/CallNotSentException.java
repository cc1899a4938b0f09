package io.mesosjava.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A call of which not one byte was sent: it had no effect, and may be made again. The cause, where
 * there is one, says why.
 */
public final class CallNotSentException extends CallException {

  private static final long serialVersionUID = 1L;

  /**
   * For whoever stands between a user and a client, and decides that a call must not be sent.
   *
   * @param callType the type of the call, for example {@code ACCEPT}
   * @param endpoint where the call was meant to go
   * @param problem why it was not sent, in words
   * @param cause why, if something failed
   */
  public CallNotSentException(
      String callType, URI endpoint, String problem, @Nullable Throwable cause) {
    super(callType, endpoint, "not sent: " + problem, cause);
  }
}
