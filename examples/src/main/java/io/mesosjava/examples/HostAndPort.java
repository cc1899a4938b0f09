package io.mesosjava.examples;

import java.net.InetSocketAddress;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where a server listens, and is found. */
record HostAndPort(String host, int port) {

  /**
   * Reads {@code host:port}, or {@code host}.
   *
   * @param defaultPort where there is none
   * @param option whose value it is, for the error
   * @throws IllegalArgumentException if it is neither
   */
  static HostAndPort parse(@Nullable String text, int defaultPort, String option) {
    try {
      URI uri = URI.create("http://" + text);
      if (uri.getHost() != null && uri.getRawPath().isEmpty()) {
        return new HostAndPort(uri.getHost(), uri.getPort() < 0 ? defaultPort : uri.getPort());
      }
    } catch (IllegalArgumentException e) {
      throw expected(text, option, e);
    }
    throw expected(text, option, null);
  }

  private static IllegalArgumentException expected(
      @Nullable String text, String option, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        option + ": " + text + " (expected: host or host:port, port 0 for any)", cause);
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(host, port);
  }
}
