package io.mesosjava.examples;

import io.mesosjava.codec.Codec;
import io.mesosjava.framework.scheduler.ReconciliationPolicy;
import io.mesosjava.framework.scheduler.SchedulerSession;
import io.mesosjava.framework.scheduler.SchedulerSessionBuilder;
import io.mesosjava.framework.store.FrameworkIdStore;
import io.mesosjava.roles.Role;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Label;
import io.mesosjava.v1.scheduler.Call;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The flags of mesos-go's example scheduler, with its names, defaults and environment variables, as
 * far as this scheduler does what they are for. Go's single dash is taken as well.
 */
public final class SchedulerOptions {

  /** How messages travel. */
  enum CodecName {
    PROTOBUF,
    JSON;

    Codec codec() {
      return this == JSON ? Codec.json() : Codec.protobuf();
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"--url", "-url"},
      paramLabel = "URL",
      defaultValue = "${env:MESOS_MASTER_HTTP:-http://127.0.0.1:5050}",
      description = {
        "Mesos masters: host:port or URL, separated by commas (env MESOS_MASTER_HTTP;",
        "${DEFAULT-VALUE}; the demo has a cluster of its own)"
      })
  String url = "";

  @Option(
      names = {"--user", "-user"},
      defaultValue = "${env:FRAMEWORK_USER:-${sys:user.name}}",
      description = "user that the tasks run as (env FRAMEWORK_USER; ${DEFAULT-VALUE})")
  String user = "";

  @Option(
      names = {"--name", "-name"},
      defaultValue = "${env:FRAMEWORK_NAME:-example}",
      description = "framework name (env FRAMEWORK_NAME; ${DEFAULT-VALUE})")
  String name = "";

  @Option(
      names = {"--role", "-role"},
      defaultValue = "${env:FRAMEWORK_ROLE:-*}",
      description = "framework roles, separated by commas (env FRAMEWORK_ROLE; ${DEFAULT-VALUE})")
  String role = "";

  @Option(
      names = {"--codec", "-codec"},
      defaultValue = "protobuf",
      description = "how messages travel: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
  CodecName codec = CodecName.PROTOBUF;

  @Option(
      names = {"--timeout", "-timeout"},
      converter = GoDuration.class,
      defaultValue = "${env:MESOS_CONNECT_TIMEOUT:-20s}",
      description = {
        "time to connect to the master, and to be without it before giving up",
        "(env MESOS_CONNECT_TIMEOUT; ${DEFAULT-VALUE})"
      })
  Duration timeout = Duration.ZERO;

  @Option(
      names = {"--failoverTimeout", "-failoverTimeout"},
      converter = GoDuration.class,
      defaultValue = "${env:SCHEDULER_FAILOVER_TIMEOUT:-10m}",
      description = {
        "how long the master keeps the tasks of a scheduler that is gone",
        "(env SCHEDULER_FAILOVER_TIMEOUT; ${DEFAULT-VALUE}; 0: not at all)"
      })
  Duration failoverTimeout = Duration.ZERO;

  @Option(
      names = {"--checkpoint", "-checkpoint"},
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "tasks survive a restart of their agent (${DEFAULT-VALUE})")
  boolean checkpoint = true;

  @Option(
      names = {"--principal", "-principal"},
      description = "framework principal")
  @Nullable String principal;

  @Option(
      names = {"--hostname", "-hostname"},
      description = "hostname that is advertised to the master")
  @Nullable String hostname;

  @Option(
      names = {"--label", "-label"},
      paramLabel = "KEY=VALUE",
      converter = LabelOption.class,
      description = "framework label, also KEY:VALUE; may be given several times")
  List<Label> labels = List.of();

  @Option(
      names = {"--tasks", "-tasks"},
      defaultValue = "${env:NUM_TASKS:-5}",
      description = "number of tasks (env NUM_TASKS; ${DEFAULT-VALUE})")
  int tasks;

  @Option(
      names = {"--cpu", "-cpu"},
      defaultValue = "${env:TASK_CPU:-1}",
      description = "cpus of a task (env TASK_CPU; ${DEFAULT-VALUE})")
  double cpu;

  @Option(
      names = {"--memory", "-memory"},
      defaultValue = "${env:TASK_MEMORY:-64}",
      description = "memory of a task in MB (env TASK_MEMORY; ${DEFAULT-VALUE})")
  double memory;

  @Option(
      names = {"--command"},
      defaultValue = "echo hello; sleep 1",
      description = "shell command of a task (${DEFAULT-VALUE})")
  String command = "";

  @Mixin ExecutorOptions executors = new ExecutorOptions();

  @Mixin ServerOptions server = new ServerOptions();

  @Option(
      names = {"--maxRefuseSeconds", "-maxRefuseSeconds"},
      converter = GoDuration.class,
      defaultValue = "${env:MAX_REFUSE_SECONDS:-5s}",
      description =
          "how long to refuse what is not needed (env MAX_REFUSE_SECONDS; ${DEFAULT-VALUE})")
  Duration maxRefuse = Duration.ZERO;

  @Option(
      names = {"--revive.burst", "-revive.burst"},
      defaultValue = "${env:REVIVE_BURST:-3}",
      description = "how many revives may be sent at once (env REVIVE_BURST; ${DEFAULT-VALUE})")
  int reviveBurst;

  @Option(
      names = {"--revive.wait", "-revive.wait"},
      converter = GoDuration.class,
      defaultValue = "${env:REVIVE_WAIT:-1s}",
      description = "time until one more may be sent (env REVIVE_WAIT; ${DEFAULT-VALUE})")
  Duration reviveWait = Duration.ZERO;

  @Option(
      names = {"--compression", "-compression"},
      description = "let the master compress its answers; it never does so with events")
  boolean compression;

  @Option(
      names = {"--gpuClusterCompat", "-gpuClusterCompat"},
      description = "take offers of agents with GPUs, too")
  boolean gpuClusterCompat;

  @Option(
      names = {"--frameworkIdFile"},
      description = "keep the framework's id in this file, and take up the framework it names")
  @Nullable Path frameworkIdFile;

  @Mixin SecurityOptions security = new SecurityOptions();

  @Option(
      names = {"--verbose", "-verbose"},
      description = "print every event and call")
  boolean verbose;

  @Option(names = "--live", description = "rewrite the progress line in place: for a terminal")
  boolean live;

  private boolean embedded;

  /** Options at their defaults are made by picocli; this constructor is for it. */
  public SchedulerOptions() {}

  /**
   * Points these options at a master that lives no longer than this process: there is nothing to be
   * torn down when the process is interrupted.
   *
   * @param master what {@code --url} takes
   */
  public void embedded(URI master) {
    url = master.toString();
    embedded = true;
  }

  boolean isEmbedded() {
    return embedded;
  }

  /**
   * Checks what the types cannot.
   *
   * @throws IllegalArgumentException naming the option, its value and what was expected
   */
  public void validate() {
    require(tasks > 0, "--tasks: " + tasks + " (expected: > 0)");
    require(cpu > 0 && Double.isFinite(cpu), "--cpu: " + cpu + " (expected: > 0)");
    require(memory > 0 && Double.isFinite(memory), "--memory: " + memory + " (expected: > 0)");
    require(timeout.toMillis() > 0, "--timeout: " + timeout + " (expected: >= 1ms)");
    require(reviveBurst > 0, "--revive.burst: " + reviveBurst + " (expected: > 0)");
    require(!reviveWait.isZero(), "--revive.wait: " + reviveWait + " (expected: > 0)");
    Role.violation(roles())
        .ifPresent(
            violation -> require(false, "--role: " + role + " (expected: roles): " + violation));
    executors.validate();
    server.validate();
    security.validate();
    masters();
  }

  List<String> roles() {
    return Stream.of(role.split(",", -1)).map(String::strip).toList();
  }

  /** The masters, also from {@code host:port} or from mesos-go's form with the path of the API. */
  List<URI> masters() {
    return Stream.of(url.split(",", -1)).map(SchedulerOptions::master).toList();
  }

  private static URI master(String given) {
    String text = given.contains("://") ? given : "http://" + given;
    URI uri;
    try {
      uri = URI.create(text.replaceFirst("/api/v1/scheduler/?$", ""));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "--url: " + given + " (expected: host:port or a URL): " + e.getMessage(), e);
    }
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    require(
        web && uri.getHost() != null,
        "--url: " + given + " (expected: host:port, or http:// or https:// and a host)");
    return uri;
  }

  /** A session for these options, which reconciles {@code known}. */
  SchedulerSessionBuilder session(Collection<Call.Reconcile.Task> known) {
    SchedulerSessionBuilder session =
        SchedulerSession.builder(masters(), framework())
            .client(
                client ->
                    security
                        .apply(client)
                        .codec(codec.codec())
                        .connectTimeout(timeout)
                        .gzip(compression))
            .giveUpAfter(timeout)
            .reconciliation(ReconciliationPolicy.standard().withTasks(() -> List.copyOf(known)));
    return frameworkIdFile == null
        ? session
        : session.frameworkIdStore(FrameworkIdStore.inFile(frameworkIdFile));
  }

  FrameworkInfo framework() {
    FrameworkInfo.Builder framework =
        FrameworkInfo.newBuilder()
            .setUser(user)
            .setName(name)
            .addAllRoles(roles())
            .setCheckpoint(checkpoint)
            .setFailoverTimeout(seconds(failoverTimeout));
    for (FrameworkInfo.Capability.Type capability : TaskBook.CAPABILITIES) {
      framework.addCapabilitiesBuilder().setType(capability);
    }
    if (gpuClusterCompat) {
      framework.addCapabilitiesBuilder().setType(FrameworkInfo.Capability.Type.GPU_RESOURCES);
    }
    String shown = principal == null ? security.username() : principal;
    if (shown != null) {
      framework.setPrincipal(shown);
    }
    if (hostname != null) {
      framework.setHostname(hostname);
    }
    if (!labels.isEmpty()) {
      framework.getLabelsBuilder().addAllLabels(labels);
    }
    return framework.build();
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
