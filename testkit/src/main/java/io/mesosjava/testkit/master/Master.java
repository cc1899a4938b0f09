package io.mesosjava.testkit.master;

import io.mesosjava.testkit.api.LoggingToggle;
import io.mesosjava.testkit.api.PlainEndpoints;
import io.mesosjava.testkit.api.Verbosity;
import io.mesosjava.testkit.http.Header;
import io.mesosjava.testkit.http.HttpServer;
import io.mesosjava.testkit.http.Response;
import io.mesosjava.testkit.http.Router;
import io.mesosjava.testkit.link.MasterLink;
import io.mesosjava.testkit.stage.Stage;
import io.mesosjava.v1.MasterInfo;
import io.mesosjava.v1.master.Response.GetState;
import java.nio.charset.StandardCharsets;

/**
 * A leading master, from its election to its end. Of what was before it knows what is in the {@link
 * Registry}.
 */
public final class Master {

  private final AgentMessages agentMessages;

  private final Views views;

  private Master(AgentMessages agentMessages, Views views) {
    this.agentMessages = agentMessages;
    this.views = views;
  }

  /** Starts a master that answers at {@code server}. To be called on the stage. */
  public static Master start(
      MasterConfig config, Registry registry, Stage stage, HttpServer server) {
    MasterState state = new MasterState(config, registry, stage);
    Offers offers = new Offers(state);
    InverseOffers inverseOffers = new InverseOffers(state);
    Allocator allocator = new Allocator(state, offers, inverseOffers);
    AgentLoss loss = new AgentLoss(state, offers, inverseOffers);
    Drains drains = new Drains(state, loss);
    Operating operating = new Operating(state, drains);
    Subscriptions subscriptions =
        new Subscriptions(state, offers, inverseOffers, allocator, drains);
    Router routes = new Router();
    SchedulerApi scheduler =
        new SchedulerApi(
            state,
            subscriptions,
            new SchedulerCalls(
                state,
                subscriptions,
                new Accepting(state, offers, allocator, operating),
                allocator,
                new Reconciliation(state),
                inverseOffers,
                operating,
                drains));
    SchedulerApi.paths().forEach(path -> routes.route(path, scheduler));
    Maintenance maintenance = new Maintenance(state, allocator, loss);
    QuotaCalls quota = new QuotaCalls(state, offers);
    Verbosity verbosity = new Verbosity(stage);
    OperatorReads reads = new OperatorReads(state, quota, maintenance, verbosity);
    OperatorWrites writes =
        new OperatorWrites(state, subscriptions)
            .with(new ResourceCalls(state, offers, operating))
            .with(new AgentCalls(state, loss, drains))
            .with(quota, new WeightCalls(state, offers))
            .with(maintenance, verbosity);
    OperatorApi operator = new OperatorApi(state, reads, writes);
    OperatorApi.paths().forEach(path -> routes.route(path, operator));
    addPlain(routes, config.info());
    new StateEndpoints(state, reads).addTo(routes);
    LoggingToggle.addTo(routes, verbosity);
    new WriteEndpoints(writes).addTo(routes);
    server.serve(routes);
    allocator.start();
    AgentHealth health =
        new AgentHealth(
            state, new RemovalLimiter(stage, config.timers().agentRemovals()), loss::unreachable);
    Registrations registrations = new Registrations(state, allocator, loss, health, drains);
    stage.schedule(config.timers().agentReregister(), health::giveUpOnRecovered);
    new RegistryGc(state).start();
    state.log.info("Elected as the leading master!");
    return new Master(new AgentMessages(state, registrations, operating), new Views(state));
  }

  private static void addPlain(Router routes, MasterInfo info) {
    PlainEndpoints.addTo(routes, "/master");
    Header leader = new Header("Location", "//" + info.getHostname() + ":" + info.getPort());
    Standby.addRedirect(routes, exchange -> exchange.respond(Response.of(307, leader)));
    byte[] page =
        "<!DOCTYPE html><title>Mesos</title><p>This master has no web interface.\n"
            .getBytes(StandardCharsets.UTF_8);
    routes.route("/", exchange -> exchange.respond(Response.body("text/html", page)));
  }

  /** Where agents send what they have to say. */
  public MasterLink link() {
    return agentMessages;
  }

  /** What it answers to GET_STATE. To be called on the stage. */
  public GetState state() {
    return views.state();
  }
}
