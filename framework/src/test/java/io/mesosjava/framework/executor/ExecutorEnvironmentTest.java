package io.mesosjava.framework.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecutorEnvironmentTest {

  /** As a Mesos agent gives it to an executor of a framework that checkpoints. */
  private static final Map<String, String> RECORDED =
      Map.ofEntries(
          Map.entry("LIBPROCESS_IP", "127.0.0.1"),
          Map.entry("LIBPROCESS_PORT", "0"),
          Map.entry("MESOS_AGENT_ENDPOINT", "127.0.0.1:7051"),
          Map.entry("MESOS_CHECKPOINT", "1"),
          Map.entry("MESOS_DIRECTORY", "/var/lib/mesos/agent1/runs/337e"),
          Map.entry("MESOS_EXECUTOR_ID", "custom"),
          Map.entry("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", "3secs"),
          Map.entry("MESOS_FRAMEWORK_ID", "f75b-0000"),
          Map.entry("MESOS_HTTP_COMMAND_EXECUTOR", "0"),
          Map.entry("MESOS_RECOVERY_TIMEOUT", "15mins"),
          Map.entry("MESOS_SANDBOX", "/mnt/sandbox"),
          Map.entry("MESOS_SLAVE_ID", "f75b-S0"),
          Map.entry("MESOS_SLAVE_PID", "slave(1)@127.0.0.1:7051"),
          Map.entry("MESOS_SUBSCRIPTION_BACKOFF_MAX", "2secs"));

  private static Map<String, String> with(String name, String value) {
    Map<String, String> variables = new HashMap<>(RECORDED);
    variables.put(name, value);
    return variables;
  }

  private static Map<String, String> without(String... names) {
    Map<String, String> variables = new HashMap<>(RECORDED);
    List.of(names).forEach(variables::remove);
    return variables;
  }

  private static List<String> problemsOf(Map<String, String> variables) {
    InvalidEnvironmentException refusal =
        catchThrowableOfType(
            InvalidEnvironmentException.class, () -> ExecutorEnvironment.read(variables));
    assertThat(refusal).as("refusal of %s", variables).isNotNull();
    refusal.problems().forEach(problem -> assertThat(refusal).hasMessageContaining(problem));
    return refusal.problems();
  }

  @Test
  void readsWhatAnAgentGives() {
    ExecutorEnvironment environment = ExecutorEnvironment.read(RECORDED);
    assertThat(environment.frameworkId().getValue()).isEqualTo("f75b-0000");
    assertThat(environment.executorId().getValue()).isEqualTo("custom");
    assertThat(environment.agentId().orElseThrow().getValue()).isEqualTo("f75b-S0");
    assertThat(environment.agent()).isEqualTo(URI.create("http://127.0.0.1:7051"));
    assertThat(environment.sandbox()).isEqualTo(Path.of("/mnt/sandbox"));
    assertThat(environment.checkpoint()).isTrue();
    assertThat(environment.recovery())
        .contains(new ExecutorEnvironment.Recovery(Duration.ofMinutes(15), Duration.ofSeconds(2)));
    assertThat(environment.shutdownGracePeriod()).isEqualTo(Duration.ofSeconds(3));
    assertThat(environment.token()).isEmpty();
  }

  @Test
  void oneSourceOfTheAgentsAddressIsEnough() {
    URI expected = URI.create("http://127.0.0.1:7051");
    assertThat(ExecutorEnvironment.read(without("MESOS_SLAVE_PID")).agent()).isEqualTo(expected);
    assertThat(ExecutorEnvironment.read(without("MESOS_AGENT_ENDPOINT")).agent())
        .isEqualTo(expected);
  }

  @Test
  void findsAnAgentThatSharesItsProcess() {
    assertThat(ExecutorEnvironment.read(with("MESOS_SLAVE_PID", "slave(3)@127.0.0.1:7051")).agent())
        .isEqualTo(URI.create("http://127.0.0.1:7051/slave(3)/api/v1/executor"));
  }

  @Test
  void speaksTlsWhereLibprocessDoes() {
    assertThat(ExecutorEnvironment.read(with("LIBPROCESS_SSL_ENABLED", "1")).agent())
        .isEqualTo(URI.create("https://127.0.0.1:7051"));
  }

  @Test
  void prefersTheSocket() {
    ExecutorEnvironment environment =
        ExecutorEnvironment.read(with("MESOS_DOMAIN_SOCKET", "/run/a b+c/agent.sock"));
    assertThat(environment.agent())
        .isEqualTo(
            URI.create("http+unix://%2Frun%2Fa%20b%2Bc%2Fagent.sock/slave(1)/api/v1/executor"));
    environment.client().build().close(); // the client takes such an address
  }

  @Test
  void needsNoTimesOfRecoveryWithoutCheckpointing() {
    Map<String, String> variables =
        without("MESOS_RECOVERY_TIMEOUT", "MESOS_SUBSCRIPTION_BACKOFF_MAX", "MESOS_CHECKPOINT");
    assertThat(ExecutorEnvironment.read(variables).checkpoint()).isFalse();
    variables.put("MESOS_CHECKPOINT", "0");
    assertThat(ExecutorEnvironment.read(variables).recovery()).isEmpty();
  }

  @Test
  void takesTheDirectoryForTheSandboxIfNothingElseIsSet() {
    assertThat(ExecutorEnvironment.read(without("MESOS_SANDBOX")).sandbox())
        .isEqualTo(Path.of("/var/lib/mesos/agent1/runs/337e"));
  }

  @Test
  void keepsTheTokenToItself() {
    ExecutorEnvironment environment =
        ExecutorEnvironment.read(with("MESOS_EXECUTOR_AUTHENTICATION_TOKEN", "eyJ.s3cret"));
    assertThat(environment.token()).contains("eyJ.s3cret");
    assertThat(environment.toString()).doesNotContain("s3cret").contains("token");
    assertThat(problemsOf(with("MESOS_EXECUTOR_AUTHENTICATION_TOKEN", "s3cret\n")).toString())
        .doesNotContain("s3cret");
  }

  @Test
  void namesAllThatIsMissing() {
    assertThat(problemsOf(Map.of("MESOS_CHECKPOINT", "1", "MESOS_EXECUTOR_ID", "")))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).startsWith("MESOS_FRAMEWORK_ID: not set"),
            problem -> assertThat(problem).startsWith("MESOS_EXECUTOR_ID: not set"),
            problem -> assertThat(problem).startsWith("MESOS_AGENT_ENDPOINT: not set"),
            problem -> assertThat(problem).startsWith("MESOS_DIRECTORY: not set"),
            problem -> assertThat(problem).startsWith("MESOS_RECOVERY_TIMEOUT: not set"),
            problem -> assertThat(problem).startsWith("MESOS_SUBSCRIPTION_BACKOFF_MAX: not set"),
            problem ->
                assertThat(problem).startsWith("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD: not set"));
  }

  @Test
  void namesAllOfWhateverKindAtOnce() {
    Map<String, String> variables = new HashMap<>(with("MESOS_AGENT_ENDPOINT", "127.0.0.1:5051"));
    variables.remove("MESOS_FRAMEWORK_ID");
    variables.put("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", "soon");
    variables.put("MESOS_SANDBOX", "here");
    variables.put("MESOS_EXECUTOR_AUTHENTICATION_TOKEN", "a b");
    assertThat(problemsOf(variables))
        .satisfiesExactlyInAnyOrder(
            problem -> assertThat(problem).startsWith("MESOS_FRAMEWORK_ID: not set"),
            problem -> assertThat(problem).startsWith("MESOS_AGENT_ENDPOINT: 127.0.0.1:5051"),
            problem -> assertThat(problem).startsWith("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD: soon"),
            problem -> assertThat(problem).startsWith("MESOS_SANDBOX: here"),
            problem ->
                assertThat(problem).startsWith("MESOS_EXECUTOR_AUTHENTICATION_TOKEN: not shown"));
  }

  @ParameterizedTest
  @CsvSource({
    "MESOS_AGENT_ENDPOINT, 127.0.0.1, 127.0.0.1:7051 as in MESOS_SLAVE_PID",
    "MESOS_SLAVE_PID, 127.0.0.1:7051, slave(1)@host:port",
    "MESOS_SLAVE_PID, slave(1)@127.0.0.1:0, slave(1)@host:port",
    "MESOS_CHECKPOINT, yes, '1, 0, true or false'",
    "MESOS_RECOVERY_TIMEOUT, 15, a duration of zero or more such as 5secs or 1.5mins",
    "MESOS_SUBSCRIPTION_BACKOFF_MAX, -2secs, a duration of zero or more such as 5secs or 1.5mins",
    "MESOS_SUBSCRIPTION_BACKOFF_MAX, 2weeks, at most 1days",
    "MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD, 5 s, a duration of zero or more such as 5secs",
    "MESOS_DOMAIN_SOCKET, agent.sock, an absolute path of at most 107 bytes",
    "LIBPROCESS_SSL_ENABLED, on, '1, 0, true or false'",
    "MESOS_SANDBOX, here, an absolute path",
  })
  void saysWhatIsWrongAndWhatWasExpected(String name, String value, String expected) {
    String problems = problemsOf(with(name, value)).toString();
    assertThat(problems).contains(name + ": ").contains(expected);
  }

  @Test
  void refusesAnAddressThatContradictsTheOther() {
    assertThat(problemsOf(with("MESOS_AGENT_ENDPOINT", "127.0.0.1:5051")))
        .containsExactly(
            "MESOS_AGENT_ENDPOINT: 127.0.0.1:5051 (expected: 127.0.0.1:7051 as in"
                + " MESOS_SLAVE_PID)");
  }
}
