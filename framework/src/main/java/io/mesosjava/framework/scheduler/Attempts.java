package io.mesosjava.framework.scheduler;

import io.mesosjava.ProtocolException;
import io.mesosjava.client.ApiException;
import java.io.IOException;

/** Whether to try again after an attempt to subscribe that failed. */
final class Attempts {

  private Attempts() {}

  /**
   * Whether another attempt would fail alike: credentials are missing or wrong, the request is, or
   * what answers is no master.
   *
   * @param wasSubscribed whether the framework has been subscribed with these settings before: then
   *     bytes that make no sense come from something between that may go away
   */
  static boolean areHopeless(IOException failure, boolean wasSubscribed) {
    if (failure instanceof ApiException refused) {
      // 3xx: the masters do not agree on a leader yet. 5xx: the server's fault, not ours.
      return !refused.isRetryable()
          && !refused.isSubscriptionLost()
          && refused.status() >= 400
          && refused.status() < 500;
    }
    return failure instanceof ProtocolException && !wasSubscribed;
  }
}
