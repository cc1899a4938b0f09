package io.mesosjava.testkit.api;

import io.mesosjava.testkit.http.Request;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.testkit.http.Router;

/** What a load balancer or a browser asks, the same of masters and agents. */
public final class PlainEndpoints {

  private PlainEndpoints() {}

  /**
   * Adds {@code /health} and {@code /version}.
   *
   * @param prefix the process' own, for example {@code /master}
   */
  public static void addTo(Router routes, String prefix) {
    routes.route("/health", exchange -> exchange.respond(Response.of(200)));
    routes.route(prefix + "/health", exchange -> exchange.respond(Response.of(200)));
    PlainQuery.route(routes, prefix, "/version", query -> version(query.request()));
  }

  /** Nothing is below it. */
  private static Object version(Request request) throws Refusal {
    if (!request.path().matches("/+version/*")) {
      throw Refusal.of(404, "404 Not Found.");
    }
    return MesosVersion.info();
  }
}
