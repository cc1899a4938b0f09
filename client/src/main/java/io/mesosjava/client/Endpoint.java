package io.mesosjava.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an API is served.
 *
 * @param uri the whole address
 * @param scheme of it
 * @param host to connect to; an IPv6 address without brackets
 * @param port to connect to
 * @param target of a request line: path and query
 * @param authority of a Host header
 */
record Endpoint(URI uri, Scheme scheme, String host, int port, String target, String authority) {

  /** {@code address}, with {@code defaultPath} if it has no path of its own. */
  static Endpoint of(URI address, String defaultPath) {
    Scheme scheme = Scheme.of(address.getScheme());
    if (scheme == null || address.getHost() == null) {
      throw wrong(address, "http://host:port");
    }
    check(address.getPort() != 0 && address.getPort() <= 65_535, address, "a port of 1 to 65535");
    check(address.getRawFragment() == null, address, "no fragment");
    if (address.getRawUserInfo() != null) {
      // Not shown: it may hold a password.
      throw new IllegalArgumentException("address: user info in the URI (expected: none)");
    }
    String path = address.getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    boolean pathless = path == null || path.isEmpty() || path.equals("/");
    String target = (pathless ? defaultPath : path) + query;
    return of(scheme, address.getHost(), address.getPort(), target);
  }

  private static Endpoint of(Scheme scheme, String host, int port, String target) {
    String name = host.toLowerCase(Locale.ROOT);
    String authority = port < 0 ? name : name + ":" + port;
    String prefix = scheme + "://" + authority;
    URI uri = URI.create(URI.create(prefix + target).toASCIIString());
    String plain = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    String ascii = uri.toString().substring(prefix.length());
    return new Endpoint(
        uri, scheme, plain, port < 0 ? scheme.defaultPort() : port, ascii, authority);
  }

  private static void check(boolean valid, URI address, String expected) {
    if (!valid) {
      throw wrong(address, expected);
    }
  }

  private static IllegalArgumentException wrong(URI address, String expected) {
    return new IllegalArgumentException("address: " + address + " (expected: " + expected + ")");
  }

  /**
   * The endpoint that a redirect from here leads to: {@code location} may be absolute or {@code
   * //host:port/path}; without a path it means this one's. Null if it names no host.
   */
  @Nullable URI resolve(String location) {
    try {
      URI target = uri.resolve(new URI(location));
      if (target.getHost() == null) {
        return null;
      }
      boolean pathless = Objects.requireNonNullElse(target.getRawPath(), "").isEmpty();
      return pathless && target.getRawQuery() == null
          ? new URI(target.getScheme() + "://" + target.getRawAuthority() + this.target)
          : target;
    } catch (URISyntaxException e) {
      // Foreign text that is no address: the error that carries it shows it as it came.
      return null;
    }
  }

  /** Whether {@code other} is at the same server, under whatever path. */
  boolean isSameServer(Endpoint other) {
    return scheme == other.scheme && host.equals(other.host) && port == other.port;
  }

  @Override
  public String toString() {
    return uri.toString();
  }
}
