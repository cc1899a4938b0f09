package io.mesosjava.testkit.agent;

import io.mesosjava.resources.Resources;
import io.mesosjava.v1.Flag;
import io.mesosjava.v1.agent.Response.GetFlags;
import io.mesosjava.values.MesosDuration;
import java.util.Map;
import java.util.TreeMap;

/** The flags that a real agent would have been started with to be as this one is. */
final class AgentFlags {

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
    flags.put("advertise_ip", config.ip());
    flags.put("advertise_port", Integer.toString(config.port()));
    flags.put("containerizers", "mesos");
    flags.put("default_role", "*");
    flags.put(
        "executor_registration_timeout",
        MesosDuration.text(config.timers().executorRegistration()));
    flags.put(
        "executor_shutdown_grace_period", MesosDuration.text(config.timers().shutdownGrace()));
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
