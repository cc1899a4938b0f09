package io.mesosjava.codec;

import io.mesosjava.ProtocolException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are not a message of the expected type. The text names the type, the place and what
 * was expected there; the accessors give the same apart.
 */
public final class DecodeException extends ProtocolException {

  private static final long serialVersionUID = 1L;

  /** What was wrong. */
  public enum Problem {
    /** The text ends before the message does; in protobuf this cannot be told from the next. */
    TRUNCATED,
    /** The bytes are not in the codec's syntax. */
    SYNTAX,
    /** The message is followed by something else. */
    TRAILING_CONTENT,
    /** Arrays and objects are nested beyond the limit. */
    TOO_DEEP,
    /** A value is of another type than its field, as a number for a message. */
    WRONG_TYPE,
    /** A value is of the right type but not one that its field can hold. */
    BAD_VALUE,
    /** All is well but for required fields that are not set; {@link #missing()} lists them. */
    MISSING_FIELDS
  }

  private final String messageType;
  private final Problem problem;
  private final long position;
  private final String path;
  private final String found;
  private final String expected;

  @SuppressWarnings("serial") // Made by List.copyOf, which is serializable.
  private final List<String> missing;

  private DecodeException(String messageType, Malformed what, @Nullable Throwable cause) {
    super(text(messageType, what));
    this.messageType = messageType;
    this.problem = what.problem();
    this.position = what.position();
    this.path = what.path();
    this.found = what.found();
    this.expected = what.expected();
    this.missing = what.missing();
    if (cause != null) {
      initCause(cause);
    }
  }

  static DecodeException of(String messageType, Malformed what) {
    return new DecodeException(messageType, what, null);
  }

  static DecodeException of(String messageType, Malformed what, Throwable cause) {
    return new DecodeException(messageType, what, cause);
  }

  private static String text(String messageType, Malformed what) {
    return messageType
        + (what.position() < 0 ? "" : " at byte " + what.position())
        + (what.path().isEmpty() ? "" : ", " + what.path())
        + ": "
        + what.found()
        + " (expected: "
        + what.expected()
        + ")";
  }

  /** The full name of the message type that was expected, for example {@code mesos.v1.Offer}. */
  public String messageType() {
    return messageType;
  }

  /** What was wrong. */
  public Problem problem() {
    return problem;
  }

  /**
   * The offset of the offending byte from the start of the message, or -1 where none can be named.
   * For a required field of a JSON object it is the brace that ends the object.
   */
  public long position() {
    return position;
  }

  /**
   * The field that was being read, for example {@code offers.offers[3].id.value}; empty for the
   * message itself and where the codec cannot tell.
   */
  public String path() {
    return path;
  }

  /** What stood there, in words, for example {@code a number}. */
  public String found() {
    return found;
  }

  /** What should have stood there, in words. */
  public String expected() {
    return expected;
  }

  /** The paths of all required fields that are not set, where that is the problem; else empty. */
  public List<String> missing() {
    return missing;
  }
}
