package io.mesosjava.client;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Why a subscription is over.
 *
 * @param reason in words, to be told to calls that come too late
 * @param cause what the consumer of events is thrown; null for a clean end
 */
record Ending(String reason, @Nullable IOException cause) {

  static Ending clean(String reason) {
    return new Ending(reason, null);
  }

  static Ending failed(IOException cause) {
    return new Ending(String.valueOf(cause.getMessage()), cause);
  }
}
