package io.mesosjava.framework.executor;

import static io.mesosjava.framework.executor.ExecutorsOnCluster.command;
import static io.mesosjava.framework.executor.ExecutorsOnCluster.kill;
import static io.mesosjava.framework.executor.ExecutorsOnCluster.with;
import static io.mesosjava.framework.executor.ExecutorsOnCluster.work;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.framework.scheduler.MasterEvent;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Endpoint;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The driver in a JVM of its own, whose agent goes away, comes back, or does not. */
class ExecutorAndItsAgentTest {

  private static final String UNTIL_STOP = "while [ ! -e stop ]; do sleep 0.1; done";

  @Test
  void comesBackAfterConnectionsBreakAndLosesNothing() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(command("t", UNTIL_STOP));
      scheduler.await("t", TaskState.TASK_RUNNING);
      cluster.faults().at(Endpoint.EXECUTOR).cut();
      cluster.faults().at(Endpoint.EXECUTOR).answer(503, 1);
      Files.writeString(scheduler.sandbox().resolve("stop"), "");
      assertThat(scheduler.status("t").getState()).isEqualTo(TaskState.TASK_FINISHED);
    }
  }

  private final Set<ByteString> uuids = new HashSet<>();

  /**
   * What the scheduler was told, as task and state. An agent that comes back sends what is not
   * acknowledged once more (as recorded in 14): the same update, known by its uuid.
   */
  private List<String> told(ExecutorsOnCluster scheduler, int updates) throws Exception {
    List<String> told = new ArrayList<>();
    while (told.size() < updates) {
      TaskStatus status = scheduler.next(MasterEvent.Update.class).status();
      assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
      if (uuids.add(status.getUuid())) {
        told.add(status.getTaskId().getValue() + " " + status.getState());
      }
    }
    return told;
  }

  @Test
  void survivesARestartOfItsAgentAndIsHeardOnce() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(work("idle", "run"), command("busy", UNTIL_STOP), command("done", "true"));
      assertThat(told(scheduler, 6))
          .containsExactlyInAnyOrder(
              "idle TASK_RUNNING",
              "busy TASK_STARTING",
              "busy TASK_RUNNING",
              "done TASK_STARTING",
              "done TASK_RUNNING",
              "done TASK_FINISHED");
      Path sandbox = scheduler.sandbox();
      ProcessHandle process = ExecutorsOnCluster.process();
      scheduler.awaitAcknowledged(6); // otherwise the agent rightly tells it again
      cluster.agents().get(0).kill();
      Files.writeString(sandbox.resolve("stop"), ""); // it ends while there is no agent
      cluster.agents().get(0).restart();
      assertThat(told(scheduler, 1)).containsExactly("busy TASK_FINISHED");
      scheduler.mesos().send(kill("idle", Duration.ofSeconds(1)));
      assertThat(told(scheduler, 1)).containsExactly("idle TASK_KILLED");
      assertThat(process.isAlive()).isTrue();
    }
  }

  @Test
  void endsWithItsAgentWithoutCheckpointing() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, false)) {
      scheduler.launch(work("t", "run"));
      scheduler.await("t", TaskState.TASK_RUNNING);
      ProcessHandle process = ExecutorsOnCluster.process();
      cluster.agents().get(0).kill();
      process.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  private static TaskInfo impatient(TaskInfo task) {
    TaskInfo soon = with(task, "MESOS_RECOVERY_TIMEOUT", "500ms");
    return with(soon, "MESOS_SUBSCRIPTION_BACKOFF_MAX", "50ms");
  }

  @Test
  void endsWhenItsAgentDoesNotComeBackInTime() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(impatient(work("t", "run")), impatient(command("c", "sleep 1000")));
      scheduler.await("c", TaskState.TASK_RUNNING);
      ProcessHandle process = ExecutorsOnCluster.process();
      List<ProcessHandle> commands = process.descendants().toList();
      assertThat(commands).isNotEmpty();
      cluster.agents().get(0).kill();
      process.onExit().get(60, TimeUnit.SECONDS);
      for (ProcessHandle command : commands) {
        command.onExit().get(60, TimeUnit.SECONDS);
      }
      assertThat(scheduler.sandbox().resolve("stderr"))
          .content()
          .contains("not subscribed")
          .contains("trying again");
    }
  }

  @Test
  void isEndedByForceWhenATaskHangs() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, false)) {
      scheduler.launch(work("t", "hang"));
      scheduler.await("t", TaskState.TASK_RUNNING);
      ProcessHandle process = ExecutorsOnCluster.process();
      cluster.agents().get(0).kill(); // nobody is left to end it from outside
      process.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void isEndedByForceWhenATaskHangsThatIsToBeShutDown() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      // The agent would wait for ten minutes.
      TaskInfo.Builder task = work("t", "hang").toBuilder();
      task.getExecutorBuilder()
          .setShutdownGracePeriod(
              DurationInfo.newBuilder().setNanoseconds(Duration.ofMinutes(10).toNanos()));
      String grace = "MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD";
      scheduler.launch(with(task.buildPartial(), grace, "100ms"));
      scheduler.await("t", TaskState.TASK_RUNNING);
      scheduler.mesos().send(ExecutorsOnCluster.shutdown(cluster));
      assertThat(scheduler.next(MasterEvent.Failure.class).failure().getStatus())
          .isEqualTo(GraceWatch.STATUS << 8);
      TaskStatus failed = scheduler.await("t", TaskState.TASK_FAILED);
      assertThat(failed.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED);
    }
  }
}
