package io.mesosjava.framework.executor;

import io.mesosjava.client.ExecutorClient;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.FrameworkID;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What an agent tells an executor by the environment of its process.
 *
 * <pre>{@code
 * ExecutorEnvironment environment = ExecutorEnvironment.read(System.getenv());
 * }</pre>
 *
 * <p>Mesos: {@code executorEnvironment} in {@code slave.cpp}, and what {@code executor.cpp} makes
 * of it. {@code LIBPROCESS_SSL_ENABLED} is taken into account, {@code MESOS_LOCAL} is not.
 *
 * @param frameworkId {@code MESOS_FRAMEWORK_ID}
 * @param executorId {@code MESOS_EXECUTOR_ID}
 * @param agentId {@code MESOS_SLAVE_ID}, if it is set
 * @param agent where to subscribe: the agent's socket, {@code MESOS_DOMAIN_SOCKET}, if there is
 *     one; otherwise {@code MESOS_AGENT_ENDPOINT} or the address in {@code MESOS_SLAVE_PID}
 * @param sandbox {@code MESOS_SANDBOX}, or {@code MESOS_DIRECTORY} where that is not set
 * @param recovery how to wait for an agent that is gone; empty without {@code MESOS_CHECKPOINT}:
 *     the executor then ends with its agent
 * @param shutdownGracePeriod {@code MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD}: after SHUTDOWN, the
 *     process has to end within this time
 * @param token {@code MESOS_EXECUTOR_AUTHENTICATION_TOKEN}, a secret
 */
public record ExecutorEnvironment(
    FrameworkID frameworkId,
    ExecutorID executorId,
    Optional<AgentID> agentId,
    URI agent,
    Path sandbox,
    Optional<Recovery> recovery,
    Duration shutdownGracePeriod,
    Optional<String> token) {

  /**
   * How an executor waits for an agent that is gone.
   *
   * @param timeout {@code MESOS_RECOVERY_TIMEOUT}: how long
   * @param backoffMax {@code MESOS_SUBSCRIPTION_BACKOFF_MAX}: the longest wait between two attempts
   */
  public record Recovery(Duration timeout, Duration backoffMax) {

    /** Refuses null. */
    public Recovery {
      Objects.requireNonNull(timeout, "timeout");
      Objects.requireNonNull(backoffMax, "backoffMax");
    }
  }

  /** Refuses null. */
  public ExecutorEnvironment {
    Objects.requireNonNull(frameworkId, "frameworkId");
    Objects.requireNonNull(executorId, "executorId");
    Objects.requireNonNull(agentId, "agentId");
    Objects.requireNonNull(agent, "agent");
    Objects.requireNonNull(sandbox, "sandbox");
    Objects.requireNonNull(recovery, "recovery");
    Objects.requireNonNull(shutdownGracePeriod, "shutdownGracePeriod");
    Objects.requireNonNull(token, "token");
  }

  /**
   * Reads {@code variables}, normally {@link System#getenv()}. Variables that are set to nothing
   * count as not set.
   *
   * @throws InvalidEnvironmentException if something is missing, malformed or contradictory; it
   *     names all of it at once
   */
  public static ExecutorEnvironment read(Map<String, String> variables) {
    return new EnvironmentReader(variables).read();
  }

  /** Whether the framework has checkpointing, so that its tasks survive a restart of the agent. */
  public boolean checkpoint() {
    return recovery.isPresent();
  }

  /** A builder of clients of this agent that show the token. */
  public ExecutorClient.Builder client() {
    ExecutorClient.Builder builder = ExecutorClient.builder(agent);
    token.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret));
    return builder;
  }

  /** All but the token. */
  @Override
  public String toString() {
    return "ExecutorEnvironment[framework "
        + frameworkId.getValue()
        + ", executor "
        + executorId.getValue()
        + ", agent "
        + agent
        + ", sandbox "
        + sandbox
        + (checkpoint() ? ", checkpoint" : "")
        + (token.isPresent() ? ", token" : "")
        + "]";
  }
}
