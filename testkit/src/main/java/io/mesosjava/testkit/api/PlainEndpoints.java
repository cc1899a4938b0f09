package io.mesosjava.testkit.api;

import io.mesosjava.codec.Codec;
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
    byte[] version = Codec.json().encode(MesosVersion.info());
    routes.route("/health", exchange -> exchange.respond(Response.of(200)));
    routes.route(prefix + "/health", exchange -> exchange.respond(Response.of(200)));
    routes.route(
        "/version", exchange -> exchange.respond(Response.body("application/json", version)));
  }
}
