package io.mesosjava.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A call that was sent, at least in part, and got no answer that can be understood. It may have had
 * its effect, may have it yet, or never; the client does not send it again. For a scheduler,
 * reconciliation tells.
 */
public final class CallOutcomeUnknownException extends CallException {

  private static final long serialVersionUID = 1L;

  CallOutcomeUnknownException(
      String callType, URI endpoint, String problem, @Nullable Throwable cause) {
    super(callType, endpoint, "outcome unknown: " + problem, cause);
  }
}
