package io.mesosjava.testkit.agent;

import io.mesosjava.testkit.auth.ExecutorTokens;
import io.mesosjava.testkit.container.Launch;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.Environment;
import io.mesosjava.v1.Secret;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.values.MesosDuration;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The environment that Mesos gives to executors and command tasks ({@code executorEnvironment} in
 * {@code slave.cpp}).
 *
 * @param endpoint of the agent, {@code <ip>:<port>}
 * @param socket where executors find the agent in place of the endpoint; null if there is none
 * @param timers what executors are told of them
 * @param tokens for executors that must show who they are; null if they need not
 */
record ExecutorEnvironment(
    AgentID agent,
    String endpoint,
    @Nullable Path socket,
    AgentTimers timers,
    @Nullable ExecutorTokens tokens) {

  /** Mesos' command executor checks what the master has not, and does not outlive that. */
  private static final String ABORT =
      "echo 'Check failed: command.has_value() Command of the task is not specified' >&2;"
          + " ulimit -c 0; kill -s ABRT $$";

  private static final String DEFAULT_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  /** The container of an executor that is made for these tasks. */
  ContainerPlan plan(AgentExecutor executor, List<TaskInfo> tasks) {
    return switch (executor.kind()) {
      case COMMAND -> ofTask(executor, tasks.get(0));
      case DEFAULT -> ofDefault(executor);
      case CUSTOM -> ofCustom(executor);
    };
  }

  private ContainerPlan ofTask(AgentExecutor executor, TaskInfo task) {
    Map<String, String> variables = ofCommand(executor, task);
    Launch launch =
        task.getCommand().hasValue()
            ? ContainerPlan.launch(executor.sandbox(), task.getCommand(), variables)
            : Launch.shell(executor.sandbox(), ABORT, variables);
    return new ContainerPlan(
            launch, task.getResourcesList(), task.getCommand().getUrisList(), Unsupported.in(task))
        .with(ContainerPlan.Io.of(task.getContainer(), ContainerPlan.Io.FILES));
  }

  /** Its first process waits, and exits with 0 when it is started: that is the executor's end. */
  private ContainerPlan ofDefault(AgentExecutor executor) {
    return new ContainerPlan(
        Launch.shell(executor.sandbox(), "exit 0", ofExecutor(executor)),
        executor.info().getResourcesList(),
        List.of(),
        Optional.empty());
  }

  private ContainerPlan ofCustom(AgentExecutor executor) {
    CommandInfo command = executor.info().getCommand();
    Map<String, String> variables = ofExecutor(executor);
    variables.putAll(declared(command));
    return new ContainerPlan(
            ContainerPlan.launch(executor.sandbox(), command, variables),
            executor.info().getResourcesList(),
            command.getUrisList(),
            Unsupported.in(executor.info()))
        .with(ContainerPlan.Io.of(executor.info().getContainer(), ContainerPlan.Io.FILES));
  }

  /** The variables of a container inside another, which knows nothing of its executor. */
  static Map<String, String> ofNested(Path sandbox, CommandInfo command) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("MESOS_SANDBOX", sandbox.toString());
    variables.put("PATH", path());
    variables.putAll(declared(command));
    return variables;
  }

  /** The variables of a command task. What the command says itself comes last and wins. */
  Map<String, String> ofCommand(AgentExecutor executor, TaskInfo task) {
    Map<String, String> variables = ofExecutor(executor);
    task.getResourcesList().stream()
        .filter(resource -> resource.getAllocationInfo().hasRole())
        .findFirst()
        .ifPresent(
            resource ->
                variables.put("MESOS_ALLOCATION_ROLE", resource.getAllocationInfo().getRole()));
    variables.putAll(declared(task.getCommand()));
    return variables;
  }

  private static String token(ExecutorTokens tokens, AgentExecutor executor) {
    return tokens.issue(
        executor.framework().id().getValue(),
        executor.id().getValue(),
        executor.containerId().getValue());
  }

  private Map<String, String> ofExecutor(AgentExecutor executor) {
    boolean checkpoint = executor.framework().info().getCheckpoint();
    String sandbox = executor.sandbox().toString();
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("LIBPROCESS_PORT", "0");
    variables.put("MESOS_AGENT_ENDPOINT", endpoint);
    variables.put("MESOS_CHECKPOINT", checkpoint ? "1" : "0");
    variables.put("MESOS_DIRECTORY", sandbox);
    if (socket != null) {
      variables.put("MESOS_DOMAIN_SOCKET", socket.toString());
    }
    variables.put("MESOS_EXECUTOR_ID", executor.id().getValue());
    variables.put(
        "MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD",
        MesosDuration.text(executor.shutdownGrace(timers.shutdownGrace())));
    variables.put("MESOS_FRAMEWORK_ID", executor.framework().id().getValue());
    variables.put("MESOS_HTTP_COMMAND_EXECUTOR", "0");
    variables.put("MESOS_SANDBOX", sandbox);
    variables.put("MESOS_SLAVE_ID", agent.getValue());
    variables.put("MESOS_SLAVE_PID", "slave(1)@" + endpoint);
    if (tokens != null) {
      variables.put("MESOS_EXECUTOR_AUTHENTICATION_TOKEN", token(tokens, executor));
    }
    if (checkpoint) {
      variables.put("MESOS_RECOVERY_TIMEOUT", MesosDuration.text(timers.recovery()));
      variables.put("MESOS_SUBSCRIPTION_BACKOFF_MAX", "2secs");
    }
    variables.put("PATH", path());
    return variables;
  }

  /** Mesos' own default knows nothing of where this machine has its tools. */
  private static String path() {
    return System.getenv().getOrDefault("PATH", DEFAULT_PATH);
  }

  /** What a command says itself. */
  static Map<String, String> declared(CommandInfo command) {
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
