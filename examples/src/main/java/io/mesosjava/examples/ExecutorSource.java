package io.mesosjava.examples;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where agents get the executor from, if there is one of our own.
 *
 * @param executor what starts it
 * @param server what serves it, to be closed
 */
record ExecutorSource(Optional<CustomExecutor> executor, Optional<ArtifactServer> server)
    implements AutoCloseable {

  private static final ExecutorSource NONE = new ExecutorSource(Optional.empty(), Optional.empty());

  /** What {@code options} say; serving it says so on {@code out}. */
  static ExecutorSource open(
      SchedulerOptions options, InternalJobs jobs, SchedulerMetrics metrics, PrintStream out)
      throws InterruptedException {
    ExecutorOptions wanted = options.executors;
    if (wanted.isCommand()) {
      return NONE;
    }
    if (wanted.image().isPresent()) {
      return new ExecutorSource(Optional.of(ExecutorOptions.ofImage()), Optional.empty());
    }
    if (wanted.isCustom() && !options.server.isAddressGiven()) {
      return new ExecutorSource(Optional.of(CustomExecutor.byPath()), Optional.empty());
    }
    List<Path> files =
        wanted.isCustom()
            ? CustomExecutor.jars(Optional.empty(), "--server.address")
            : List.of(wanted.program());
    HostAndPort address = options.server.fileAddress();
    ArtifactServer server =
        jobs.started(
            "artifact server",
            () -> ArtifactServer.start(address, files, metrics::artifactDownloaded));
    List<URI> uris = server.uris();
    out.println("serving the executor at " + uris.get(0).resolve("/"));
    CustomExecutor executor =
        wanted.isCustom() ? CustomExecutor.served(uris) : ExecutorOptions.ofProgram(uris.get(0));
    return new ExecutorSource(Optional.of(executor), Optional.of(server));
  }

  @Override
  public void close() {
    server.ifPresent(ArtifactServer::close);
  }
}
