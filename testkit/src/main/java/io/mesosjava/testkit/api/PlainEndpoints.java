package io.mesosjava.testkit.api;

import io.mesosjava.testkit.http.Request;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.testkit.http.Router;
import io.mesosjava.v1.VersionInfo;
import java.util.Map;
import java.util.TreeMap;

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
    VersionInfo info = MesosVersion.info();
    Map<String, Object> version = new TreeMap<>();
    version.put("build_date", info.getBuildDate());
    version.put("build_time", info.getBuildTime());
    version.put("build_user", info.getBuildUser());
    version.put("git_sha", info.getGitSha());
    version.put("version", info.getVersion());
    return version;
  }
}
