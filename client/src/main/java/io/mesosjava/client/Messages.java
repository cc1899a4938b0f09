package io.mesosjava.client;

import io.mesosjava.v1.DurationInfo;
import java.time.Duration;

/** Parts of messages that the calls of several APIs have. */
final class Messages {

  private Messages() {}

  /**
   * @throws ArithmeticException if {@code duration} is longer than 292 years
   */
  static DurationInfo durationInfo(Duration duration) {
    return DurationInfo.newBuilder().setNanoseconds(duration.toNanos()).build();
  }
}
