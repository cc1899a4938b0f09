package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mesosjava.testkit.EmbeddedAgent;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of tasks when their agent's process dies and another takes its place. */
class AgentRestartTest {

  private static final ExecutorID EXECUTOR = ExecutorID.newBuilder().setValue("custom").build();

  @TempDir private Path work;
  private EmbeddedCluster cluster;
  private PlainScheduler scheduler;

  private EmbeddedAgent launch(boolean checkpoint) throws IOException, InterruptedException {
    cluster =
        EmbeddedCluster.builder()
            .workDirectory(work)
            .allocationInterval(Duration.ofMillis(50))
            .launch();
    FrameworkInfo.Builder framework =
        FrameworkInfo.newBuilder()
            .setUser("root")
            .setName("restarts")
            .addRoles("r")
            .setCheckpoint(checkpoint);
    for (FrameworkInfo.Capability.Type type :
        List.of(
            FrameworkInfo.Capability.Type.MULTI_ROLE,
            FrameworkInfo.Capability.Type.PARTITION_AWARE)) {
      framework.addCapabilities(FrameworkInfo.Capability.newBuilder().setType(type));
    }
    scheduler = new PlainScheduler(cluster.master(), framework.build());
    return cluster.agents().get(0);
  }

  @AfterEach
  void close() throws IOException {
    scheduler.close();
    cluster.close();
  }

  @Test
  void commandTasksOfACheckpointingFrameworkGoOn() throws Exception {
    EmbeddedAgent agent = launch(true);
    Path pipe = pipe();
    scheduler.launch(command("t", "read line < '" + pipe + "'; exit 3"));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);

    agent.kill();
    Files.writeString(pipe, "go\n");
    String id = agent.id();
    agent.restart();

    assertThat(scheduler.expect(TaskState.TASK_FAILED).getMessage())
        .isEqualTo("Command exited with status 3");
    assertThat(agent.id()).isEqualTo(id);
  }

  @Test
  void tasksOfAFrameworkThatDoesNotCheckpointAreLost() throws Exception {
    EmbeddedAgent agent = launch(false);
    Path pipe = pipe();
    scheduler.launch(command("t", "echo $$ > '" + pipe + "'; exec sleep 1000"));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    ProcessHandle process =
        ProcessHandle.of(Long.parseLong(Files.readString(pipe).strip())).orElseThrow();

    agent.kill();

    process.onExit().join();
    TaskStatus lost =
        scheduler.next(io.mesosjava.v1.scheduler.Event.Type.UPDATE).getUpdate().getStatus();
    assertThat(lost.getState()).isEqualTo(TaskState.TASK_LOST);
    assertThat(lost.getReason()).isEqualTo(Reason.REASON_AGENT_DISCONNECTED);
    agent.restart();
    scheduler.launch(command("u", "true"));
    scheduler.expect("u", TaskState.TASK_STARTING);
    scheduler.expect("u", TaskState.TASK_RUNNING);
    scheduler.expect("u", TaskState.TASK_FINISHED);
  }

  @Test
  void anExecutorComesBackWithWhatItHadToSay() throws Exception {
    EmbeddedAgent agent = launch(true);
    scheduler.launch(custom("t"));
    TaskInfo task;
    try (PlainExecutor first = subscribe(Call.Subscribe.newBuilder())) {
      first.expect(Event.Type.SUBSCRIBED);
      task = first.expect(Event.Type.LAUNCH).getLaunch().getTask();
      agent.kill();
    }
    TaskStatus meanwhile =
        TaskStatus.newBuilder()
            .setTaskId(task.getTaskId())
            .setState(TaskState.TASK_RUNNING)
            .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
            .setUuid(StatusDetails.bytes(UUID.randomUUID()))
            .build();
    agent.restart();
    Call.Subscribe.Builder subscribe =
        Call.Subscribe.newBuilder()
            .addUnacknowledgedTasks(task)
            .addUnacknowledgedUpdates(Call.Update.newBuilder().setStatus(meanwhile));
    try (PlainExecutor second = subscribe(subscribe)) {
      second.expect(Event.Type.SUBSCRIBED);
      assertThat(second.expect(Event.Type.ACKNOWLEDGED).getAcknowledged().getUuid())
          .isEqualTo(meanwhile.getUuid());
      assertThat(scheduler.expect(TaskState.TASK_RUNNING).getUuid()).isEqualTo(meanwhile.getUuid());
    }
  }

  @Test
  void anExecutorThatDoesNotComeBackIsEnded() throws Exception {
    EmbeddedAgent agent = launch(true);
    scheduler.launch(custom("t"));
    try (PlainExecutor executor = subscribe(Call.Subscribe.newBuilder())) {
      executor.expect(Event.Type.SUBSCRIBED);
      executor.expect(Event.Type.LAUNCH);
      executor.update(Statuses.task("t"), TaskState.TASK_RUNNING);
      scheduler.expect(TaskState.TASK_RUNNING);
      agent.kill();
    }
    agent.restart();
    TaskStatus gone = scheduler.expect(TaskState.TASK_GONE);
    assertThat(gone.getReason()).isEqualTo(Reason.REASON_EXECUTOR_REREGISTRATION_TIMEOUT);
    assertThat(gone.getMessage()).isEqualTo("Executor did not reregister within 2secs");
  }

  @Test
  void diesAndComesBackInTurnOnly() throws Exception {
    EmbeddedAgent agent = launch(true);
    assertThatIllegalStateException().isThrownBy(agent::restart);
    agent.kill();
    assertThatIllegalStateException().isThrownBy(agent::kill);
    agent.restart();
  }

  private PlainExecutor subscribe(Call.Subscribe.Builder subscribe)
      throws IOException, InterruptedException {
    return new PlainExecutor(
        cluster.agents().get(0).uri(), scheduler.id(), EXECUTOR, subscribe.build());
  }

  private Path pipe() throws IOException, InterruptedException {
    Path pipe = work.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  private static TaskInfo.Builder custom(String id) {
    return task(id)
        .setExecutor(
            ExecutorInfo.newBuilder()
                .setType(ExecutorInfo.Type.CUSTOM)
                .setExecutorId(EXECUTOR)
                .setCommand(CommandInfo.newBuilder().setValue("sleep 1000"))
                .addResources(scalar("cpus", 0.1))
                .addResources(scalar("mem", 32)));
  }

  private static TaskInfo.Builder command(String id, String command) {
    return task(id).setCommand(CommandInfo.newBuilder().setValue(command));
  }

  private static TaskInfo.Builder task(String id) {
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(Statuses.task(id))
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 32));
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }
}
