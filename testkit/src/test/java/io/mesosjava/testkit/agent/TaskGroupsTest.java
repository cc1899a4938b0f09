package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.ExecutorInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.TaskGroupInfo;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.Value;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups of tasks under the default executor. */
class TaskGroupsTest {

  private static final FrameworkInfo FRAMEWORK =
      FrameworkInfo.newBuilder()
          .setUser("root")
          .setName("groups")
          .addRoles("r")
          .addCapabilities(capability(FrameworkInfo.Capability.Type.MULTI_ROLE))
          .addCapabilities(capability(FrameworkInfo.Capability.Type.TASK_KILLING_STATE))
          .build();

  @TempDir private Path work;
  private EmbeddedCluster cluster;
  private PlainScheduler scheduler;

  @BeforeEach
  void launch() throws IOException, InterruptedException {
    cluster =
        EmbeddedCluster.builder()
            .workDirectory(work)
            .allocationInterval(Duration.ofMillis(50))
            .launch();
    scheduler = new PlainScheduler(cluster.master(), FRAMEWORK);
  }

  @AfterEach
  void close() throws IOException {
    scheduler.close();
    cluster.close();
  }

  @Test
  void runInContainersInsideTheirExecutors() throws Exception {
    scheduler.launchGroup(executor(), group(task("a", "echo out; pwd; exit 0")));
    TaskStatus starting = scheduler.expect(TaskState.TASK_STARTING);
    TaskStatus running = scheduler.expect(TaskState.TASK_RUNNING);
    TaskStatus finished = scheduler.expect(TaskState.TASK_FINISHED);

    assertThat(List.of(starting, running, finished))
        .allSatisfy(
            status -> {
              assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
              assertThat(status.getExecutorId()).isEqualTo(executor().getExecutorId());
              assertThat(status.getContainerStatus().getContainerId().hasParent()).isTrue();
            });
    assertThat(running.getContainerStatus().getExecutorPid()).isPositive();
    assertThat(finished.getMessage()).isEqualTo("Command exited with status 0");
    Event.Failure failure = scheduler.next(Event.Type.FAILURE).getFailure();
    assertThat(failure.getExecutorId()).isEqualTo(executor().getExecutorId());
    assertThat(failure.getStatus()).isZero();
    Path sandbox = cluster.agents().get(0).sandbox(scheduler.id().getValue(), "group");
    String container = finished.getContainerStatus().getContainerId().getValue();
    Path task = sandbox.toRealPath().resolve("containers").resolve(container);
    assertThat(task.resolve("stdout")).hasContent("out\n" + task + "\n");
    assertThat(sandbox.resolve("tasks/a").toRealPath()).isEqualTo(task);
  }

  @Test
  void endWithTheFirstThatFails() throws Exception {
    Path pipe = pipe();
    scheduler.launchGroup(
        executor(),
        group(task("a", "read line < '" + pipe + "'; exit 5"), task("b", "sleep 1000")));
    scheduler.expect("a", TaskState.TASK_STARTING);
    scheduler.expect("b", TaskState.TASK_STARTING);
    scheduler.expect("a", TaskState.TASK_RUNNING);
    scheduler.expect("b", TaskState.TASK_RUNNING);
    Files.writeString(pipe, "go\n");
    assertThat(scheduler.expect("a", TaskState.TASK_FAILED).getMessage())
        .isEqualTo("Command exited with status 5");
    scheduler.expect("b", TaskState.TASK_KILLING);
    assertThat(scheduler.expect("b", TaskState.TASK_KILLED).getMessage())
        .isEqualTo("Command terminated with signal Terminated");
    assertThat(scheduler.next(Event.Type.FAILURE).getFailure().getStatus()).isZero();
  }

  @Test
  void outliveTheOneThatFinishes() throws Exception {
    scheduler.launchGroup(executor(), group(task("a", "true"), task("b", "sleep 1000")));
    scheduler.expect("a", TaskState.TASK_STARTING);
    scheduler.expect("b", TaskState.TASK_STARTING);
    scheduler.expect("a", TaskState.TASK_RUNNING);
    scheduler.expect("b", TaskState.TASK_RUNNING);
    scheduler.expect("a", TaskState.TASK_FINISHED);
    scheduler.kill(Statuses.task("b"));
    scheduler.expect("b", TaskState.TASK_KILLING);
    scheduler.expect("b", TaskState.TASK_KILLED);
  }

  @Test
  void endInTimeWhenTheirTimeIsOver() throws Exception {
    TaskInfo.Builder task =
        task("a", "sleep 1000")
            .setMaxCompletionTime(
                DurationInfo.newBuilder().setNanoseconds(Duration.ofMillis(50).toNanos()));
    scheduler.launchGroup(executor(), group(task));
    scheduler.expect("a", TaskState.TASK_STARTING);
    scheduler.expect("a", TaskState.TASK_RUNNING);
    assertThat(scheduler.expect("a", TaskState.TASK_FAILED).getReason())
        .isEqualTo(Reason.REASON_MAX_COMPLETION_TIME_REACHED);
  }

  @Test
  void shareAnExecutorWithLaterGroups() throws Exception {
    scheduler.launchGroup(executor(), group(task("a", "sleep 1000")));
    TaskStatus a = scheduler.expect("a", TaskState.TASK_STARTING);
    scheduler.expect("a", TaskState.TASK_RUNNING);
    scheduler.launchGroup(executor(), group(task("b", "exit 1")));
    TaskStatus b = scheduler.expect("b", TaskState.TASK_STARTING);
    scheduler.expect("b", TaskState.TASK_RUNNING);
    scheduler.expect("b", TaskState.TASK_FAILED);
    assertThat(b.getContainerStatus().getContainerId().getParent())
        .isEqualTo(a.getContainerStatus().getContainerId().getParent());
    scheduler.kill(Statuses.task("a"));
    scheduler.expect("a", TaskState.TASK_KILLING);
    scheduler.expect("a", TaskState.TASK_KILLED);
  }

  private Path pipe() throws IOException, InterruptedException {
    Path pipe = work.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    return pipe;
  }

  private ExecutorInfo executor() {
    return ExecutorInfo.newBuilder()
        .setType(ExecutorInfo.Type.DEFAULT)
        .setExecutorId(ExecutorID.newBuilder().setValue("group"))
        .setFrameworkId(scheduler.id())
        .addResources(scalar("cpus", 0.1))
        .addResources(scalar("mem", 32))
        .addResources(scalar("disk", 32))
        .build();
  }

  private static TaskGroupInfo group(TaskInfo.Builder... tasks) {
    TaskGroupInfo.Builder group = TaskGroupInfo.newBuilder();
    for (TaskInfo.Builder task : tasks) {
      group.addTasks(task.setAgentId(io.mesosjava.v1.AgentID.newBuilder().setValue("")));
    }
    return group.build();
  }

  private static TaskInfo.Builder task(String id, String command) {
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(Statuses.task(id))
        .setCommand(CommandInfo.newBuilder().setValue(command))
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

  private static FrameworkInfo.Capability capability(FrameworkInfo.Capability.Type type) {
    return FrameworkInfo.Capability.newBuilder().setType(type).build();
  }
}
