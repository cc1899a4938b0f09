package io.mesosjava.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where an API is served.
 *
 * @param uri the whole address
 * @param scheme of it
 * @param host to connect to, an IPv6 address without brackets; or the path of a unix domain socket
 * @param port to connect to; -1 of a unix domain socket
 * @param target of a request line: path and query
 * @param authority of a Host header
 */
record Endpoint(URI uri, Scheme scheme, String host, int port, String target, String authority) {

  private static final String EXPECTED =
      "http://host:port, https://host:port or http+unix://%2Fpath";

  /** The limit of Linux, without the zero byte at the end. */
  private static final int MAX_SOCKET_PATH_BYTES = 107;

  /** An agent serves nothing else on its socket, and wants its process id in the path. */
  private static final String AGENT_PREFIX = "/slave(1)";

  /** {@code address}, with {@code defaultPath} if it has no path of its own. */
  static Endpoint of(URI address, String defaultPath) {
    Scheme scheme = Scheme.of(address.getScheme());
    if (address.getRawUserInfo() != null || hasUserInfo(address)) {
      // Not shown: it may hold a password.
      throw new IllegalArgumentException("address: user info in the URI (expected: none)");
    }
    check(scheme != null, address, EXPECTED);
    check(address.getRawFragment() == null, address, "no fragment");
    return scheme == Scheme.HTTP_UNIX
        ? ofSocket(address, AGENT_PREFIX + defaultPath)
        : ofHost(Objects.requireNonNull(scheme), address, defaultPath);
  }

  /** Of an authority that is no host and port, URI does not take the user info apart. */
  private static boolean hasUserInfo(URI address) {
    return address.getRawAuthority() != null && address.getRawAuthority().indexOf('@') >= 0;
  }

  private static Endpoint ofHost(Scheme scheme, URI address, String defaultPath) {
    check(address.getHost() != null, address, EXPECTED);
    int port = address.getPort();
    check(port != 0 && port <= 65_535, address, "a port of 1 to 65535");
    String name = address.getHost().toLowerCase(Locale.ROOT);
    String authority = port < 0 ? name : name + ":" + port;
    String target = target(address, defaultPath);
    String plain = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    URI uri = URI.create(scheme + "://" + authority + target);
    int connectTo = port < 0 ? scheme.defaultPort() : port;
    return new Endpoint(uri, scheme, plain, connectTo, target, authority);
  }

  private static Endpoint ofSocket(URI address, String defaultPath) {
    String authority = Objects.requireNonNullElse(address.getRawAuthority(), "");
    // A plus sign stands for itself here, unlike in a form.
    String path = URLDecoder.decode(authority.replace("+", "%2B"), StandardCharsets.UTF_8);
    check(path.startsWith("/"), address, "http+unix://%2Fpath, the path of the socket");
    int length = path.getBytes(StandardCharsets.UTF_8).length;
    check(length <= MAX_SOCKET_PATH_BYTES, address, "a path of at most 107 bytes");
    String target = target(address, defaultPath);
    URI uri = URI.create(Scheme.HTTP_UNIX + "://" + authority + target);
    return new Endpoint(uri, Scheme.HTTP_UNIX, path, -1, target, "localhost");
  }

  /** Path and query, in ASCII. */
  private static String target(URI address, String defaultPath) {
    String path = address.getRawPath();
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    boolean pathless = path == null || path.isEmpty() || path.equals("/");
    String target = (pathless ? defaultPath : path) + query;
    String prefix = "http://h";
    return URI.create(prefix + target).toASCIIString().substring(prefix.length());
  }

  private static void check(boolean valid, URI address, String expected) {
    if (!valid) {
      throw new IllegalArgumentException("address: " + address + " (expected: " + expected + ")");
    }
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
