package io.mesosjava.resources;

/** A resource that Mesos would refuse. The message is the text that a master would send. */
public final class InvalidResourceException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final transient Violation violation;

  InvalidResourceException(Violation violation) {
    super(violation.message());
    this.violation = violation;
  }

  /** Which rule is broken, and by which resource. */
  public Violation violation() {
    return violation;
  }
}
