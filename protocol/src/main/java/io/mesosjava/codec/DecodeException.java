package io.mesosjava.codec;

import io.mesosjava.ProtocolException;
import org.jspecify.annotations.Nullable;

/** Bytes that are not a message of the expected type. */
public final class DecodeException extends ProtocolException {

  private static final long serialVersionUID = 1L;

  private final String messageType;
  private final long position;

  DecodeException(String messageType, long position, String problem, @Nullable Throwable cause) {
    super(messageType + (position < 0 ? "" : " at byte " + position) + ": " + problem);
    this.messageType = messageType;
    this.position = position;
    if (cause != null) {
      initCause(cause);
    }
  }

  /** The full name of the message type that was expected, for example {@code mesos.v1.Offer}. */
  public String messageType() {
    return messageType;
  }

  /**
   * The offset of the offending byte from the start of the message, or -1 where none can be named.
   */
  public long position() {
    return position;
  }
}
