package io.mesosjava.testkit.http;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What stands between the sockets of a server and its handlers.
 *
 * @param interference what goes wrong, by the path of a request
 * @param filter put around every handler
 * @param tls null for plain HTTP
 */
public record Gateway(
    Function<String, Interference> interference,
    UnaryOperator<RequestHandler> filter,
    @Nullable Tls tls) {

  /**
   * How connections are secured.
   *
   * @param context with the server's key, and with what it trusts
   * @param clientsMustShow whether clients must present a certificate that the context trusts
   */
  public record Tls(SSLContext context, boolean clientsMustShow) {}

  /** The same without TLS. */
  public Gateway plain() {
    return new Gateway(interference, filter, null);
  }

  /** Nothing in between. */
  public static Gateway open() {
    Interference none = new Interference();
    return new Gateway(path -> none, UnaryOperator.identity(), null);
  }
}
