package io.mesosjava.testkit.auth;

import io.mesosjava.testkit.auth.Authenticator.Known;
import io.mesosjava.testkit.auth.Authenticator.Unknown;
import io.mesosjava.testkit.auth.Authenticator.Verdict;
import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.Relayed;
import io.mesosjava.testkit.http.Request;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets those through that have shown who they are, before anything else is looked at, and answers
 * the others 401.
 */
public final class Guarded implements RequestHandler {

  private static final String UNAUTHORIZED = "401 Unauthorized.";

  private final RequestHandler handler;
  private final Function<String, Optional<Authenticator>> authenticators;

  /**
   * Guards {@code handler}.
   *
   * @param authenticators who asks, by the path; empty for paths that are open to all
   */
  public Guarded(RequestHandler handler, Function<String, Optional<Authenticator>> authenticators) {
    this.handler = handler;
    this.authenticators = authenticators;
  }

  @Override
  public void handle(Exchange exchange) {
    Request request = exchange.request();
    Optional<Verdict> verdict =
        authenticators.apply(request.path()).map(authenticator -> authenticator.judge(request));
    if (verdict.isEmpty()) {
      handler.handle(exchange);
    } else if (verdict.get() instanceof Known known) {
      handler.handle(new Authenticated(exchange, known));
    } else if (verdict.get() instanceof Unknown unknown) {
      exchange.respond(unauthorized(unknown.challenge()));
    }
  }

  private static Response unauthorized(String challenge) {
    Response text = Response.text(401, UNAUTHORIZED);
    return new Response(
        401,
        List.of(new Header("WWW-Authenticate", challenge), text.headers().get(0)),
        text.body());
  }

  private record Authenticated(Exchange inner, Known known) implements Relayed {

    @Override
    public Optional<String> principal() {
      return known.name();
    }

    @Override
    public Map<String, String> claims() {
      return known.claims();
    }
  }
}
