package io.mesosjava.testkit.agent;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.Environment;
import io.mesosjava.v1.Secret;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.values.MesosDuration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The environment that Mesos gives to executors and command tasks. */
final class TaskEnvironment {

  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private TaskEnvironment() {}

  /**
   * The variables of a command task. What the command says itself comes last and wins.
   *
   * @param endpoint of the agent, {@code <ip>:<port>}
   */
  static Map<String, String> ofCommand(
      AgentExecutor executor, TaskInfo task, String endpoint, Duration shutdownGrace) {
    Map<String, String> variables = ofExecutor(executor, endpoint, shutdownGrace);
    variables.put("MESOS_SLAVE_ID", task.getAgentId().getValue());
    task.getResourcesList().stream()
        .filter(resource -> resource.getAllocationInfo().hasRole())
        .findFirst()
        .ifPresent(
            resource ->
                variables.put("MESOS_ALLOCATION_ROLE", resource.getAllocationInfo().getRole()));
    variables.putAll(declared(task.getCommand()));
    return variables;
  }

  private static Map<String, String> ofExecutor(
      AgentExecutor executor, String endpoint, Duration shutdownGrace) {
    boolean checkpoint = executor.framework().info().getCheckpoint();
    String sandbox = executor.sandbox().toString();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("LIBPROCESS_PORT", "0");
    variables.put("MESOS_AGENT_ENDPOINT", endpoint);
    variables.put("MESOS_CHECKPOINT", checkpoint ? "1" : "0");
    variables.put("MESOS_DIRECTORY", sandbox);
    variables.put("MESOS_EXECUTOR_ID", executor.id().getValue());
    variables.put("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", MesosDuration.text(shutdownGrace));
    variables.put("MESOS_FRAMEWORK_ID", executor.framework().id().getValue());
    variables.put("MESOS_HTTP_COMMAND_EXECUTOR", "0");
    variables.put("MESOS_SANDBOX", sandbox);
    variables.put("MESOS_SLAVE_PID", "slave(1)@" + endpoint);
    if (checkpoint) {
      variables.put("MESOS_RECOVERY_TIMEOUT", "15mins");
      variables.put("MESOS_SUBSCRIPTION_BACKOFF_MAX", "2secs");
    }
    // Mesos' own default knows nothing of where this machine has its tools.
    variables.put("PATH", System.getenv().getOrDefault("PATH", DEFAULT_PATH));
    return variables;
  }

  private static Map<String, String> declared(CommandInfo command) {
    Map<String, String> variables = new LinkedHashMap<>();
    for (Environment.Variable variable : command.getEnvironment().getVariablesList()) {
      variables.put(variable.getName(), value(variable));
    }
    return variables;
  }

  private static String value(Environment.Variable variable) {
    if (variable.getType() != Environment.Variable.Type.SECRET) {
      return variable.getValue();
    }
    Secret secret = variable.getSecret();
    return secret.getValue().getData().toString(StandardCharsets.UTF_8);
  }
}
