package io.mesosjava.client;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param connect a connection, until requests can be written to it
 * @param response an answer
 * @param streamIdle the silence of an event stream; zero is for ever
 */
record Timeouts(Duration connect, Duration response, Duration streamIdle) {

  private static final Duration LONGEST = Duration.ofDays(1);

  static final Timeouts STANDARD =
      new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(75), Duration.ofSeconds(75));

  Timeouts withConnect(Duration timeout) {
    return new Timeouts(check("connectTimeout", timeout), response, streamIdle);
  }

  Timeouts withResponse(Duration timeout) {
    return new Timeouts(connect, check("responseTimeout", timeout), streamIdle);
  }

  Timeouts withStreamIdle(Duration timeout) {
    return new Timeouts(
        connect, response, timeout.isZero() ? timeout : check("streamIdleTimeout", timeout));
  }

  private static Duration check(String name, Duration timeout) {
    if (timeout.compareTo(Duration.ofMillis(1)) < 0 || timeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(name + ": " + timeout + " (expected: 1 ms to 1 day)");
    }
    return timeout;
  }
}
