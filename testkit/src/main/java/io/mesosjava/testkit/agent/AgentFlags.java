package io.mesosjava.testkit.agent;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.Flag;
import io.mesosjava.v1.agent.Response.GetFlags;
import io.mesosjava.values.MesosDuration;
import java.util.Map;
import java.util.TreeMap;

/** The flags that a real agent would have been started with to be as this one is. */
final class AgentFlags {

  /** What a real agent has where nothing is said, and what nothing here depends on. */
  private static final String USUAL =
      """
      appc_simple_discovery_uri_prefix=http://
      appc_store_dir=/tmp/mesos/store/appc
      authenticate_http_readonly=false
      authenticate_http_readwrite=false
      authenticatee=crammd5
      authentication_backoff_factor=1secs
      authentication_timeout_max=1mins
      authentication_timeout_min=5secs
      authorizer=local
      cgroups_cpu_enable_pids_and_tids_count=false
      cgroups_destroy_timeout=1mins
      cgroups_enable_cfs=false
      cgroups_hierarchy=/sys/fs/cgroup
      cgroups_limit_swap=false
      cgroups_root=mesos
      container_disk_watch_interval=15secs
      disallow_sharing_agent_ipc_namespace=false
      disallow_sharing_agent_pid_namespace=false
      disk_watch_interval=1mins
      docker=docker
      docker_ignore_runtime=false
      docker_kill_orphans=true
      docker_registry=https://registry-1.docker.io
      docker_remove_delay=6hrs
      docker_socket=/var/run/docker.sock
      docker_stop_timeout=0ns
      docker_store_dir=/tmp/mesos/store/docker
      docker_volume_checkpoint_dir=/var/run/mesos/isolators/docker/volume
      docker_volume_chown=false
      enforce_container_disk_quota=false
      executor_reregistration_timeout=2secs
      fetcher_cache_dir=/tmp/mesos/fetch
      fetcher_cache_size=2GB
      fetcher_stall_timeout=1mins
      frameworks_home=
      gc_delay=1weeks
      gc_disk_headroom=0.1
      gc_non_executor_container_sandboxes=false
      help=false
      hostname_lookup=true
      http_executor_domain_sockets=false
      http_heartbeat_interval=30secs
      initialize_driver_logging=true
      isolation=posix/cpu,posix/mem
      launcher_dir=/usr/local/libexec/mesos
      logbufsecs=0
      max_completed_executors_per_framework=150
      memory_profiling=false
      network_cni_metrics=true
      network_cni_root_dir_persist=false
      oversubscribed_resources_interval=15secs
      perf_duration=10secs
      perf_interval=1mins
      qos_correction_interval_min=0ns
      quiet=false
      reconfiguration_policy=equal
      recovery_timeout=15mins
      registration_backoff_factor=1secs
      revocable_cpu_low_priority=true
      runtime_dir=/var/run/mesos
      sandbox_directory=/mnt/mesos/sandbox
      strict=true
      systemd_enable_support=false
      systemd_runtime_directory=/run/systemd/system
      version=false
      zk_session_timeout=10secs
      """;

  private AgentFlags() {}

  static GetFlags of(AgentConfig config) {
    GetFlags.Builder view = GetFlags.newBuilder();
    texts(config)
        .forEach((name, value) -> view.addFlags(Flag.newBuilder().setName(name).setValue(value)));
    return view.build();
  }

  /** Their values by their names. */
  static Map<String, String> texts(AgentConfig config) {
    Map<String, String> flags = new TreeMap<>();
    USUAL
        .lines()
        .forEach(
            line ->
                flags.put(
                    line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
    flags.put("authenticate_http_executors", Boolean.toString(config.tokens() != null));
    flags.put("advertise_ip", config.ip());
    flags.put("advertise_port", Integer.toString(config.port()));
    flags.put("containerizers", "mesos");
    flags.put("default_role", "*");
    flags.put(
        "executor_registration_timeout",
        MesosDuration.text(config.timers().executorRegistration()));
    flags.put(
        "executor_shutdown_grace_period", MesosDuration.text(config.timers().shutdownGrace()));
    flags.put("gc_delay", MesosDuration.text(config.timers().gcDelay()));
    flags.put("gc_disk_headroom", "0");
    flags.put("hostname", config.hostname());
    flags.put("http_command_executor", "false");
    flags.put("ip", config.ip());
    flags.put("launcher", "posix");
    flags.put("logging_level", "INFO");
    flags.put("port", Integer.toString(config.port()));
    flags.put("recover", "reconnect");
    flags.put("resources", Resources.of(config.resources()).toString());
    flags.put("switch_user", "false");
    flags.put("work_dir", config.workDirectory().toString());
    return flags;
  }
}
