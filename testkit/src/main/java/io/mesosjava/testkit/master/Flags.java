package io.mesosjava.testkit.master;

import io.mesosjava.v1.Flag;
import io.mesosjava.v1.master.Response.GetFlags;
import io.mesosjava.values.MesosDuration;
import java.util.Map;
import java.util.TreeMap;

/** The flags that a real master with this configuration would have been started with. */
final class Flags {

  private Flags() {}

  static GetFlags of(MasterConfig config) {
    Map<String, String> flags = new TreeMap<>(constants());
    MasterTimers timers = config.timers();
    String port = Integer.toString(config.info().getPort());
    flags.put("advertise_ip", config.info().getAddress().getIp());
    flags.put("advertise_port", port);
    flags.put("hostname", config.info().getHostname());
    flags.put("ip", config.info().getAddress().getIp());
    flags.put("port", port);
    flags.put("agent_ping_timeout", MesosDuration.text(timers.agentPing()));
    flags.put("max_agent_ping_timeouts", Integer.toString(timers.maxAgentPingTimeouts()));
    flags.put("agent_reregister_timeout", MesosDuration.text(timers.agentReregister()));
    flags.put("allocation_interval", MesosDuration.text(timers.allocation()));
    if (timers.offer() != null) {
      flags.put("offer_timeout", MesosDuration.text(timers.offer()));
    }
    if (timers.agentRemovals() != null) {
      flags.put(
          "agent_removal_rate_limit",
          timers.agentRemovals().permits()
              + "/"
              + MesosDuration.text(timers.agentRemovals().per()));
    }
    limits(flags, config.limits());
    GetFlags.Builder view = GetFlags.newBuilder();
    flags.forEach((name, value) -> view.addFlags(Flag.newBuilder().setName(name).setValue(value)));
    return view.build();
  }

  private static void limits(Map<String, String> flags, MasterLimits limits) {
    flags.put("max_completed_frameworks", Integer.toString(limits.completedFrameworks()));
    flags.put("max_completed_tasks_per_framework", Integer.toString(limits.completedTasks()));
    flags.put("max_unreachable_tasks_per_framework", Integer.toString(limits.unreachableTasks()));
    flags.put("registry_max_agent_count", Integer.toString(limits.lostAgents()));
    flags.put("registry_max_agent_age", MesosDuration.text(limits.lostAgentAge()));
    flags.put("registry_gc_interval", MesosDuration.text(limits.registryGc()));
  }

  private static Map<String, String> constants() {
    return Map.ofEntries(
        Map.entry("allocator", "hierarchical"),
        Map.entry("authenticate_agents", "false"),
        Map.entry("authenticate_frameworks", "false"),
        Map.entry("authenticators", "crammd5"),
        Map.entry("authorizers", "local"),
        Map.entry("filter_gpu_resources", "true"),
        Map.entry("framework_sorter", "drf"),
        Map.entry("help", "false"),
        Map.entry("hostname_lookup", "true"),
        Map.entry("http_authenticators", "basic"),
        Map.entry("logging_level", "INFO"),
        Map.entry("max_operator_event_stream_subscribers", "1000"),
        Map.entry("min_allocatable_resources", "cpus:0.01|mem:32"),
        Map.entry("offer_constraints_re2_max_mem", "4KB"),
        Map.entry("offer_constraints_re2_max_program_size", "100"),
        Map.entry("quiet", "false"),
        Map.entry("registry", "in_memory"),
        Map.entry("role_sorter", "drf"),
        Map.entry("root_submissions", "true"),
        Map.entry("version", "false"));
  }
}
