package io.mesosjava.testkit.master;

import io.mesosjava.resources.Quantities;
import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Where;
import io.mesosjava.testkit.api.MesosVersion;
import io.mesosjava.testkit.api.PlainQuery;
import io.mesosjava.testkit.api.PlainQuery.Answerer;
import io.mesosjava.testkit.api.QueryDuration;
import io.mesosjava.testkit.api.Refusal;
import io.mesosjava.testkit.api.Summaries;
import io.mesosjava.testkit.http.Router;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.MasterInfo;
import io.mesosjava.v1.Role;
import io.mesosjava.v1.Task;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.master.Call;
import io.mesosjava.v1.master.Response;
import io.mesosjava.v1.quota.QuotaConfig;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the master tells whoever asks by GET, as it did before there were calls of operators. */
final class StateEndpoints {

  private static final List<TaskState> COUNTED =
      List.of(
          TaskState.TASK_STAGING,
          TaskState.TASK_STARTING,
          TaskState.TASK_RUNNING,
          TaskState.TASK_KILLING,
          TaskState.TASK_FINISHED,
          TaskState.TASK_KILLED,
          TaskState.TASK_FAILED,
          TaskState.TASK_LOST,
          TaskState.TASK_ERROR,
          TaskState.TASK_UNREACHABLE);

  private final MasterState state;
  private final OperatorReads reads;
  private final StateSummaries summaries;

  StateEndpoints(MasterState state, OperatorReads reads) {
    this.state = state;
    this.reads = reads;
    this.summaries = new StateSummaries(state);
  }

  /** Adds them all. */
  void addTo(Router routes) {
    add(routes, "/state", query -> state());
    add(routes, "/state-summary", query -> summary());
    add(routes, "/slaves", query -> agents(query, summaries::fullAgent));
    add(routes, "/frameworks", this::frameworks);
    add(routes, "/tasks", this::tasks);
    add(routes, "/roles", query -> Map.of("roles", roles()));
    add(routes, "/flags", query -> Map.of("flags", flags()));
    add(
        routes,
        "/quota",
        get(Call.Type.GET_QUOTA, answer -> answer.getGetQuota().getStatus(), "POST", "DELETE"));
    add(
        routes,
        "/weights",
        get(Call.Type.GET_WEIGHTS, answer -> answer.getGetWeights().getWeightInfosList(), "PUT"));
    add(
        routes,
        "/maintenance/schedule",
        get(
            Call.Type.GET_MAINTENANCE_SCHEDULE,
            answer -> answer.getGetMaintenanceSchedule().getSchedule(),
            "POST"));
    add(
        routes,
        "/maintenance/status",
        get(
            Call.Type.GET_MAINTENANCE_STATUS,
            answer -> answer.getGetMaintenanceStatus().getStatus()));
    PlainQuery.route(routes, "", "/metrics/snapshot", this::metrics);
  }

  private static void add(Router routes, String path, Answerer answerer) {
    PlainQuery.route(routes, "/master", path, answerer);
  }

  private interface Part {
    Object of(Response answer);
  }

  /**
   * Only reads; {@link WriteEndpoints} stand beside these.
   *
   * @param changing the other methods that Mesos takes there
   */
  private Answerer get(Call.Type type, Part part, String... changing) {
    List<String> known = Stream.concat(Stream.of("GET"), Stream.of(changing)).toList();
    return query -> {
      String method = query.request().method();
      if (!method.equals("GET")) {
        throw Refusal.notAllowed(method, known.toArray(new String[0]));
      }
      return part.of(answer(type));
    };
  }

  private Response answer(Call.Type type) throws Refusal {
    return reads
        .answer(Call.newBuilder().setType(type).build())
        .orElseThrow(Refusal::notImplemented);
  }

  private Map<String, Object> metrics(PlainQuery query) throws Refusal {
    QueryDuration.checkTimeout(query);
    Map<String, Object> metrics = new TreeMap<>();
    answer(Call.Type.GET_METRICS)
        .getGetMetrics()
        .getMetricsList()
        .forEach(metric -> metrics.put(metric.getName(), metric.getValue()));
    return metrics;
  }

  private Map<String, Object> flags() throws Refusal {
    Map<String, Object> flags = new TreeMap<>();
    answer(Call.Type.GET_FLAGS)
        .getGetFlags()
        .getFlagsList()
        .forEach(flag -> flags.put(flag.getName(), flag.getValue()));
    return flags;
  }

  private Map<String, Object> state() throws Refusal {
    MasterInfo info = state.config.info();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("version", MesosVersion.NUMBER);
    all.put("git_sha", MesosVersion.info().getGitSha());
    all.put("build_date", MesosVersion.info().getBuildDate());
    all.put("build_time", MesosVersion.info().getBuildTime());
    all.put("build_user", MesosVersion.info().getBuildUser());
    all.put("start_time", Statuses.seconds(state.started));
    all.put("elected_time", Statuses.seconds(state.started));
    all.put("id", info.getId());
    all.put("pid", info.getPid());
    all.put("hostname", info.getHostname());
    all.put(
        "capabilities",
        info.getCapabilitiesList().stream().map(one -> one.getType().name()).toList());
    long active = state.agents.values().stream().filter(Agent::isActive).count();
    all.put("activated_slaves", (double) active);
    all.put("deactivated_slaves", (double) (state.agents.size() - active));
    all.put("unreachable_slaves", (double) state.registry.unreachable.size());
    all.put("leader", info.getPid());
    all.put(
        "leader_info",
        Map.of(
            "id", info.getId(),
            "pid", info.getPid(),
            "port", info.getPort(),
            "hostname", info.getHostname()));
    all.put("flags", flags());
    all.put("slaves", state.agents.values().stream().map(summaries::agent).toList());
    all.put("recovered_slaves", recovered());
    all.put("frameworks", full(state.frameworks.values()));
    all.put("completed_frameworks", full(state.completedFrameworks.values()));
    all.put("orphan_tasks", List.of());
    all.put("unregistered_frameworks", List.of());
    return all;
  }

  private List<Map<String, Object>> full(Collection<Framework> frameworks) {
    return frameworks.stream().map(summaries::fullFramework).toList();
  }

  private List<Map<String, Object>> recovered() {
    return state.recoveredAgents.values().stream()
        .map(
            info ->
                Map.<String, Object>of(
                    "id", info.getId().getValue(),
                    "hostname", info.getHostname(),
                    "port", info.getPort(),
                    "attributes", Summaries.attributes(info.getAttributesList()),
                    "resources", Summaries.resources(info.getResourcesList())))
        .toList();
  }

  private interface View {
    Map<String, Object> of(Agent agent);
  }

  private Map<String, Object> agents(PlainQuery query, View view) {
    Optional<String> id = query.parameter("slave_id");
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(
        "slaves",
        state.agents.values().stream()
            .filter(agent -> id.isEmpty() || id.get().equals(agent.id().getValue()))
            .map(view::of)
            .toList());
    all.put("recovered_slaves", recovered());
    return all;
  }

  private Map<String, Object> frameworks(PlainQuery query) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("frameworks", full(chosen(query, state.frameworks.values())));
    all.put("completed_frameworks", full(chosen(query, state.completedFrameworks.values())));
    all.put("unregistered_frameworks", List.of());
    return all;
  }

  private static List<Framework> chosen(PlainQuery query, Collection<Framework> frameworks) {
    Optional<String> id = query.parameter("framework_id");
    return frameworks.stream()
        .filter(framework -> id.isEmpty() || id.get().equals(framework.id().getValue()))
        .toList();
  }

  private Map<String, Object> tasks(PlainQuery query) {
    Optional<String> framework = query.parameter("framework_id");
    Optional<String> id = query.parameter("task_id");
    Stream<Task> tasks =
        summaries
            .allTasks()
            .filter(
                t -> framework.isEmpty() || framework.get().equals(t.getFrameworkId().getValue()))
            .filter(t -> id.isEmpty() || id.get().equals(t.getTaskId().getValue()))
            .skip(number(query, "offset", 0))
            .limit(number(query, "limit", 100));
    return Map.of("tasks", tasks.map(Summaries::task).toList());
  }

  /** A parameter that is no number counts as absent, as for Mesos. */
  private static long number(PlainQuery query, String name, long usual) {
    String text = query.parameter(name).orElse("");
    return text.matches("\\d{1,9}") ? Long.parseLong(text) : usual;
  }

  private Map<String, Object> summary() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("hostname", state.config.info().getHostname());
    all.put("slaves", state.agents.values().stream().map(this::briefAgent).toList());
    all.put("frameworks", state.frameworks.values().stream().map(this::briefFramework).toList());
    return all;
  }

  private Map<String, Object> briefAgent(Agent agent) {
    AgentID id = agent.id();
    List<Task> tasks = summaries.activeTasks().filter(t -> t.getAgentId().equals(id)).toList();
    Map<String, Object> brief = summaries.agent(agent);
    count(brief, tasks);
    brief.put(
        "framework_ids",
        tasks.stream().map(t -> t.getFrameworkId().getValue()).distinct().toList());
    return brief;
  }

  private Map<String, Object> briefFramework(Framework framework) {
    FrameworkID id = framework.id();
    List<Task> tasks = summaries.allTasks().filter(t -> t.getFrameworkId().equals(id)).toList();
    Map<String, Object> brief = summaries.framework(framework);
    count(brief, tasks);
    brief.put("slave_ids", tasks.stream().map(t -> t.getAgentId().getValue()).distinct().toList());
    return brief;
  }

  private static void count(Map<String, Object> brief, List<Task> tasks) {
    for (TaskState one : COUNTED) {
      brief.put(one.name(), tasks.stream().filter(task -> task.getState() == one).count());
    }
  }

  private List<Map<String, Object>> roles() {
    Consumption consumption = Consumption.of(state);
    return new Views(state)
        .roles().getRolesList().stream().map(role -> role(role, consumption)).toList();
  }

  private Map<String, Object> role(Role role, Consumption consumption) {
    String name = role.getName();
    Resources all = allocated(name);
    Resources offered =
        Offers.resources(
            state.offers.values().stream()
                .filter(offer -> offer.getAllocationInfo().getRole().equals(name))
                .toList());
    Map<String, Object> quota = new LinkedHashMap<>();
    quota.put("role", name);
    QuotaConfig config = state.registry.quotas.getOrDefault(name, QuotaConfig.getDefaultInstance());
    quota.put("guarantee", amounts(config.getGuaranteesMap()));
    quota.put("limit", amounts(config.getLimitsMap()));
    quota.put("consumed", numbers(consumption.of(name)));
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("name", name);
    view.put("weight", role.getWeight());
    view.put("quota", quota);
    view.put("resources", numbers(Quantities.of(all)));
    view.put("allocated", numbers(Quantities.of(all.minus(offered))));
    view.put("offered", numbers(Quantities.of(offered)));
    view.put("reserved", numbers(reserved(name)));
    view.put("frameworks", role.getFrameworksList().stream().map(FrameworkID::getValue).toList());
    return view;
  }

  private Resources allocated(String role) {
    return Resources.sum(state.agents.values().stream().map(Agent::allocated).toList())
        .filter(resource -> resource.getAllocationInfo().getRole().equals(role));
  }

  private Quantities reserved(String role) {
    return Quantities.of(
        Resources.sum(state.agents.values().stream().map(Agent::total).toList())
            .filter(Where.reservedBelow(role)));
  }

  private static Map<String, Object> amounts(Map<String, Value.Scalar> scalars) {
    Map<String, Object> amounts = new TreeMap<>();
    scalars.forEach((name, amount) -> amounts.put(name, amount.getValue()));
    return amounts;
  }

  private static Map<String, Object> numbers(Quantities quantities) {
    Map<String, Object> numbers = new TreeMap<>();
    quantities.names().forEach(name -> numbers.put(name, quantities.get(name)));
    return numbers;
  }
}
