package io.mesosjava.framework.executor;

import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.values.MesosDuration;
import io.mesosjava.values.ValueFormatException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an {@link ExecutorEnvironment}, and collects what is wrong on the way. */
final class EnvironmentReader {

  private static final Pattern PID = Pattern.compile("([^@/]+)@(.+)");
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9a-fA-F:.%]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");

  /** The limit of Linux, without the zero byte at the end. */
  private static final int MAX_SOCKET_PATH_BYTES = 107;

  /** The agent process of all agents but those that share theirs with others. */
  private static final String ONLY_AGENT = "slave(1)";

  private static final String API = "/api/v1/executor";

  private final Map<String, String> variables;
  private final List<String> problems = new ArrayList<>();

  EnvironmentReader(Map<String, String> variables) {
    this.variables = Objects.requireNonNull(variables, "variables");
  }

  ExecutorEnvironment read() {
    String framework = required("MESOS_FRAMEWORK_ID", "the framework's id");
    String executor = required("MESOS_EXECUTOR_ID", "the executor's id");
    URI agent = agent();
    Path sandbox = sandbox();
    Optional<ExecutorEnvironment.Recovery> recovery = recovery();
    Duration grace = duration("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD");
    Optional<String> token = token();
    if (!problems.isEmpty()) {
      throw new InvalidEnvironmentException(problems);
    }
    return new ExecutorEnvironment(
        FrameworkID.newBuilder().setValue(framework).build(),
        ExecutorID.newBuilder().setValue(executor).build(),
        optional("MESOS_SLAVE_ID").map(id -> AgentID.newBuilder().setValue(id).build()),
        agent,
        sandbox,
        recovery,
        grace,
        token);
  }

  private Optional<String> optional(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
  }

  private String required(String name, String expected) {
    Optional<String> value = optional(name);
    if (value.isEmpty()) {
      problems.add(name + ": not set (expected: " + expected + ")");
    }
    return value.orElse("");
  }

  private void wrong(String name, String value, String expected) {
    problems.add(name + ": " + value + " (expected: " + expected + ")");
  }

  /** Zero if it is wrong. */
  private Duration duration(String name) {
    String expected = "a duration of zero or more such as 5secs or 1.5mins";
    String text = required(name, expected);
    if (text.isEmpty()) {
      return Duration.ZERO;
    }
    try {
      Duration duration = MesosDuration.parse(text);
      if (duration.isNegative()) {
        wrong(name, text, expected);
      }
      return duration;
    } catch (ValueFormatException e) {
      wrong(name, text, expected);
      return Duration.ZERO;
    }
  }

  private boolean flag(String name) {
    String text = optional(name).orElse("0");
    if (!text.matches("0|1|true|false")) {
      wrong(name, text, "1, 0, true or false");
    }
    return text.equals("1") || text.equals("true");
  }

  private Optional<ExecutorEnvironment.Recovery> recovery() {
    if (!flag("MESOS_CHECKPOINT")) {
      return Optional.empty();
    }
    Duration timeout = duration("MESOS_RECOVERY_TIMEOUT");
    Duration backoff = duration("MESOS_SUBSCRIPTION_BACKOFF_MAX");
    if (backoff.compareTo(Duration.ofDays(1)) > 0) {
      wrong("MESOS_SUBSCRIPTION_BACKOFF_MAX", MesosDuration.text(backoff), "at most 1days");
    }
    return Optional.of(new ExecutorEnvironment.Recovery(timeout, backoff));
  }

  /** It is a secret: its value is not shown. */
  private Optional<String> token() {
    Optional<String> token = optional("MESOS_EXECUTOR_AUTHENTICATION_TOKEN");
    if (token.isPresent() && !token.get().matches("[!-~]+")) {
      problems.add(
          "MESOS_EXECUTOR_AUTHENTICATION_TOKEN: not shown (expected: printable ASCII, no space)");
    }
    return token;
  }

  private Path sandbox() {
    String name = optional("MESOS_SANDBOX").isPresent() ? "MESOS_SANDBOX" : "MESOS_DIRECTORY";
    String text = required(name, "the path of the sandbox, also as MESOS_SANDBOX");
    try {
      Path path = Path.of(text);
      if (!text.isEmpty() && !path.isAbsolute()) {
        wrong(name, text, "an absolute path");
      }
      return path;
    } catch (InvalidPathException e) {
      wrong(name, text, "a path");
      return Path.of("/");
    }
  }

  private URI agent() {
    String process = ONLY_AGENT;
    Optional<String> endpoint = optional("MESOS_AGENT_ENDPOINT");
    Optional<String> pid = optional("MESOS_SLAVE_PID");
    if (pid.isPresent()) {
      Matcher parts = PID.matcher(pid.get());
      if (parts.matches()) {
        process = parts.group(1);
        checkHostAndPort("MESOS_SLAVE_PID", pid.get(), parts.group(2), "slave(1)@host:port");
        agree(endpoint, parts.group(2));
        endpoint = endpoint.isPresent() ? endpoint : Optional.of(parts.group(2));
      } else {
        wrong("MESOS_SLAVE_PID", pid.get(), "slave(1)@host:port");
      }
    }
    Optional<String> socket = optional("MESOS_DOMAIN_SOCKET");
    if (socket.isPresent()) {
      return unix(socket.get(), process);
    }
    return http(endpoint, pid.isPresent(), process);
  }

  private void agree(Optional<String> endpoint, String other) {
    if (endpoint.isPresent() && !endpoint.get().equals(other)) {
      wrong("MESOS_AGENT_ENDPOINT", endpoint.get(), other + " as in MESOS_SLAVE_PID");
    }
  }

  private URI http(Optional<String> endpoint, boolean pidIsSet, String process) {
    boolean tls = flag("LIBPROCESS_SSL_ENABLED");
    URI nowhere = URI.create("http://invalid");
    if (endpoint.isEmpty()) {
      if (!pidIsSet) {
        problems.add(
            "MESOS_AGENT_ENDPOINT: not set (expected: host:port, here or in MESOS_SLAVE_PID)");
      }
      return nowhere;
    }
    String text = endpoint.get();
    if (!checkHostAndPort("MESOS_AGENT_ENDPOINT", text, text, "host:port")) {
      return nowhere;
    }
    String path = process.equals(ONLY_AGENT) ? "" : "/" + process + API;
    return uri((tls ? "https://" : "http://") + text + path);
  }

  /** An agent serves nothing but paths with its process on its socket. */
  private URI unix(String socket, String process) {
    int length = socket.getBytes(StandardCharsets.UTF_8).length;
    if (!socket.startsWith("/") || length > MAX_SOCKET_PATH_BYTES) {
      wrong("MESOS_DOMAIN_SOCKET", socket, "an absolute path of at most 107 bytes");
      return URI.create("http://invalid");
    }
    String encoded = URLEncoder.encode(socket, StandardCharsets.UTF_8).replace("+", "%20");
    return uri("http+unix://" + encoded + "/" + process + API);
  }

  private URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      wrong("MESOS_SLAVE_PID", optional("MESOS_SLAVE_PID").orElse(""), "slave(1)@host:port");
      return URI.create("http://invalid");
    }
  }

  private boolean checkHostAndPort(String name, String value, String endpoint, String expected) {
    Matcher parts = HOST_AND_PORT.matcher(endpoint);
    boolean valid = parts.matches();
    if (valid) {
      int port = Integer.parseInt(parts.group(2));
      valid = port >= 1 && port <= 65_535;
    }
    if (!valid) {
      wrong(name, value, expected);
    }
    return valid;
  }
}
