package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.api.PlainQuery;
import io.mesosjava.testkit.api.PlainQuery.LateAnswerer;
import io.mesosjava.testkit.api.QueryDuration;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.http.Router;
import io.mesosjava.v1.agent.Call;
import io.mesosjava.v1.agent.Response.GetContainers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What the agent tells whoever asks by GET, as it did before there were calls of operators. */
final class AgentEndpoints {

  /** The name of the agent's process. */
  private static final String PREFIX = "/slave(1)";

  private final AgentLife life;
  private final Views views;
  private final StateSummary state;
  private final Statistics statistics;
  private final FileEndpoints files;

  AgentEndpoints(
      AgentLife life, Views views, StateSummary state, Statistics statistics, FileEndpoints files) {
    this.life = life;
    this.views = views;
    this.state = state;
    this.statistics = statistics;
    this.files = files;
  }

  /** Adds them all. */
  void addTo(Router routes) {
    PlainQuery.routeLate(
        routes, PREFIX, "/state", recovered((query, taker) -> taker.accept(state.all())));
    PlainQuery.route(routes, PREFIX, "/flags", query -> Map.of("flags", views.flagTexts()));
    PlainQuery.routeLate(
        routes,
        PREFIX,
        "/containers",
        recovered((query, taker) -> list(wanted(query), this::container, taker)));
    PlainQuery.routeLate(
        routes,
        PREFIX,
        "/monitor/statistics",
        recovered((query, taker) -> list(all -> true, this::usage, taker)));
    PlainQuery.route(routes, "", "/metrics/snapshot", this::metrics);
    files.addTo(routes);
  }

  private LateAnswerer recovered(LateAnswerer answerer) {
    return (query, taker) -> {
      if (life.is(AgentLife.State.RECOVERING)) {
        throw Refusal.of(503, ExecutorApi.RECOVERING);
      }
      answerer.answer(query, taker);
    };
  }

  private Map<String, Object> metrics(PlainQuery query) throws Refusal {
    QueryDuration.checkTimeout(query);
    Map<String, Object> metrics = new TreeMap<>();
    views.metrics().getMetricsList().forEach(m -> metrics.put(m.getName(), m.getValue()));
    return metrics;
  }

  /** Which of the containers the query asks for. */
  private static Predicate<GetContainers.Container> wanted(PlainQuery query) throws Refusal {
    Optional<String> container = query.parameter("container_id");
    Optional<String> framework = query.parameter("framework_id");
    Optional<String> executor = query.parameter("executor_id");
    boolean alone = framework.isEmpty() && executor.isEmpty();
    if (container.isPresent() ? !alone : executor.isPresent() && framework.isEmpty()) {
      throw Refusal.badRequest(
          "Supported query parameters are container_id only, framework_id only, or executor_id and"
              + " framework_id only");
    }
    return one ->
        accepts(container, one.getContainerId().getValue())
            && accepts(framework, one.getFrameworkId().getValue())
            && accepts(executor, one.getExecutorId().getValue());
  }

  private static boolean accepts(Optional<String> wish, String id) {
    return wish.isEmpty() || wish.get().equals(id);
  }

  private interface View {
    Map<String, Object> of(GetContainers.Container container);
  }

  /** Those of executors only, whatever the query says of others. */
  private void list(Predicate<GetContainers.Container> wanted, View view, Consumer<Object> taker) {
    statistics.containers(
        Call.GetContainers.getDefaultInstance(),
        all ->
            taker.accept(all.getContainersList().stream().filter(wanted).map(view::of).toList()));
  }

  private Map<String, Object> container(GetContainers.Container container) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("container_id", container.getContainerId().getValue());
    view.putAll(usage(container));
    view.put("status", container.getContainerStatus());
    return view;
  }

  private Map<String, Object> usage(GetContainers.Container container) {
    Map<String, Object> view = new LinkedHashMap<>();
    if (container.hasExecutorId()) {
      view.put("executor_id", container.getExecutorId().getValue());
      view.put("executor_name", container.getExecutorName());
      view.put("framework_id", container.getFrameworkId().getValue());
      view.put("source", views.source(container.getFrameworkId(), container.getExecutorId()));
    }
    view.put("statistics", container.getResourceStatistics());
    return view;
  }
}
