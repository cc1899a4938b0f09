package io.mesosjava.testkit.master;

import io.mesosjava.testkit.http.HttpServer;
import io.mesosjava.testkit.http.Router;
import io.mesosjava.testkit.link.MasterLink;
import io.mesosjava.testkit.stage.Stage;

/**
 * A master. It leads from the start, knows nothing of an earlier life, and remembers nothing when
 * it ends.
 */
public final class Master {

  private final Allocator allocator;
  private final AgentMessages agentMessages;

  private Master(Allocator allocator, AgentMessages agentMessages) {
    this.allocator = allocator;
    this.agentMessages = agentMessages;
  }

  /** Starts a master that answers at {@code server}. To be called on the stage. */
  public static Master start(MasterConfig config, Stage stage, HttpServer server) {
    MasterState state = new MasterState(config, stage);
    Offers offers = new Offers(state);
    Allocator allocator = new Allocator(state);
    Subscriptions subscriptions = new Subscriptions(state, offers, allocator);
    Accepting accepting = new Accepting(state, offers, allocator);
    Reconciliation reconciliation = new Reconciliation(state);
    SchedulerCalls calls =
        new SchedulerCalls(state, subscriptions, accepting, allocator, reconciliation);
    Router routes = new Router();
    SchedulerApi schedulerApi = new SchedulerApi(state, subscriptions, calls);
    OperatorApi operatorApi = new OperatorApi(state, subscriptions);
    SchedulerApi.paths().forEach(path -> routes.route(path, schedulerApi));
    OperatorApi.paths().forEach(path -> routes.route(path, operatorApi));
    PlainEndpoints.addTo(routes, config.info());
    server.serve(routes);
    allocator.start();
    return new Master(allocator, new AgentMessages(state, offers, allocator));
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
