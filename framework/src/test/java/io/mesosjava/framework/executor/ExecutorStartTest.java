package io.mesosjava.framework.executor;

import static io.mesosjava.framework.executor.ExecutorsOnCluster.work;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What an executor loads before its first task runs. Each of these takes longer than it looks, and
 * comes in by one careless line: a message as the key of a map, a uuid, a record that is compared.
 */
class ExecutorStartTest {

  private static final List<String> LATER =
      List.of(
          "io.mesosjava.v1.MesosSchema", // the descriptors of all messages
          "io.mesosjava.client.CallRules",
          "io.mesosjava.codec.JsonCodec",
          "java.security.SecureRandom",
          "javax.net.ssl.SSLContext",
          "io.netty.handler.ssl.SslHandler",
          "java.lang.runtime.ObjectMethods",
          "io.netty.util.NetUtil"); // all network interfaces

  @Test
  void loadsNothingThatItsFirstTaskDoesNotNeed() throws Exception {
    TaskInfo.Builder task = work("t", "run").toBuilder();
    CommandInfo.Builder command = task.getExecutorBuilder().getCommandBuilder();
    List<String> words = List.copyOf(command.getArgumentsList());
    command
        .clearArguments()
        .addArguments(words.get(0))
        .addArguments("-Xlog:class+load:file=classes");
    command.addArguments("-Dio.netty.machineId=00:00:00:00:00:01");
    command.addAllArguments(words.subList(1, words.size()));
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, false)) {
      scheduler.launch(task.buildPartial());
      scheduler.await("t", TaskState.TASK_RUNNING);
      List<String> loaded =
          Files.readAllLines(scheduler.sandbox().resolve("classes")).stream()
              .map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").replaceFirst(" source: .*", ""))
              .toList();
      assertThat(loaded)
          .contains("io.mesosjava.framework.executor.ExecutorDriver")
          .doesNotContainAnyElementsOf(LATER);
    }
  }
}
