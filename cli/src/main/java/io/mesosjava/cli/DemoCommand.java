package io.mesosjava.cli;

import io.mesosjava.examples.ExampleScheduler;
import io.mesosjava.examples.SchedulerOptions;
import io.mesosjava.testkit.EmbeddedCluster;
import java.util.concurrent.Callable;
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
    ParseResult parsed = spec.commandLine().getParseResult();
    if (parsed.hasMatchedOption("--url") || System.getenv("MESOS_MASTER_HTTP") != null) {
      return ExampleScheduler.run(options, System.out);
    }
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "cluster-end"));
      System.out.println("embedded cluster: master " + cluster.master());
      options.embedded(cluster.master());
      return ExampleScheduler.run(options, System.out);
    }
  }
}
