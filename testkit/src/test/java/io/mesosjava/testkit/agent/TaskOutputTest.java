package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks that write more than anybody wants. */
class TaskOutputTest {

  private static final long LIMIT = 1 << 20;

  private static final FrameworkInfo FRAMEWORK =
      FrameworkInfo.newBuilder().setUser("somebody").setName("output").build();

  @TempDir private Path work;

  private static Resource resource(String name, double amount) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(amount))
        .build();
  }

  private static TaskInfo.Builder task(String command) {
    return TaskInfo.newBuilder()
        .setName("t")
        .setTaskId(TaskID.newBuilder().setValue("t"))
        .addResources(resource("cpus", 0.1))
        .addResources(resource("mem", 32))
        .setCommand(CommandInfo.newBuilder().setValue(command));
  }

  @Test
  void aGigabyteEndsAtTheLimitAndTheTaskWithIt() throws Exception {
    try (EmbeddedCluster cluster =
            EmbeddedCluster.builder()
                .workDirectory(work)
                .maxFileSize(LIMIT)
                .allocationInterval(Duration.ofMillis(50))
                .launch();
        PlainScheduler scheduler = new PlainScheduler(cluster.master(), FRAMEWORK)) {
      scheduler.launch(task("exec head -c 1000000000 /dev/zero"));
      scheduler.expect(TaskState.TASK_STARTING);
      scheduler.expect(TaskState.TASK_RUNNING);
      TaskStatus end = scheduler.expect(TaskState.TASK_FAILED);

      assertThat(end.getMessage())
          .isEqualTo("Command terminated with signal File size limit exceeded");
      Path sandbox = cluster.agents().get(0).sandbox(scheduler.id().getValue(), "t");
      assertThat(Files.size(sandbox.resolve("stdout"))).isEqualTo(LIMIT);
    }
  }
}
