package io.mesosjava.cli;

import io.mesosjava.examples.ExampleScheduler;
import io.mesosjava.examples.SchedulerOptions;
import io.mesosjava.testkit.EmbeddedCluster;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * {@code mesos-java demo}: the example scheduler on an embedded cluster of its own, or with {@code
 * --url} on another master.
 */
@Command(
    name = "demo",
    description = "Runs the example scheduler; without --url, on an embedded cluster of its own.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  @Mixin private SchedulerOptions options = new SchedulerOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  DemoCommand() {}

  @Override
  public Integer call() throws Exception {
    options.validate();
    ParseResult parsed = spec.commandLine().getParseResult();
    if (parsed.hasMatchedOption("--url") || System.getenv("MESOS_MASTER_HTTP") != null) {
      return ExampleScheduler.run(options, System.out);
    }
    return onEmbeddedCluster();
  }

  private int onEmbeddedCluster() throws IOException, InterruptedException {
    AtomicBoolean interrupted = new AtomicBoolean();
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      endWithTheProcess(cluster, interrupted);
      System.out.println("embedded cluster: master " + cluster.master());
      options.embedded(cluster.master());
      return ExampleScheduler.run(options, System.out);
    } catch (IOException e) {
      if (interrupted.get()) {
        return CommandLine.ExitCode
            .SOFTWARE; // The user ended it: that the cluster goes is no news.
      }
      throw e;
    }
  }

  private static void endWithTheProcess(EmbeddedCluster cluster, AtomicBoolean interrupted) {
    Runnable end =
        () -> {
          interrupted.set(true);
          cluster.close();
        };
    Runtime.getRuntime().addShutdownHook(new Thread(end, "cluster-end"));
  }
}
