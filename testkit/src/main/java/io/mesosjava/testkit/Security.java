package io.mesosjava.testkit;

import io.mesosjava.testkit.auth.Authenticator;
import io.mesosjava.testkit.auth.BasicAuthenticator;
import io.mesosjava.testkit.auth.ExecutorTokens;
import io.mesosjava.testkit.auth.Guarded;
import io.mesosjava.testkit.http.Gateway;
import io.mesosjava.testkit.http.RequestHandler;
import io.mesosjava.testkit.tls.SelfSigned;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Who may ask what of a cluster, and how connections to it are secured. */
final class Security {

  /** What can be seen of a master by GET. */
  private static final Set<String> MASTER_READING =
      Set.of(
          "state",
          "state-summary",
          "slaves",
          "frameworks",
          "tasks",
          "roles",
          "flags",
          "metrics",
          "files",
          "maintenance/status");

  /** What can be changed at a master without a call; of some, to see it asks for as much. */
  private static final Set<String> MASTER_WRITING =
      Set.of(
          "quota",
          "weights",
          "teardown",
          "reserve",
          "unreserve",
          "create-volumes",
          "destroy-volumes",
          "machine/up",
          "machine/down",
          "maintenance/schedule",
          "logging/toggle");

  private static final Set<String> AGENT_READING =
      Set.of("state", "flags", "metrics", "containers", "monitor", "files");

  private final Settings settings;
  private final Authenticator scheduler;
  private final Authenticator masterWriting;
  private final Authenticator masterReading;
  private final Authenticator agentWriting;
  private final Authenticator agentReading;
  private final ExecutorTokens tokens = new ExecutorTokens("mesos-agent-executor");
  private final @Nullable SelfSigned own;

  Security(Settings settings) {
    this.settings = settings;
    scheduler = basic("mesos-master-scheduler");
    masterWriting = basic("mesos-master-readwrite");
    masterReading = basic("mesos-master-readonly");
    agentWriting = basic("mesos-agent-readwrite");
    agentReading = basic("mesos-agent-readonly");
    own = settings.tls && settings.sslContext == null ? SelfSigned.make() : null;
  }

  private Authenticator basic(String realm) {
    return new BasicAuthenticator(realm, settings.credentials);
  }

  /** The tokens of executors, where they must show one. */
  Optional<ExecutorTokens> tokens() {
    return asks(Endpoint.EXECUTOR) ? Optional.of(tokens) : Optional.empty();
  }

  RequestHandler masterGuard(RequestHandler handler) {
    return new Guarded(handler, this::ofMaster);
  }

  RequestHandler agentGuard(RequestHandler handler) {
    return new Guarded(handler, this::ofAgent);
  }

  private Optional<Authenticator> ofMaster(String path) {
    Endpoint endpoint = Endpoint.ofMaster(path);
    if (!asks(endpoint)) {
      return Optional.empty();
    }
    return endpoint == Endpoint.SCHEDULER ? Optional.of(scheduler) : masterOperator(path);
  }

  private Optional<Authenticator> ofAgent(String path) {
    Endpoint endpoint = Endpoint.ofAgent(path);
    if (!asks(endpoint)) {
      return Optional.empty();
    }
    return endpoint == Endpoint.EXECUTOR
        ? Optional.of(tokens)
        : path.contains("/api/v1") || path.contains("/logging/toggle")
            ? Optional.of(agentWriting)
            : among(AGENT_READING, path).map(reading -> agentReading);
  }

  private Optional<Authenticator> masterOperator(String path) {
    return path.contains("/api/v1") || among(MASTER_WRITING, path).isPresent()
        ? Optional.of(masterWriting)
        : among(MASTER_READING, path).map(reading -> masterReading);
  }

  /** Which of {@code names} the path has, with or without the name of the process before it. */
  private static Optional<String> among(Set<String> names, String path) {
    String whole = path + "/";
    return names.stream().filter(name -> whole.contains("/" + name + "/")).findFirst();
  }

  private boolean asks(Endpoint endpoint) {
    return settings.authenticated.contains(endpoint);
  }

  String scheme() {
    return settings.tls ? "https" : "http";
  }

  /** How servers secure their connections; null if they do not. */
  Gateway.@Nullable Tls tls() {
    return settings.tls ? new Gateway.Tls(context(), settings.mutualTls) : null;
  }

  /** What servers and clients use. */
  SSLContext context() {
    if (settings.sslContext != null) {
      return settings.sslContext;
    }
    return certificate().context();
  }

  /** The certificate that was made for this cluster. */
  SelfSigned certificate() {
    if (own == null) {
      throw new IllegalStateException(
          "no certificate was made for this cluster (expected: one built with tls())");
    }
    return own;
  }
}
