package io.mesosjava.client;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way: completed when it was accepted, exceptionally otherwise. If it is completed
 * from outside before it was written, it is not sent.
 */
final class PendingCall extends CompletableFuture<@Nullable Void> {

  private final String type;
  private final byte[] body;
  private final long deadline;

  /** A call that fails at {@code deadline}, by {@link System#nanoTime()}. */
  PendingCall(String type, byte[] body, long deadline) {
    this.type = type;
    this.body = body;
    this.deadline = deadline;
  }

  String type() {
    return type;
  }

  byte[] body() {
    return body;
  }

  long deadline() {
    return deadline;
  }

  void accepted() {
    complete(null);
  }

  void notSent(Endpoint endpoint, String problem, @Nullable Throwable cause) {
    completeExceptionally(new CallNotSentException(type, endpoint.uri(), problem, cause));
  }

  void unknown(Endpoint endpoint, String problem, @Nullable Throwable cause) {
    completeExceptionally(new CallOutcomeUnknownException(type, endpoint.uri(), problem, cause));
  }
}
