package io.mesosjava.client;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The ways in which a server is reached, and how an address names them. */
enum Scheme {
  HTTP("http", 80),
  HTTPS("https", 443),
  /** Over a unix domain socket. */
  HTTP_UNIX("http+unix", -1);

  private final String text;
  private final int defaultPort;

  Scheme(String text, int defaultPort) {
    this.text = text;
    this.defaultPort = defaultPort;
  }

  /** The scheme that an address names, in any case; null if it is none of these. */
  static @Nullable Scheme of(@Nullable String text) {
    String lower = text == null ? "" : text.toLowerCase(Locale.ROOT);
    for (Scheme scheme : values()) {
      if (scheme.text.equals(lower)) {
        return scheme;
      }
    }
    return null;
  }

  /** What is meant where an address has no port; -1 where there are no ports. */
  int defaultPort() {
    return defaultPort;
  }

  @Override
  public String toString() {
    return text;
  }
}
