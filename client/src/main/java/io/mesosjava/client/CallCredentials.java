package io.mesosjava.client;

import java.util.Optional;

/**
 * What the calls of a subscription show, and whether an answer of 401 says that it should be
 * renewed: not while that is being done, and not if the call was sent with what has been replaced
 * since. Confined to the I/O thread.
 */
final class CallCredentials {

  private Optional<String> value;
  private boolean renewing;
  private int sentWithOthers;

  CallCredentials(Optional<String> value) {
    this.value = value;
  }

  /** The value of the header Authorization of calls that are written now. */
  Optional<String> value() {
    return value;
  }

  /** Calls that are written from now on show {@code value}; {@code unanswered} ones do not. */
  void renewed(Optional<String> value, int unanswered) {
    this.value = value;
    this.renewing = false;
    this.sentWithOthers = unanswered;
  }

  /** A call has been accepted. */
  void accepted() {
    sentWithOthers = Math.max(0, sentWithOthers - 1);
  }

  /** A call has been refused; whether the value must be renewed now. */
  boolean refused(PendingCall<?> call, ApiException refusal) {
    boolean must =
        refusal.status() == 401
            && !call.options().hasAuthorization()
            && !renewing
            && sentWithOthers == 0;
    renewing |= must;
    sentWithOthers = Math.max(0, sentWithOthers - 1);
    return must;
  }
}
