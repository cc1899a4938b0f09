package io.mesosjava.examples;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The servers inside the scheduler: of files for agents, and of its metrics. */
final class ServerOptions {

  private static final String LOOPBACK = "127.0.0.1";

  @Option(
      names = {"--server.address", "-server.address"},
      paramLabel = "HOST[:PORT]",
      defaultValue = "${env:LIBPROCESS_IP}",
      description = {
        "where agents find the executor that is served to them, and others the metrics",
        "(env LIBPROCESS_IP; 127.0.0.1). If it is given, --executor custom is served"
      })
  @Nullable String address;

  @Option(
      names = {"--server.port", "-server.port"},
      defaultValue = "0",
      description = "the port of that, unless --server.address has one (${DEFAULT-VALUE}: any)")
  int port;

  @Option(
      names = {"--metrics.port", "-metrics.port"},
      defaultValue = "${env:PORT0:-0}",
      description = "serve metrics there, as Prometheus reads them (env PORT0; 0: not at all)")
  int metricsPort;

  @Option(
      names = {"--metrics.path", "-metrics.path"},
      defaultValue = "${env:METRICS_API_PATH:-/metrics}",
      description = "under this path (env METRICS_API_PATH; ${DEFAULT-VALUE})")
  String metricsPath = "";

  @Option(
      names = {"--resourceTypeMetrics", "-resourceTypeMetrics"},
      description = "measure how much of each resource is offered")
  boolean resourceTypeMetrics;

  @Option(
      names = {"--summaryMetrics", "-summaryMetrics"},
      description = "also show the quantiles of what is measured")
  boolean summaryMetrics;

  @Option(
      names = {"--jobRestartDelay", "-jobRestartDelay"},
      converter = GoDuration.class,
      defaultValue = "${env:JOB_RESTART_DELAY:-5s}",
      description = {
        "how long to wait before a server inside is started again that could not be",
        "(env JOB_RESTART_DELAY; ${DEFAULT-VALUE})"
      })
  Duration jobRestartDelay = Duration.ZERO;

  ServerOptions() {}

  void validate() {
    checkPort(port, "--server.port");
    checkPort(metricsPort, "--metrics.port");
    if (!metricsPath.startsWith("/")) {
      throw new IllegalArgumentException(
          "--metrics.path: " + metricsPath + " (expected: a path, such as /metrics)");
    }
    fileAddress();
  }

  private static void checkPort(int port, String option) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(option + ": " + port + " (expected: 0 to 65535)");
    }
  }

  boolean isAddressGiven() {
    return address != null && !address.isEmpty();
  }

  /** Where files are served. */
  HostAndPort fileAddress() {
    return HostAndPort.parse(isAddressGiven() ? address : LOOPBACK, port, "--server.address");
  }

  /** Where metrics are served. */
  HostAndPort metricsAddress() {
    return new HostAndPort(fileAddress().host(), metricsPort);
  }
}
