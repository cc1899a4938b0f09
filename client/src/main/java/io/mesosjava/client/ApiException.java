package io.mesosjava.client;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server answered a call with an error status: it was refused and had no effect. */
public final class ApiException extends CallException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String body;
  private final Refusal refusal;
  private final Occasion occasion;
  private final @Nullable URI leader;

  ApiException(Occasion occasion, String callType, Endpoint endpoint, Response response) {
    super(callType, endpoint.uri(), response.describe(), null);
    this.status = response.status();
    this.body = response.text();
    this.occasion = occasion;
    this.refusal = Refusal.of(status, body, occasion);
    String location = response.location();
    this.leader = location == null ? null : endpoint.resolve(location);
  }

  /** The HTTP status, for example 400. */
  public int status() {
    return status;
  }

  /** The body of the answer, as text, no more than its first 16 KiB. Mesos says there why. */
  public String body() {
    return body;
  }

  /**
   * The same endpoint at the server that leads, if the answer names one: the target of a redirect.
   */
  public Optional<URI> leader() {
    return Optional.ofNullable(leader);
  }

  /** Whether the answer is that another server leads. */
  boolean isRedirect() {
    return refusal == Refusal.NOT_LEADER;
  }

  /**
   * Whether the same call may be accepted by the same server later: 429 and 503, and 404 of a
   * SUBSCRIBE, which a starting server answers. A redirect is not retryable: see {@link #leader()}.
   */
  public boolean isRetryable() {
    return refusal == Refusal.NOT_NOW;
  }

  /**
   * Whether the subscription that the call belonged to is over: the server knows of no such
   * subscription (403), it was replaced by another or its framework removed (400), or another
   * server leads (307). The client has then closed it. Never true of SUBSCRIBE itself, and of calls
   * that belong to none.
   */
  public boolean isSubscriptionLost() {
    return occasion == Occasion.SUBSCRIBED
        && (refusal == Refusal.NOT_SUBSCRIBED || refusal == Refusal.NOT_LEADER);
  }

  /**
   * Whether credentials are missing or wrong (401), or do not suffice (403). After a 401 the client
   * asks its {@link CredentialsProvider} anew; what comes of it goes with the calls behind.
   */
  public boolean isAuthorization() {
    return refusal == Refusal.NOT_ALLOWED;
  }
}
