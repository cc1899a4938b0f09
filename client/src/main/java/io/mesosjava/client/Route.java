package io.mesosjava.client;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How the servers of a client are reached.
 *
 * @param timeout of making a connection
 * @param names where they are looked up
 * @param tls for {@code https}; null if none of the servers is at such an address
 * @param proxy to go through; null for none
 * @param inflates whether answers may come compressed
 */
record Route(
    Duration timeout,
    NameService names,
    @Nullable TlsContext tls,
    @Nullable HttpProxy proxy,
    boolean inflates) {

  /**
   * What {@code settings} say. Reads the files of its {@link TlsOptions}, if they are needed.
   *
   * @throws IllegalArgumentException if they cannot be used
   */
  static Route of(Settings settings, NameService names) {
    Security security = settings.security();
    boolean secure = settings.servers().stream().anyMatch(Route::isSecure);
    TlsContext tls = secure ? new TlsContext(security.tls()) : null;
    return new Route(
        settings.timeouts().connect(), names, tls, security.proxy(), settings.acceptsGzip());
  }

  private static boolean isSecure(URI server) {
    return Scheme.of(server.getScheme()) == Scheme.HTTPS;
  }
}
