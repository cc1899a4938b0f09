package io.mesosjava.testkit.master;

import io.mesosjava.testkit.api.PlainEndpoints;
import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.HttpServer;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.testkit.http.Router;
import io.mesosjava.testkit.link.MasterLink;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.v1.MasterInfo;

/**
 * A leading master, from its election to its end. Of what was before it knows what is in the {@link
 * Registry}.
 */
public final class Master {

  private final Allocator allocator;
  private final AgentMessages agentMessages;

  private Master(Allocator allocator, AgentMessages agentMessages) {
    this.allocator = allocator;
    this.agentMessages = agentMessages;
  }

  /** Starts a master that answers at {@code server}. To be called on the stage. */
  public static Master start(
      MasterConfig config, Registry registry, Stage stage, HttpServer server) {
    MasterState state = new MasterState(config, stage);
    Offers offers = new Offers(state);
    Allocator allocator = new Allocator(state);
    Subscriptions subscriptions = new Subscriptions(state, offers, allocator);
    Operating operating = new Operating(state);
    Accepting accepting = new Accepting(state, offers, allocator, operating);
    Reconciliation reconciliation = new Reconciliation(state);
    SchedulerCalls calls =
        new SchedulerCalls(state, subscriptions, accepting, allocator, reconciliation, operating);
    Router routes = new Router();
    SchedulerApi schedulerApi = new SchedulerApi(state, subscriptions, calls);
    OperatorApi operatorApi = new OperatorApi(state, subscriptions);
    SchedulerApi.paths().forEach(path -> routes.route(path, schedulerApi));
    OperatorApi.paths().forEach(path -> routes.route(path, operatorApi));
    PlainEndpoints.addTo(routes, "/master");
    Header leader = new Header("Location", "//" + address(config.info()));
    routes.route("/redirect", exchange -> exchange.respond(Response.of(307, leader)));
    routes.route("/master/redirect", exchange -> exchange.respond(Response.of(307, leader)));
    server.serve(routes);
    allocator.start();
    return new Master(allocator, new AgentMessages(state, offers, allocator, operating));
  }

  private static String address(MasterInfo info) {
    return info.getHostname() + ":" + info.getPort();
  }

  /** Where agents send what they have to say. */
  public MasterLink link() {
    return agentMessages;
  }

  /** Stops the allocator; streams end with the server. To be called on the stage. */
  public void stop() {
    allocator.stop();
  }
}
