package io.mesosjava.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A call of which not one byte was sent: it had no effect, and may be made again. The cause, where
 * there is one, says why.
 */
public final class CallNotSentException extends CallException {

  private static final long serialVersionUID = 1L;

  CallNotSentException(String callType, URI endpoint, String problem, @Nullable Throwable cause) {
    super(callType, endpoint, "not sent: " + problem, cause);
  }
}
