package io.mesosjava.cli;

import io.mesosjava.examples.ExecutorArchive;
import io.mesosjava.testkit.EmbeddedCluster;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code mesos-java executor-archive}: an archive of the classes of an executor. */
@Command(
    name = "executor-archive",
    description = {
      "Makes an archive of the classes of an executor, with which its JVM starts faster.",
      "The executor is run once for that, on an embedded cluster."
    },
    mixinStandardHelpOptions = true)
final class ExecutorArchiveCommand implements Callable<Integer> {

  @Mixin private ExecutorArchive archive = new ExecutorArchive();

  ExecutorArchiveCommand() {}

  @Override
  public Integer call() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      archive.make(cluster.master(), System.out);
      return 0;
    }
  }
}
