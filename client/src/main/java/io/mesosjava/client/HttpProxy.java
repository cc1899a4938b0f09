package io.mesosjava.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP proxy that connections to masters and agents go through. It is asked for a tunnel (the
 * method CONNECT) to {@code http} and {@code https} addresses alike, and it looks up their names.
 * Unix domain sockets are reached without it. Immutable.
 */
public final class HttpProxy {

  private final Endpoint address;
  private final @Nullable String authorization;

  private HttpProxy(Endpoint address, @Nullable String authorization) {
    this.address = address;
    this.authorization = authorization;
  }

  /**
   * The proxy at {@code http://host:port}.
   *
   * @throws IllegalArgumentException if {@code address} is anything else
   */
  public static HttpProxy at(URI address) {
    Endpoint endpoint = Endpoint.of(address, "/");
    if (endpoint.scheme() != Scheme.HTTP || !endpoint.target().equals("/")) {
      throw new IllegalArgumentException("proxy: " + address + " (expected: http://host:port)");
    }
    return new HttpProxy(endpoint, null);
  }

  /** This proxy, which wants to know a user (basic authentication). */
  public HttpProxy withUser(String user, String password) {
    Objects.requireNonNull(password, "password");
    if (user.indexOf(':') >= 0) {
      throw new IllegalArgumentException("user: has a colon (expected: none)");
    }
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new HttpProxy(address, "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  Endpoint address() {
    return address;
  }

  /** What is sent to ask for a tunnel to {@code endpoint}. */
  String connectRequest(Endpoint endpoint) {
    String host = endpoint.host().indexOf(':') >= 0 ? "[" + endpoint.host() + "]" : endpoint.host();
    String target = host + ":" + endpoint.port();
    String secret = authorization == null ? "" : "Proxy-Authorization: " + authorization + "\r\n";
    return "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + secret + "\r\n";
  }

  /** Without the user. */
  @Override
  public String toString() {
    return address.scheme() + "://" + address.authority();
  }
}
