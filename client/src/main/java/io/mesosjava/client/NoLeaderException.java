package io.mesosjava.client;

import java.util.List;

/**
 * A call that no server took: each of several was asked, or a redirect could not be followed, and
 * the call had no effect on any. The message says what each of them said. While masters elect a
 * leader, all of them refuse; ask again after a while.
 */
public final class NoLeaderException extends CallException {

  private static final long serialVersionUID = 1L;

  private final List<CallException> refusals;

  NoLeaderException(List<CallException> refusals, List<String> said) {
    this(refusals.get(refusals.size() - 1), refusals, said);
  }

  private NoLeaderException(CallException last, List<CallException> refusals, List<String> said) {
    super(last.callType(), last.endpoint(), "no leader: " + String.join("; ", said), last);
    this.refusals = List.copyOf(refusals);
  }

  /**
   * What each server said, in the order in which they were asked: {@link ApiException} or {@link
   * CallNotSentException}.
   */
  public List<CallException> refusals() {
    return refusals;
  }
}
