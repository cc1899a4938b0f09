package io.mesosjava.cli;

import io.mesosjava.testkit.EmbeddedCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code mesos-java cluster}: an embedded cluster in the foreground, until a signal ends it. */
@Command(
    name = "cluster",
    description = {
      "Runs a Mesos cluster inside this process until SIGINT or SIGTERM.",
      "It listens on the loopback interface and runs any command that a client asks it to.",
      "Durations: 500ms, 15s, 10m, 2h, or as in Mesos' flags."
    },
    mixinStandardHelpOptions = true,
    showAtFileInUsageHelp = true,
    sortOptions = false,
    showDefaultValues = false)
final class ClusterCommand implements Callable<Integer> {

  @Mixin private ClusterOptions options = new ClusterOptions();
  @Mixin private ControlOptions controls = new ControlOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  ClusterCommand() {}

  @Override
  public Integer call() throws Exception {
    EmbeddedCluster.Builder builder = options.cluster();
    CompletableFuture<EmbeddedCluster> launching = new CompletableFuture<>();
    // The hook, not this thread, ends the cluster: a signal leaves this thread where it is.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(launching), "cluster-end"));
    EmbeddedCluster cluster;
    try {
      cluster = builder.launch();
      launching.complete(cluster);
    } catch (RuntimeException e) {
      launching.cancel(false);
      throw e;
    }
    options.security().write(cluster);
    CountDownLatch stop = new CountDownLatch(1);
    Control control = new Control(cluster, stop::countDown);
    Optional<ControlServer> server = Optional.empty();
    if (controls.port != null) {
      server = Optional.of(ControlServer.start(control, controls.port));
    }
    tell(cluster, server.map(ControlServer::uri));
    if (controls.interactive) {
      control.listen(System.in, spec.commandLine().getOut());
    }
    stop.await();
    server.ifPresent(ControlServer::close);
    return 0;
  }

  /** A cluster that is just being launched is ended when that is done. */
  private static void end(CompletableFuture<EmbeddedCluster> launching) {
    launching
        .handle(
            (cluster, failure) -> {
              if (cluster != null) {
                cluster.close();
              }
              return true;
            })
        .join();
  }

  private void tell(EmbeddedCluster cluster, Optional<String> control) throws IOException {
    String json = Report.json(cluster, control);
    if (controls.readyFile != null) {
      write(controls.readyFile.toAbsolutePath(), json + "\n");
    }
    var out = spec.commandLine().getOut();
    out.println(controls.json ? json : Report.text(cluster, control));
    out.flush();
  }

  /** Whoever waits for the file sees all of it. */
  private static void write(Path file, String content) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.writeString(part, content);
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
