package io.mesosjava.client;

import io.mesosjava.ProtocolException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way: completed when it was accepted, exceptionally otherwise. If it is completed
 * from outside before it was written, it is not sent.
 */
final class PendingCall<T extends @Nullable Object> extends CompletableFuture<T> {

  private final String type;
  private final byte[] body;
  private final Answer<T> answer;
  private final CallOptions options;
  private final @Nullable Duration timeout;
  private final long deadline;

  private PendingCall(
      String type, byte[] body, Answer<T> answer, CallOptions options, @Nullable Duration timeout) {
    this.type = type;
    this.body = body;
    this.answer = answer;
    this.options = options;
    this.timeout = timeout;
    this.deadline = timeout == null ? 0 : System.nanoTime() + timeout.toNanos();
  }

  /** A call that fails when {@code timeout}, or that of {@code options}, has passed from now. */
  static <T extends @Nullable Object> PendingCall<T> within(
      Duration timeout, CallOptions options, String type, byte[] body, Answer<T> answer) {
    return new PendingCall<>(type, body, answer, options, options.responseTimeoutOr(timeout));
  }

  /**
   * A call that is answered when something has happened, whenever that may be, unless {@code
   * options} say how long it may take.
   */
  static <T extends @Nullable Object> PendingCall<T> waiting(
      CallOptions options, String type, byte[] body, Answer<T> answer) {
    return new PendingCall<>(type, body, answer, options, options.responseTimeout().orElse(null));
  }

  String type() {
    return type;
  }

  byte[] body() {
    return body;
  }

  Answer<T> answer() {
    return answer;
  }

  /** What is different for it. */
  CallOptions options() {
    return options;
  }

  /** Whether its time has no end. */
  boolean isUnlimited() {
    return timeout == null;
  }

  /** Whether its time is not that of the client. */
  boolean hasOwnTime() {
    return options.hasResponseTimeout();
  }

  /** How long it may take, as it is shown in errors. */
  String timeout() {
    return timeout == null ? "any time" : timeout.toMillis() + " ms";
  }

  /** Nanoseconds from {@code now}, by {@link System#nanoTime()}, until its time is over. */
  long left(long now) {
    return timeout == null ? Long.MAX_VALUE : deadline - now;
  }

  /** The server at {@code endpoint} has accepted the call. */
  void accepted(Endpoint endpoint, Response response) {
    try {
      complete(answer.reading().read(response));
    } catch (ProtocolException e) {
      unknown(endpoint, String.valueOf(e.getMessage()), e);
    }
  }

  void notSent(Endpoint endpoint, String problem, @Nullable Throwable cause) {
    completeExceptionally(new CallNotSentException(type, endpoint.uri(), problem, cause));
  }

  void unknown(Endpoint endpoint, String problem, @Nullable Throwable cause) {
    completeExceptionally(new CallOutcomeUnknownException(type, endpoint.uri(), problem, cause));
  }
}
