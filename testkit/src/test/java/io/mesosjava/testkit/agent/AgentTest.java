package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.testkit.agent.RecordingMaster.Exit;
import io.mesosjava.testkit.agent.RecordingMaster.Update;
import io.mesosjava.testkit.link.AgentLink;
import io.mesosjava.testkit.link.WiredAgent;
import io.mesosjava.testkit.link.WiredMaster;
import io.mesosjava.testkit.stage.StageClock;
import io.mesosjava.testkit.stage.StageThread;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.ContainerInfo;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.Environment;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.NetworkInfo;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentTest {

  private static final FrameworkInfo FRAMEWORK =
      FrameworkInfo.newBuilder()
          .setUser("root")
          .setName("f")
          .setId(Statuses.framework("m-0000"))
          .addCapabilities(capability(FrameworkInfo.Capability.Type.TASK_KILLING_STATE))
          .addCapabilities(capability(FrameworkInfo.Capability.Type.PARTITION_AWARE))
          .build();

  /** Time passes fast here: a grace of minutes is over before a test's patience. */
  private static final double SPEED = 50;

  @TempDir private Path work;
  private final StageThread stage = StageThread.start("stage", StageClock.scaled(SPEED));
  private final RecordingMaster master = new RecordingMaster();
  private final Set<ByteString> seen = new HashSet<>();
  private Agent agent;
  private AgentLink link;

  @BeforeEach
  void start() throws IOException {
    agent = Agent.open(config(), stage);
    link = new WiredAgent(agent, (name, delivery) -> stage.execute(delivery));
    agent.start(
        new WiredMaster(
            master,
            (name, delivery) -> stage.execute(delivery),
            (name, delivery) -> stage.execute(delivery)));
    assertThat(master.nextRegistration().pid()).isEqualTo("slave(1)@127.0.0.1:5051");
  }

  @AfterEach
  void stop() throws IOException {
    agent.close();
    stage.close();
  }

  @Test
  void runsACommandAndReportsItsLife() throws IOException {
    link.runTask(FRAMEWORK, task("hello", "echo hello").build());

    TaskStatus starting = expect(TaskState.TASK_STARTING);
    TaskStatus running = expect(TaskState.TASK_RUNNING);
    TaskStatus finished = expect(TaskState.TASK_FINISHED);

    assertThat(List.of(starting, running, finished))
        .allSatisfy(
            status -> {
              assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
              assertThat(status.getAgentId()).isEqualTo(RecordingMaster.AGENT);
              assertThat(status.getExecutorId().getValue()).isEqualTo("hello");
              assertThat(status.getUuid().size()).isEqualTo(16);
              assertThat(status.getTimestamp()).isPositive();
              assertThat(status.getContainerStatus().getExecutorPid()).isPositive();
              assertThat(status.getContainerStatus().getNetworkInfos(0).getIpAddressesList())
                  .containsExactly(
                      NetworkInfo.IPAddress.newBuilder()
                          .setProtocol(NetworkInfo.Protocol.IPv4)
                          .setIpAddress("127.0.0.1")
                          .build());
              assertThat(status.hasReason()).isFalse();
            });
    assertThat(running.hasMessage()).isFalse();
    assertThat(finished.getMessage()).isEqualTo("Command exited with status 0");
    assertThat(master.nextExit()).isEqualTo(new Exit(executorId("hello"), 0, true));
    String container = finished.getContainerStatus().getContainerId().getValue();
    Path runs = work.toRealPath().resolve("slaves/m-S0/frameworks/m-0000/executors/hello/runs");
    assertThat(runs.resolve(container).resolve("stdout")).hasContent("hello\n");
    assertThat(Files.readSymbolicLink(runs.resolve("latest"))).isEqualTo(runs.resolve(container));
  }

  @Test
  void tellsTheLatestStateWithUpdatesThatAreHeldBack() {
    link.runTask(FRAMEWORK, task("t", "true").build());
    assertThat(master.nextExit().waitStatus()).isZero();
    Update starting = nextNew();
    assertThat(starting.status().getState()).isEqualTo(TaskState.TASK_STARTING);
    acknowledge(starting.status());
    Update running = nextNew();
    assertThat(running.status().getState()).isEqualTo(TaskState.TASK_RUNNING);
    assertThat(running.latest()).isEqualTo(TaskState.TASK_FINISHED);
  }

  @Test
  void reportsFailures() {
    link.runTask(FRAMEWORK, task("exit3", "exit 3").build());
    expect(TaskState.TASK_STARTING);
    expect(TaskState.TASK_RUNNING);
    assertThat(expect(TaskState.TASK_FAILED).getMessage())
        .isEqualTo("Command exited with status 3");
    // The executor is well.
    assertThat(master.nextExit().waitStatus()).isZero();
  }

  @Test
  void killsPolitely() {
    link.runTask(FRAMEWORK, task("t", "sleep 1000").build());
    expect(TaskState.TASK_STARTING);
    expect(TaskState.TASK_RUNNING);
    link.killTask(FRAMEWORK.getId(), Statuses.task("t"), null);
    expect(TaskState.TASK_KILLING);
    assertThat(expect(TaskState.TASK_KILLED).getMessage())
        .isEqualTo("Command terminated with signal Terminated");
  }

  @Test
  void killsTheStubbornWhenTheirOwnGraceIsOver() throws Exception {
    link.runTask(FRAMEWORK, stubborn().setKillPolicy(grace(Duration.ofSeconds(30))).build());
    expect(TaskState.TASK_STARTING);
    TaskStatus running = expect(TaskState.TASK_RUNNING);
    awaitStubborn();
    // The policy of the call has no effect on command tasks.
    link.killTask(FRAMEWORK.getId(), Statuses.task("t"), grace(Duration.ofDays(1)));
    expect(TaskState.TASK_KILLING);
    TaskStatus killed = expect(TaskState.TASK_KILLED);
    assertThat(killed.getTimestamp() - running.getTimestamp()).isGreaterThanOrEqualTo(30);
  }

  @Test
  void killsWhatHasNotBeenDeliveredYet() {
    // Both messages come before the container can be there.
    stage.execute(
        () -> {
          agent.runTask(FRAMEWORK, task("t", "echo never").build());
          agent.killTask(FRAMEWORK.getId(), Statuses.task("t"), null);
        });
    TaskStatus killed = expect(TaskState.TASK_KILLED);
    assertThat(killed.getReason()).isEqualTo(TaskStatus.Reason.REASON_TASK_KILLED_DURING_LAUNCH);
    assertThat(killed.getSource()).isEqualTo(TaskStatus.Source.SOURCE_AGENT);
    assertThat(killed.hasContainerStatus()).isFalse();
    assertThat(master.nextExit().executor()).isEqualTo(executorId("t"));
  }

  @Test
  void dropsTheKillOfATaskThatIsNotHere() {
    link.runTask(FRAMEWORK, task("here", "sleep 1000").build());
    expect(TaskState.TASK_STARTING);
    expect(TaskState.TASK_RUNNING);
    link.killTask(FRAMEWORK.getId(), Statuses.task("elsewhere"), null);
    TaskStatus dropped = expect(TaskState.TASK_DROPPED);
    assertThat(dropped.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED);
    assertThat(dropped.getMessage()).isEqualTo("Cannot find executor");
    assertThat(dropped.hasExecutorId()).isFalse();
  }

  @Test
  void failsATaskWhoseContainerCannotBeMade() {
    link.runTask(
        FRAMEWORK,
        task("t", "true")
            .setContainer(ContainerInfo.newBuilder().setType(ContainerInfo.Type.DOCKER))
            .build());
    TaskStatus failed = expect(TaskState.TASK_FAILED);
    assertThat(failed.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED);
    assertThat(failed.getMessage()).isEqualTo("Abnormal executor termination: unknown container");
    assertThat(failed.getSource()).isEqualTo(TaskStatus.Source.SOURCE_AGENT);
    assertThat(failed.getExecutorId()).isEqualTo(executorId("t"));
    assertThat(master.nextExit().waitStatus()).isEqualTo(-1);
  }

  @Test
  void endsATaskThatRunsForTooLong() {
    link.runTask(
        FRAMEWORK,
        task("t", "sleep 1000").setMaxCompletionTime(duration(Duration.ofSeconds(20))).build());
    expect(TaskState.TASK_STARTING);
    expect(TaskState.TASK_RUNNING);
    assertThat(expect(TaskState.TASK_FAILED).getReason())
        .isEqualTo(TaskStatus.Reason.REASON_MAX_COMPLETION_TIME_REACHED);
  }

  @Test
  void repeatsWhatIsNotAcknowledgedAndResendsToASchedulerThatIsBack() {
    link.runTask(FRAMEWORK, task("t", "sleep 1000").build());
    TaskStatus first = master.nextUpdate().status();
    TaskStatus repeated = master.nextUpdate().status();
    assertThat(repeated).isEqualTo(first);
    link.frameworkUpdated(FRAMEWORK);
    assertThat(master.nextUpdate().status()).isEqualTo(first);
  }

  @Test
  void endsTheTasksOfAFrameworkThatIsGoneWithoutAWord() {
    link.runTask(FRAMEWORK, task("t", "sleep 1000").build());
    expect(TaskState.TASK_STARTING);
    expect(TaskState.TASK_RUNNING);
    link.shutdownFramework(FRAMEWORK.getId());
    assertThat(master.nextExit().executor()).isEqualTo(executorId("t"));
    assertThat(master.unreadUpdates()).isZero();
  }

  @Test
  void endsAnExecutorWithItsTask() throws Exception {
    link.runTask(FRAMEWORK, stubborn().build());
    expect(TaskState.TASK_STARTING);
    expect(TaskState.TASK_RUNNING);
    awaitStubborn();
    link.shutdownExecutor(FRAMEWORK.getId(), executorId("t"));
    expect(TaskState.TASK_KILLING);
    assertThat(expect(TaskState.TASK_KILLED).getMessage())
        .isEqualTo("Command terminated with signal Killed");
  }

  @Test
  void reusesTheIdOfATaskWhoseEndIsAcknowledged() {
    for (int i = 0; i < 2; i++) {
      link.runTask(FRAMEWORK, task("t", "true").build());
      expect(TaskState.TASK_STARTING);
      expect(TaskState.TASK_RUNNING);
      expect(TaskState.TASK_FINISHED);
      assertThat(master.nextExit().executor()).isEqualTo(executorId("t"));
    }
  }

  @Test
  void refusesATaskWhoseExecutorIsStillThere() {
    link.runTask(FRAMEWORK, task("t", "sleep 1000").build());
    expect(TaskState.TASK_STARTING);
    expect(TaskState.TASK_RUNNING);
    link.killTask(FRAMEWORK.getId(), Statuses.task("t"), null);
    expect(TaskState.TASK_KILLING);
    assertThat(master.nextExit().executor()).isEqualTo(executorId("t"));
    link.runTask(
        FRAMEWORK,
        task("u", "true")
            .clearCommand()
            .setExecutor(ExecutorInfo.newBuilder().setExecutorId(executorId("t")))
            .build());
    expect(TaskState.TASK_KILLED);
    TaskStatus refused = expect(TaskState.TASK_DROPPED);
    assertThat(refused.getTaskId()).isEqualTo(Statuses.task("u"));
    assertThat(refused.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED);
    assertThat(refused.getMessage()).isEqualTo("Executor terminated");
  }

  @Test
  void givesCommandsMesosEnvironment() throws IOException {
    CommandInfo command =
        CommandInfo.newBuilder()
            .setValue("env | grep -v PWD= | sort")
            .setEnvironment(
                Environment.newBuilder()
                    .addVariables(Environment.Variable.newBuilder().setName("OWN").setValue("a b"))
                    .addVariables(
                        Environment.Variable.newBuilder()
                            .setName("MESOS_CHECKPOINT")
                            .setValue("x")))
            .build();
    link.runTask(FRAMEWORK, task("t", "").setCommand(command).build());
    expect(TaskState.TASK_STARTING);
    expect(TaskState.TASK_RUNNING);
    String sandbox = sandbox("t", expect(TaskState.TASK_FINISHED)).toString();
    assertThat(Path.of(sandbox, "stdout"))
        .content()
        .isEqualTo(
            String.join(
                "\n",
                "LIBPROCESS_PORT=0",
                "MESOS_AGENT_ENDPOINT=127.0.0.1:5051",
                "MESOS_CHECKPOINT=x",
                "MESOS_DIRECTORY=" + sandbox,
                "MESOS_EXECUTOR_ID=t",
                "MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD=5secs",
                "MESOS_FRAMEWORK_ID=m-0000",
                "MESOS_HTTP_COMMAND_EXECUTOR=0",
                "MESOS_SANDBOX=" + sandbox,
                "MESOS_SLAVE_ID=m-S0",
                "MESOS_SLAVE_PID=slave(1)@127.0.0.1:5051",
                "OWN=a b",
                "PATH=" + System.getenv("PATH"),
                ""));
  }

  @Test
  void passesArgumentsBehindTheFirstToAProgram() throws IOException {
    CommandInfo command =
        CommandInfo.newBuilder()
            .setShell(false)
            .setValue("echo")
            .addArguments("its own name")
            .addArguments("$HOME")
            .addArguments("b  c")
            .build();
    link.runTask(FRAMEWORK, task("t", "").setCommand(command).build());
    expect(TaskState.TASK_STARTING);
    expect(TaskState.TASK_RUNNING);
    assertThat(sandbox("t", expect(TaskState.TASK_FINISHED)).resolve("stdout"))
        .hasContent("$HOME b  c\n");
  }

  @Test
  void leavesItsMasterWhenClosed() throws IOException {
    link.runTask(FRAMEWORK, task("t", "sleep 1000").build());
    expect(TaskState.TASK_STARTING);
    expect(TaskState.TASK_RUNNING);
    agent.close();
    assertThat(master.nextDisconnection()).isEqualTo(RecordingMaster.AGENT);
    assertThat(master.unreadUpdates()).isZero();
  }

  /** The next status that is not a repetition, acknowledged. */
  private TaskStatus expect(TaskState state) {
    TaskStatus status = nextNew().status();
    assertThat(status.getState()).as(status.toString()).isEqualTo(state);
    acknowledge(status);
    return status;
  }

  private Update nextNew() {
    Update next = master.nextUpdate();
    while (!seen.add(next.status().getUuid())) {
      next = master.nextUpdate();
    }
    return next;
  }

  /** A task that ignores SIGTERM, from the moment on that {@link #awaitStubborn} returns. */
  private TaskInfo.Builder stubborn() throws IOException, InterruptedException {
    new ProcessBuilder("mkfifo", pipe().toString()).start().waitFor();
    return task("t", "trap '' TERM; echo up > '" + pipe() + "'; while :; do sleep 1; done");
  }

  private void awaitStubborn() throws IOException {
    assertThat(Files.readString(pipe())).isEqualTo("up\n");
  }

  private Path pipe() {
    return work.toAbsolutePath().resolve("pipe");
  }

  private void acknowledge(TaskStatus status) {
    link.acknowledge(FRAMEWORK.getId(), status.getTaskId(), status.getUuid());
  }

  private Path sandbox(String executor, TaskStatus status) throws IOException {
    return work.toRealPath()
        .resolve("slaves/m-S0/frameworks/m-0000/executors")
        .resolve(executor)
        .resolve("runs")
        .resolve(status.getContainerStatus().getContainerId().getValue());
  }

  private AgentConfig config() {
    return new AgentConfig(
        "localhost", "127.0.0.1", 5051, List.of(), List.of(), work, AgentTimers.mesos());
  }

  private static TaskInfo.Builder task(String id, String command) {
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(Statuses.task(id))
        .setAgentId(RecordingMaster.AGENT)
        .setCommand(CommandInfo.newBuilder().setValue(command));
  }

  private static KillPolicy grace(Duration grace) {
    return KillPolicy.newBuilder().setGracePeriod(duration(grace)).build();
  }

  private static DurationInfo duration(Duration duration) {
    return DurationInfo.newBuilder().setNanoseconds(duration.toNanos()).build();
  }

  private static ExecutorID executorId(String id) {
    return ExecutorID.newBuilder().setValue(id).build();
  }

  private static FrameworkInfo.Capability capability(FrameworkInfo.Capability.Type type) {
    return FrameworkInfo.Capability.newBuilder().setType(type).build();
  }
}
