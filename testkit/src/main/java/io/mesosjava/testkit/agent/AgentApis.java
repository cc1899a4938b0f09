package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.api.LoggingToggle;
import io.mesosjava.testkit.api.Verbosity;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.http.Router;
import io.mesosjava.testkit.stage.Stage;
import java.time.Duration;

/** What an agent answers with, put together. */
final class AgentApis {

  final RequestHandler operatorApi;
  final RequestHandler executorApi;
  private final AgentEndpoints endpoints;
  private final Verbosity verbosity;

  AgentApis(AgentConfig config, Stage stage, AgentParts parts) {
    MasterConnection master = parts.master;
    Frameworks frameworks = parts.frameworks;
    AgentMetrics metrics =
        new AgentMetrics(config, stage, master, frameworks, parts.reports.counts());
    Views views = new Views(config, master, frameworks, parts.operations, metrics);
    Statistics statistics = new Statistics(parts.backstage, frameworks, parts.tree);
    SandboxFiles sandboxes = new SandboxFiles(parts.containers.root());
    NestedPlans plans = new NestedPlans(parts.tree, config.ip());
    OperatorApi operators = new OperatorApi(parts.life);
    ContainerCalls containers = new ContainerCalls(parts.tree, plans);
    new OperatorCalls(views, statistics, sandboxes, parts.backstage, containers).addTo(operators);
    new IoCalls(stage, parts.tree, plans).addTo(operators);
    ProviderCalls.addTo(operators);
    verbosity = new Verbosity(stage);
    new LoggingCalls(verbosity).addTo(operators);
    operatorApi = operators;
    endpoints =
        new AgentEndpoints(
            parts.life,
            views,
            new StateSummary(
                config,
                stage.now(),
                master,
                frameworks,
                () -> parts.operations.holdings().resources()),
            statistics,
            new FileEndpoints(
                sandboxes, parts.backstage.threads(), () -> master.info().getId().getValue()));
    Duration heartbeat = config.timers().executorHeartbeat();
    executorApi =
        new ExecutorApi(
            frameworks,
            new ExecutorCalls(stage, heartbeat, master, parts.executors, parts.reports),
            parts.life);
  }

  /** Adds what tells of the agent by GET, and where resource providers would subscribe. */
  void addTo(Router routes) {
    endpoints.addTo(routes);
    RequestHandler providers = new ProviderApi();
    routes
        .route("/api/v1/resource_provider", providers)
        .route("/slave(1)/api/v1/resource_provider", providers);
    LoggingToggle.addTo(routes, verbosity);
  }
}
