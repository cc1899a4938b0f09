package io.mesosjava.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses as they stand in URIs. Netty can read them too, but looks at all network interfaces
 * of the host first, which a process that wants to start quickly need not wait for.
 */
final class AddressLiteral {

  private static final int PARTS = 4;
  private static final int MAX_PART = 255;

  private AddressLiteral() {}

  /** The address that {@code host} is, without brackets; null if it is a name. Never looks up. */
  static @Nullable InetAddress parse(String host) {
    if (host.indexOf(':') < 0 && !isDottedQuad(host)) {
      return null;
    }
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return null; // as an address of an interface that there is not: the look-up will say so
    }
  }

  private static boolean isDottedQuad(String host) {
    int parts = 1;
    int digits = 0;
    int part = 0;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c >= '0' && c <= '9' && digits < 3) {
        digits++;
        part = part * 10 + (c - '0');
      } else if (c == '.' && digits > 0 && part <= MAX_PART) {
        parts++;
        digits = 0;
        part = 0;
      } else {
        return false;
      }
    }
    return parts == PARTS && digits > 0 && part <= MAX_PART;
  }
}
