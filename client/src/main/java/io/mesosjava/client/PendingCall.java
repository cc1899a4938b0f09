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
  private final long deadline;
  private final boolean waits;

  private PendingCall(String type, byte[] body, Answer<T> answer, long deadline, boolean waits) {
    this.type = type;
    this.body = body;
    this.answer = answer;
    this.deadline = deadline;
    this.waits = waits;
  }

  /** A call that fails when {@code timeout} has passed from now. */
  static <T extends @Nullable Object> PendingCall<T> within(
      Duration timeout, String type, byte[] body, Answer<T> answer) {
    return new PendingCall<>(type, body, answer, System.nanoTime() + timeout.toNanos(), false);
  }

  /** A call that is answered when something has happened, whenever that may be. */
  static <T extends @Nullable Object> PendingCall<T> waiting(
      String type, byte[] body, Answer<T> answer) {
    return new PendingCall<>(type, body, answer, 0, true);
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

  /** Whether its time has no end. */
  boolean waits() {
    return waits;
  }

  /** Nanoseconds from {@code now}, by {@link System#nanoTime()}, until its time is over. */
  long left(long now) {
    return waits ? Long.MAX_VALUE : deadline - now;
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
