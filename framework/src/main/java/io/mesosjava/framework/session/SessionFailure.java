package io.mesosjava.framework.session;

import java.io.IOException;

/** There is no point in trying again. It goes no further than the session's thread. */
public final class SessionFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final IOException failure;

  /** A failure that the user is told as {@code failure}. */
  public SessionFailure(IOException failure) {
    super(failure);
    this.failure = failure;
  }

  /** What the user is told. */
  public IOException failure() {
    return failure;
  }
}
