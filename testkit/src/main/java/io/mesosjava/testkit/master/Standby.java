package io.mesosjava.testkit.master;

import io.mesosjava.testkit.api.PlainEndpoints;
import io.mesosjava.testkit.http.Exchange;
import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.Request;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.testkit.http.Router;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a master answers that does not lead: the way to the one that does, or that there is none.
 */
public final class Standby implements RequestHandler {

  private static final String PREFIX = "/master";

  /** What only a leader answers, without the prefix of the process. */
  private static final List<String> LEADERS_PATHS =
      List.of(
          "/api/v1",
          "/api/v1/scheduler",
          "/state",
          "/state-summary",
          "/slaves",
          "/frameworks",
          "/tasks",
          "/roles",
          "/quota",
          "/weights",
          "/teardown");

  private final Supplier<Optional<String>> leader;
  private final String noLeader;
  private final Router routes = new Router();

  /**
   * The answers of a follower.
   *
   * @param leader {@code <host>:<port>} of the leader as this master sees it; asked on the stage
   */
  public Standby(Supplier<Optional<String>> leader) {
    this(leader, "No leader elected");
  }

  private Standby(Supplier<Optional<String>> leader, String noLeader) {
    this.leader = leader;
    this.noLeader = noLeader;
    PlainEndpoints.addTo(routes, PREFIX);
    for (String path : LEADERS_PATHS) {
      routes.route(path, exchange -> redirect(exchange, true));
      routes.route(PREFIX + path, exchange -> redirect(exchange, true));
    }
    addRedirect(routes, exchange -> redirect(exchange, false));
  }

  /** Adds the way to the leader; unlike elsewhere, nothing is below that path. */
  static void addRedirect(Router routes, RequestHandler redirect) {
    for (String path : List.of("/redirect", PREFIX + "/redirect")) {
      routes.route(
          path,
          exchange -> {
            if (exchange.request().path().replaceFirst("^/+", "/").equals(path)) {
              redirect.handle(exchange);
            } else {
              exchange.respond(Response.text(404, "404 Not Found."));
            }
          });
    }
  }

  /** The answers of a leader that cannot read its registry, for want of other masters. */
  public static Standby recovering() {
    return new Standby(Optional::empty, "Master has not finished recovery");
  }

  @Override
  public void handle(Exchange exchange) {
    routes.handle(exchange);
  }

  private void redirect(Exchange exchange, boolean withPath) {
    Response answer =
        leader
            .get()
            .map(address -> "//" + address + (withPath ? target(exchange.request()) : ""))
            .map(location -> Response.of(307, new Header("Location", location)))
            .orElseGet(() -> Response.text(503, noLeader));
    exchange.respond(answer);
  }

  /** Path and query; where the path is without the prefix of the process, it gets it. */
  private static String target(Request request) {
    String path = request.path();
    String whole = path.startsWith(PREFIX + "/") ? path : PREFIX + path;
    return request.query().isEmpty() ? whole : whole + "?" + request.query();
  }
}
