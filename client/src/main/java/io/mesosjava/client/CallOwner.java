package io.mesosjava.client;

import io.mesosjava.ProtocolException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Whose calls a {@link CallConnection} carries. It is told on the I/O thread. */
interface CallOwner {

  /** The server. From any thread. */
  Endpoint endpoint();

  /** Why no more calls are written; null while they are. From any thread. */
  @Nullable Ending ending();

  /** Whether everything is over, and nothing that comes is of interest. */
  boolean isOver();

  /** What the calls have to do with a subscription. */
  Occasion occasion();

  /** {@code call} has been accepted, refused, or not written: its place is free. */
  void left(PendingCall<?> call);

  /** A call has been accepted. */
  void accepted();

  /** {@code call} was refused; it is not completed yet. */
  void refused(PendingCall<?> call, ApiException refusal);

  /**
   * {@code call} was not written, because of {@code why}; it is not completed yet. From any thread.
   */
  void unwritten(PendingCall<?> call, Ending why);

  /** The connection is of no use any more. */
  void fail(IOException cause);

  /** After {@link CallConnection#drain}: every call has its answer, or will get none. */
  void drained(Ending why);

  /** What is told of a connection that broke. */
  IOException connectionLost(String problem, @Nullable Throwable cause);

  /** The server said what the protocol does not. */
  default ProtocolException protocolError(String problem, @Nullable Throwable cause) {
    String message = endpoint() + ": " + problem;
    return cause == null ? new ProtocolException(message) : new ProtocolException(message, cause);
  }

  /** The connection failed. */
  default IOException transportError(String problem, @Nullable Throwable cause) {
    return new IOException(endpoint() + ": " + problem, cause);
  }
}
