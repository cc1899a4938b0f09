package io.mesosjava.cli;

import io.mesosjava.testkit.EmbeddedAgent;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.EmbeddedMaster;
import java.util.concurrent.Callable;
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
      "It listens on the loopback interface and runs any command that a client asks it to."
    },
    mixinStandardHelpOptions = true,
    showDefaultValues = false)
final class ClusterCommand implements Callable<Integer> {

  @Mixin private ClusterOptions options = new ClusterOptions();
  @Spec private CommandSpec spec = CommandSpec.create();

  ClusterCommand() {}

  @Override
  public Integer call() throws Exception {
    EmbeddedCluster cluster = options.cluster().launch();
    // The hook, not this thread, ends the cluster: a signal leaves this thread where it waits.
    Runtime.getRuntime().addShutdownHook(new Thread(cluster::close, "cluster-end"));
    var out = spec.commandLine().getOut();
    options.security().write(cluster);
    for (EmbeddedMaster master : cluster.masters()) {
      out.println("master  " + master.uri() + (master.isLeading() ? "" : "   (follows)"));
    }
    for (EmbeddedAgent agent : cluster.agents()) {
      out.println("agent   " + agent.uri() + "   " + agent.id());
    }
    out.println("ready; end with Ctrl-C");
    out.flush();
    new CountDownLatch(1).await();
    return 0;
  }
}
