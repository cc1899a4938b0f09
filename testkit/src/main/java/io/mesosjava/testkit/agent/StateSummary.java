package io.mesosjava.testkit.agent;

import static java.util.stream.Collectors.groupingBy;

import io.mesosjava.resources.Resources;
import io.mesosjava.resources.Where;
import io.mesosjava.testkit.api.MesosVersion;
import io.mesosjava.testkit.api.Summaries;
import io.mesosjava.v1.AgentInfo;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Resource;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The agent as {@code /state} tells of it. Lives on the stage. */
@SuppressWarnings("deprecation") // Fields that are gone from v1 are still told of here.
final class StateSummary {

  private static final List<AgentTask.Phase> ENDED =
      List.of(AgentTask.Phase.COMPLETED, AgentTask.Phase.TERMINATED);

  private final AgentConfig config;
  private final Instant started;
  private final MasterConnection master;
  private final Frameworks frameworks;
  private final Supplier<List<Resource>> total;

  /**
   * Tells of one agent.
   *
   * @param started when its process began
   * @param total all its resources, as operations have made them
   */
  StateSummary(
      AgentConfig config,
      Instant started,
      MasterConnection master,
      Frameworks frameworks,
      Supplier<List<Resource>> total) {
    this.config = config;
    this.started = started;
    this.master = master;
    this.frameworks = frameworks;
    this.total = total;
  }

  /** All there is to tell, in Mesos' order. */
  Map<String, Object> all() {
    AgentInfo info = master.info();
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("version", MesosVersion.NUMBER);
    all.put("git_sha", MesosVersion.info().getGitSha());
    all.put("build_date", MesosVersion.info().getBuildDate());
    all.put("build_time", MesosVersion.info().getBuildTime());
    all.put("build_user", MesosVersion.info().getBuildUser());
    all.put("start_time", started.getEpochSecond() + started.getNano() / 1e9);
    all.put("id", info.getId().getValue());
    all.put("pid", config.pid());
    all.put("hostname", info.getHostname());
    all.put("capabilities", capabilities());
    frameworks
        .draining()
        .config()
        .ifPresent(
            how -> {
              all.put("drain_config", how);
              all.put("estimated_drain_start_time_seconds", frameworks.draining().began());
            });
    Resources whole = Resources.of(total.get());
    all.put("resources", Summaries.resources(whole));
    putParts(all, "", whole);
    all.put("reserved_resources_full", reserved(whole, Summaries::full));
    all.put("unreserved_resources_full", Summaries.full(whole.filter(Where.unreserved())));
    putParts(all, "_allocated", AgentMetrics.used(frameworks.active()));
    all.put("resource_providers", List.of());
    all.put("attributes", Summaries.attributes(info.getAttributesList()));
    if (master.isRegistered()) {
      all.put("master_hostname", "localhost");
    }
    all.put("flags", AgentFlags.texts(config));
    all.put("frameworks", frameworks.active().stream().map(StateSummary::framework).toList());
    all.put(
        "completed_frameworks",
        frameworks.completed().stream().map(StateSummary::framework).toList());
    return all;
  }

  private static List<String> capabilities() {
    return Arrays.stream(AgentInfo.Capability.Type.values())
        .filter(type -> type != AgentInfo.Capability.Type.UNKNOWN)
        .map(Enum::name)
        .toList();
  }

  private static void putParts(Map<String, Object> all, String suffix, Resources resources) {
    all.put("reserved_resources" + suffix, reserved(resources, Summaries::resources));
    all.put(
        "unreserved_resources" + suffix, Summaries.resources(resources.filter(Where.unreserved())));
  }

  private static Map<String, Object> reserved(
      Resources resources, Function<List<Resource>, Object> view) {
    Map<String, Object> roles = new LinkedHashMap<>();
    resources.filter(Where.reserved()).messages().stream()
        .collect(groupingBy(StateSummary::reservationRole))
        .forEach((role, reserved) -> roles.put(role, view.apply(reserved)));
    return roles;
  }

  private static String reservationRole(Resource resource) {
    return resource.getReservations(resource.getReservationsCount() - 1).getRole();
  }

  private static Map<String, Object> framework(AgentFramework framework) {
    FrameworkInfo info = framework.info();
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("id", framework.id().getValue());
    summary.put("name", info.getName());
    summary.put("user", info.getUser());
    summary.put("failover_timeout", info.getFailoverTimeout());
    summary.put("checkpoint", info.getCheckpoint());
    summary.put("hostname", info.getHostname());
    if (info.hasPrincipal()) {
      summary.put("principal", info.getPrincipal());
    }
    putRoles(summary, info);
    summary.put("executors", executors(framework.executors()));
    summary.put("completed_executors", executors(framework.completedExecutors()));
    return summary;
  }

  private static void putRoles(Map<String, Object> summary, FrameworkInfo info) {
    boolean multiRole =
        info.getCapabilitiesList().stream()
            .anyMatch(one -> one.getType() == FrameworkInfo.Capability.Type.MULTI_ROLE);
    if (multiRole) {
      summary.put("roles", List.copyOf(info.getRolesList()));
    } else {
      summary.put("role", info.getRole());
    }
  }

  private static List<Map<String, Object>> executors(Collection<AgentExecutor> executors) {
    return executors.stream().map(StateSummary::executor).toList();
  }

  private static Map<String, Object> executor(AgentExecutor executor) {
    ExecutorInfo info = executor.info();
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("id", executor.id().getValue());
    summary.put("name", info.getName());
    summary.put("source", info.getSource());
    summary.put("container", executor.containerId().getValue());
    summary.put("directory", executor.sandbox().toString());
    summary.put("resources", Summaries.resources(AgentMetrics.held(executor)));
    if (info.getResourcesCount() > 0) {
      summary.put("role", Summaries.role(info.getResourcesList()));
    }
    if (info.hasLabels()) {
      summary.put("labels", List.copyOf(info.getLabels().getLabelsList()));
    }
    if (info.hasType()) {
      summary.put("type", info.getType().name());
    }
    summary.put("tasks", tasks(executor, List.of(AgentTask.Phase.LAUNCHED)));
    summary.put("queued_tasks", tasks(executor, List.of(AgentTask.Phase.QUEUED)));
    summary.put("completed_tasks", tasks(executor, ENDED));
    return summary;
  }

  private static List<Map<String, Object>> tasks(
      AgentExecutor executor, List<AgentTask.Phase> phases) {
    return executor.tasks().stream()
        .filter(task -> phases.contains(task.phase()))
        .map(task -> Summaries.task(task.toMessage()))
        .toList();
  }
}
