package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.EmbeddedAgent;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.Environment;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import io.mesosjava.v1.scheduler.Event.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A framework's own executor: its process is real, its side of the API is played by the test. */
class CustomExecutorTest {

  private static final ExecutorID EXECUTOR = ExecutorID.newBuilder().setValue("custom").build();
  private static final TaskID TASK = Statuses.task("t1");

  @TempDir private Path work;
  private EmbeddedCluster cluster;
  private PlainScheduler scheduler;

  private void launch(double speed) throws IOException, InterruptedException {
    cluster = EmbeddedCluster.builder().workDirectory(work).clockSpeed(speed).launch();
    FrameworkInfo.Builder framework =
        FrameworkInfo.newBuilder().setUser("root").setName("executors").addRoles("r");
    for (FrameworkInfo.Capability.Type type :
        List.of(
            FrameworkInfo.Capability.Type.MULTI_ROLE,
            FrameworkInfo.Capability.Type.PARTITION_AWARE)) {
      framework.addCapabilities(FrameworkInfo.Capability.newBuilder().setType(type));
    }
    scheduler = new PlainScheduler(cluster.master(), framework.setCheckpoint(true).build());
  }

  @AfterEach
  void close() throws IOException {
    scheduler.close();
    cluster.close();
  }

  @Test
  void runsWithTheEnvironmentOfMesos() throws Exception {
    launch(20);
    Path pipe = pipe();
    scheduler.launch(task("t1", "env > '" + pipe + "'; sleep 1000"));
    Map<String, String> environment =
        Arrays.stream(Files.readString(pipe).split("\n"))
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    EmbeddedAgent agent = cluster.agents().get(0);
    String sandbox = agent.sandbox(scheduler.id().getValue(), "custom").toRealPath().toString();
    assertThat(environment)
        .containsEntry("LIBPROCESS_PORT", "0")
        .containsEntry("MESOS_AGENT_ENDPOINT", agent.uri().getAuthority())
        .containsEntry("MESOS_CHECKPOINT", "1")
        .containsEntry("MESOS_DIRECTORY", sandbox)
        .containsEntry("MESOS_EXECUTOR_ID", "custom")
        .containsEntry("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", "3secs")
        .containsEntry("MESOS_FRAMEWORK_ID", scheduler.id().getValue())
        .containsEntry("MESOS_HTTP_COMMAND_EXECUTOR", "0")
        .containsEntry("MESOS_RECOVERY_TIMEOUT", "15mins")
        .containsEntry("MESOS_SANDBOX", sandbox)
        .containsEntry("MESOS_SLAVE_ID", agent.id())
        .containsEntry("MESOS_SLAVE_PID", "slave(1)@" + agent.uri().getAuthority())
        .containsEntry("MESOS_SUBSCRIPTION_BACKOFF_MAX", "2secs")
        .containsEntry("OWN", "value")
        .containsOnlyKeys(
            "LIBPROCESS_PORT",
            "MESOS_AGENT_ENDPOINT",
            "MESOS_CHECKPOINT",
            "MESOS_DIRECTORY",
            "MESOS_EXECUTOR_ID",
            "MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD",
            "MESOS_FRAMEWORK_ID",
            "MESOS_HTTP_COMMAND_EXECUTOR",
            "MESOS_RECOVERY_TIMEOUT",
            "MESOS_SANDBOX",
            "MESOS_SLAVE_ID",
            "MESOS_SLAVE_PID",
            "MESOS_SUBSCRIPTION_BACKOFF_MAX",
            "OWN",
            "PATH",
            "PWD");
  }

  @Test
  void getsItsTasksAndReportsOnThem() throws Exception {
    launch(20);
    scheduler.launch(task("t1", "sleep 1000"));
    try (PlainExecutor executor = subscribe()) {
      Event.Subscribed subscribed = executor.expect(Event.Type.SUBSCRIBED).getSubscribed();
      assertThat(subscribed.getExecutorInfo().getExecutorId()).isEqualTo(EXECUTOR);
      assertThat(subscribed.getFrameworkInfo().getId()).isEqualTo(scheduler.id());
      assertThat(subscribed.getAgentInfo().getId().getValue())
          .isEqualTo(cluster.agents().get(0).id());
      assertThat(executor.expect(Event.Type.LAUNCH).getLaunch().getTask().getTaskId())
          .isEqualTo(TASK);

      TaskStatus running = executor.update(TASK, TaskState.TASK_RUNNING);
      assertThat(executor.expect(Event.Type.ACKNOWLEDGED).getAcknowledged().getUuid())
          .isEqualTo(running.getUuid());
      TaskStatus heard = scheduler.expect(TaskState.TASK_RUNNING);
      assertThat(heard.getUuid()).isEqualTo(running.getUuid());
      assertThat(heard.getContainerStatus().getContainerId())
          .isEqualTo(subscribed.getContainerId());
    }
  }

  @Test
  void getsTheTasksThatComeLater() throws Exception {
    launch(20);
    scheduler.launch(task("t1", "sleep 1000"));
    try (PlainExecutor executor = subscribe()) {
      executor.expect(Event.Type.SUBSCRIBED);
      executor.expect(Event.Type.LAUNCH);
      scheduler.launch(task("t2", "sleep 1000"));
      assertThat(executor.expect(Event.Type.LAUNCH).getLaunch().getTask().getTaskId())
          .isEqualTo(Statuses.task("t2"));
    }
  }

  @Test
  void hearsMessagesAndKills() throws Exception {
    launch(20);
    scheduler.launch(task("t1", "sleep 1000"));
    try (PlainExecutor executor = subscribe()) {
      executor.expect(Event.Type.SUBSCRIBED);
      executor.expect(Event.Type.LAUNCH);
      scheduler.send(
          io.mesosjava.v1.scheduler.Call.newBuilder()
              .setType(io.mesosjava.v1.scheduler.Call.Type.MESSAGE)
              .setMessage(
                  io.mesosjava.v1.scheduler.Call.Message.newBuilder()
                      .setAgentId(agentId())
                      .setExecutorId(EXECUTOR)
                      .setData(ByteString.copyFromUtf8("ping"))));
      assertThat(executor.expect(Event.Type.MESSAGE).getMessage().getData().toStringUtf8())
          .isEqualTo("ping");
      executor.send(
          Call.newBuilder()
              .setType(Call.Type.MESSAGE)
              .setMessage(Call.Message.newBuilder().setData(ByteString.copyFromUtf8("pong"))));
      assertThat(
              scheduler
                  .next(io.mesosjava.v1.scheduler.Event.Type.MESSAGE)
                  .getMessage()
                  .getData()
                  .toStringUtf8())
          .isEqualTo("pong");
      KillPolicy policy =
          KillPolicy.newBuilder().setGracePeriod(duration(Duration.ofSeconds(1))).build();
      scheduler.send(
          io.mesosjava.v1.scheduler.Call.newBuilder()
              .setType(io.mesosjava.v1.scheduler.Call.Type.KILL)
              .setKill(
                  io.mesosjava.v1.scheduler.Call.Kill.newBuilder()
                      .setTaskId(TASK)
                      .setKillPolicy(policy)));
      Event.Kill kill = executor.expect(Event.Type.KILL).getKill();
      assertThat(kill.getTaskId()).isEqualTo(TASK);
      assertThat(kill.getKillPolicy()).isEqualTo(policy);
    }
  }

  @Test
  void takesItsTasksWithItWhenItExits() throws Exception {
    launch(20);
    Path pipe = pipe();
    scheduler.launch(task("t1", "read line < '" + pipe + "'; exit 3"));
    try (PlainExecutor executor = subscribe()) {
      executor.expect(Event.Type.SUBSCRIBED);
      executor.expect(Event.Type.LAUNCH);
      executor.update(TASK, TaskState.TASK_RUNNING);
      scheduler.expect(TaskState.TASK_RUNNING);
      Files.writeString(pipe, "go\n");
      Failure failure = scheduler.next(io.mesosjava.v1.scheduler.Event.Type.FAILURE).getFailure();
      assertThat(failure.getExecutorId()).isEqualTo(EXECUTOR);
      assertThat(failure.getStatus()).isEqualTo(3 << 8);
      TaskStatus failed = scheduler.expect(TaskState.TASK_FAILED);
      assertThat(failed.getReason()).isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
      assertThat(failed.getSource()).isEqualTo(TaskStatus.Source.SOURCE_AGENT);
      assertThat(failed.getMessage()).isEqualTo("Executor terminated");
      assertThat(failed.hasContainerStatus()).isFalse();
    }
  }

  @Test
  void isEndedWhenItDoesNotSubscribeInTime() throws Exception {
    launch(600);
    scheduler.launch(task("t1", "sleep 1000"));
    Failure failure = scheduler.next(io.mesosjava.v1.scheduler.Event.Type.FAILURE).getFailure();
    assertThat(failure.getStatus()).isEqualTo(9);
    TaskStatus failed = scheduler.expect(TaskState.TASK_FAILED);
    assertThat(failed.getReason()).isEqualTo(Reason.REASON_EXECUTOR_REGISTRATION_TIMEOUT);
    assertThat(failed.getMessage()).isEqualTo("Executor did not register within 1mins");
  }

  @Test
  void isEndedByForceWhenItDoesNotShutDownInTime() throws Exception {
    launch(20);
    scheduler.launch(task("t1", "sleep 1000"));
    try (PlainExecutor executor = subscribe()) {
      executor.expect(Event.Type.SUBSCRIBED);
      executor.expect(Event.Type.LAUNCH);
      scheduler.send(
          io.mesosjava.v1.scheduler.Call.newBuilder()
              .setType(io.mesosjava.v1.scheduler.Call.Type.SHUTDOWN)
              .setShutdown(
                  io.mesosjava.v1.scheduler.Call.Shutdown.newBuilder()
                      .setAgentId(agentId())
                      .setExecutorId(EXECUTOR)));
      executor.expect(Event.Type.SHUTDOWN);
      assertThat(scheduler.expect(TaskState.TASK_FAILED).getReason())
          .isEqualTo(Reason.REASON_EXECUTOR_TERMINATED);
      assertThat(executor.next()).isNull();
    }
  }

  @Test
  void isShutDownWhenItsTasksWereKilledBeforeItCame() throws Exception {
    launch(20);
    scheduler.launch(task("t1", "sleep 1000"));
    scheduler.kill(TASK);
    TaskStatus killed = scheduler.expect(TaskState.TASK_KILLED);
    assertThat(killed.getReason()).isEqualTo(Reason.REASON_TASK_KILLED_DURING_LAUNCH);
    assertThat(killed.getMessage()).isEqualTo("Killed before delivery to the executor");
    try (PlainExecutor executor = subscribe()) {
      executor.expect(Event.Type.SHUTDOWN);
      assertThat(executor.next()).isNull();
    }
  }

  @Test
  void losesItsOldStreamToTheNewOne() throws Exception {
    launch(20);
    scheduler.launch(task("t1", "sleep 1000"));
    try (PlainExecutor first = subscribe()) {
      first.expect(Event.Type.SUBSCRIBED);
      TaskInfo task = first.expect(Event.Type.LAUNCH).getLaunch().getTask();
      TaskStatus running =
          TaskStatus.newBuilder()
              .setTaskId(TASK)
              .setState(TaskState.TASK_RUNNING)
              .setSource(TaskStatus.Source.SOURCE_EXECUTOR)
              .setUuid(StatusDetails.bytes(java.util.UUID.randomUUID()))
              .build();
      Call.Subscribe.Builder subscribe =
          Call.Subscribe.newBuilder()
              .addUnacknowledgedTasks(task)
              .addUnacknowledgedUpdates(Call.Update.newBuilder().setStatus(running));
      try (PlainExecutor second = subscribe(subscribe)) {
        second.expect(Event.Type.SUBSCRIBED);
        assertThat(second.expect(Event.Type.ACKNOWLEDGED).getAcknowledged().getUuid())
            .isEqualTo(running.getUuid());
        assertThat(first.next()).isNull();
      }
      assertThat(scheduler.expect(TaskState.TASK_RUNNING).getUuid()).isEqualTo(running.getUuid());
    }
  }

  private PlainExecutor subscribe() throws IOException, InterruptedException {
    return subscribe(Call.Subscribe.newBuilder());
  }

  private PlainExecutor subscribe(Call.Subscribe.Builder subscribe)
      throws IOException, InterruptedException {
    return new PlainExecutor(
        cluster.agents().get(0).uri(), scheduler.id(), EXECUTOR, subscribe.build());
  }

  private io.mesosjava.v1.AgentID agentId() {
    return io.mesosjava.v1.AgentID.newBuilder().setValue(cluster.agents().get(0).id()).build();
  }

  private Path pipe() throws IOException, InterruptedException {
    Path pipe = work.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  private static TaskInfo.Builder task(String id, String command) {
    ExecutorInfo.Builder executor =
        ExecutorInfo.newBuilder()
            .setType(ExecutorInfo.Type.CUSTOM)
            .setExecutorId(EXECUTOR)
            .setShutdownGracePeriod(duration(Duration.ofSeconds(3)))
            .setCommand(
                CommandInfo.newBuilder()
                    .setValue(command)
                    .setEnvironment(
                        Environment.newBuilder()
                            .addVariables(
                                Environment.Variable.newBuilder()
                                    .setName("OWN")
                                    .setValue("value"))))
            .addResources(scalar("cpus", 0.1))
            .addResources(scalar("mem", 32));
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(Statuses.task(id))
        .setExecutor(executor)
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 32));
  }

  private static DurationInfo duration(Duration duration) {
    return DurationInfo.newBuilder().setNanoseconds(duration.toNanos()).build();
  }

  private static Resource scalar(String name, double value) {
    return Resource.newBuilder()
        .setName(name)
        .setType(Value.Type.SCALAR)
        .setScalar(Value.Scalar.newBuilder().setValue(value))
        .build();
  }
}
