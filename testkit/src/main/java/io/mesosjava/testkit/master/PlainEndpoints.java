package io.mesosjava.testkit.master;

import io.mesosjava.codec.Codec;
import io.mesosjava.testkit.api.MesosVersion;
import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.testkit.http.Router;
import io.mesosjava.v1.MasterInfo;

/** What a browser or a load balancer asks. */
final class PlainEndpoints {

  private PlainEndpoints() {}

  static void addTo(Router routes, MasterInfo info) {
    byte[] version = Codec.json().encode(MesosVersion.info());
    Header leader = new Header("Location", "//" + info.getHostname() + ":" + info.getPort());
    for (String prefix : new String[] {"", "/master"}) {
      routes.route(prefix + "/health", exchange -> exchange.respond(Response.of(200)));
      routes.route(prefix + "/redirect", exchange -> exchange.respond(Response.of(307, leader)));
    }
    routes.route(
        "/version", exchange -> exchange.respond(Response.body("application/json", version)));
  }
}
