package io.mesosjava.resources;

/** An operation that Mesos would answer with an error. The message is the master's. */
public final class OperationRefusedException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Why an operation is refused. */
  public enum Reason {
    /** The operation itself is wrong; it fails whatever is available. */
    INVALID,
    /** What it would take is not available. */
    NOT_AVAILABLE,
    /** A shared volume is still in use by another copy. */
    IN_USE
  }

  private final Reason reason;

  OperationRefusedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why the operation is refused. */
  public Reason reason() {
    return reason;
  }
}
