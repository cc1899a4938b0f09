package io.mesosjava.client;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A call that the server did not accept, or is not known to have accepted. */
public abstract sealed class CallException extends IOException
    permits ApiException, CallNotSentException, CallOutcomeUnknownException, NoLeaderException {

  private static final long serialVersionUID = 1L;

  private final String callType;
  private final URI endpoint;
  private final String problem;

  CallException(String callType, URI endpoint, String problem, @Nullable Throwable cause) {
    super(callType + " to " + endpoint + ": " + problem, cause);
    this.callType = callType;
    this.endpoint = endpoint;
    this.problem = problem;
  }

  /** The type of the call, for example {@code ACCEPT}. */
  public String callType() {
    return callType;
  }

  /** Where the call went, or was meant to go. */
  public URI endpoint() {
    return endpoint;
  }

  /** What is wrong, without the call and where it went. */
  final String problem() {
    return problem;
  }
}
