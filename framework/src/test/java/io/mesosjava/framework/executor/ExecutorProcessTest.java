package io.mesosjava.framework.executor;

import static io.mesosjava.framework.executor.ExecutorsOnCluster.command;
import static io.mesosjava.framework.executor.ExecutorsOnCluster.work;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.framework.scheduler.MasterEvent;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Endpoint;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The driver in a JVM of its own, as an agent of the embedded cluster starts it. */
class ExecutorProcessTest {

  private static AgentID agentId(EmbeddedCluster cluster) {
    return AgentID.newBuilder().setValue(cluster.agents().get(0).id()).build();
  }

  private static Path sandbox(ExecutorsOnCluster scheduler) {
    return scheduler
        .cluster()
        .agents()
        .get(0)
        .sandbox(scheduler.mesos().status().frameworkId().orElseThrow().getValue(), "trial");
  }

  @Test
  void runsTasksSideBySide() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(
          command("c1", "echo hello; echo oops >&2; exit 3"),
          command("c2", "exit 0"),
          work("w1", "finish"),
          work("w2", "throw"));
      List<String> ends = new ArrayList<>();
      while (ends.size() < 4) {
        TaskStatus status = scheduler.next(MasterEvent.Update.class).status();
        if (TaskSteps.isEnd(status.getState())) {
          ends.add(
              status.getTaskId().getValue() + " " + status.getState() + " " + status.getMessage());
          assertThat(status.getSource()).isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
        }
      }
      assertThat(ends)
          .contains(
              "c1 TASK_FAILED Command exited with status 3",
              "c2 TASK_FINISHED Command exited with status 0",
              "w1 TASK_FINISHED ")
          .anyMatch(end -> end.startsWith("w2 TASK_FAILED the executor's handler threw"));
      Path output = sandbox(scheduler).resolve("tasks").resolve("c1");
      assertThat(output.resolve("stdout")).content().isEqualTo("hello\n");
      assertThat(output.resolve("stderr")).content().isEqualTo("oops\n");
    }
  }

  @Test
  void killsWithAndWithoutGrace() throws Exception {
    String stubborn = "trap '' TERM; echo > ready; while :; do sleep 1; done";
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(command("polite", "sleep 1000"), command("stubborn", stubborn));
      scheduler.await("stubborn", TaskState.TASK_RUNNING);
      scheduler.mesos().send(kill("polite", Duration.ofMinutes(10)));
      assertThat(scheduler.status("polite").getState()).isEqualTo(TaskState.TASK_KILLING);
      assertThat(scheduler.status("polite").getState()).isEqualTo(TaskState.TASK_KILLED);
      scheduler.mesos().send(kill("stubborn", Duration.ofMillis(1)));
      assertThat(scheduler.await("stubborn", TaskState.TASK_KILLED).getMessage())
          .isEqualTo("Command terminated with signal Killed");
    }
  }

  private static Call kill(String task, Duration grace) {
    KillPolicy policy =
        KillPolicy.newBuilder()
            .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(grace.toNanos()))
            .build();
    return SchedulerCalls.kill(Fixtures.id(task), null, policy);
  }

  @Test
  void exchangesMessages() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(work("t", "run"));
      scheduler.await("t", TaskState.TASK_RUNNING);
      scheduler
          .mesos()
          .send(
              SchedulerCalls.message(
                  agentId(cluster), ExecutorsOnCluster.EXECUTOR, ByteString.copyFromUtf8("ping")));
      assertThat(scheduler.next(MasterEvent.Message.class).data().toStringUtf8())
          .isEqualTo("got ping");
    }
  }

  @Test
  void takesItsTasksWithItWhenItCrashes() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(work("other", "run"), work("t", "crash"));
      TaskStatus failed = scheduler.await("other", TaskState.TASK_FAILED);
      assertThat(failed.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED);
      MasterEvent.Failure failure = scheduler.next(MasterEvent.Failure.class);
      assertThat(failure.failure().getStatus()).isEqualTo(7 << 8);
    }
  }

  @Test
  void anEarlyExitLosesNoEnd() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      cluster.faults().at(Endpoint.EXECUTOR).delay(Duration.ofMillis(50));
      scheduler.launch(work("t", "exit"));
      List<TaskState> states = new ArrayList<>();
      while (states.isEmpty() || !TaskSteps.isEnd(states.get(states.size() - 1))) {
        states.add(scheduler.status("t").getState());
      }
      assertThat(states).containsExactly(TaskState.TASK_RUNNING, TaskState.TASK_FINISHED);
    }
  }

  @Test
  void obeysAShutdown() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(work("t", "run"));
      scheduler.await("t", TaskState.TASK_RUNNING);
      scheduler.mesos().send(shutdown(cluster));
      assertThat(scheduler.await("t", TaskState.TASK_KILLED).getMessage())
          .isEqualTo("the executor shuts down");
      assertThat(scheduler.next(MasterEvent.Failure.class).failure().getStatus()).isZero();
    }
  }

  private static Call shutdown(EmbeddedCluster cluster) {
    return SchedulerCalls.shutdown(ExecutorsOnCluster.EXECUTOR, agentId(cluster));
  }

  @Test
  void comesBackAfterConnectionsBreakAndLosesNothing() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(command("t", "while [ ! -e stop ]; do sleep 0.1; done"));
      scheduler.await("t", TaskState.TASK_RUNNING);
      cluster.faults().at(Endpoint.EXECUTOR).cut();
      cluster.faults().at(Endpoint.EXECUTOR).answer(503, 1);
      Files.writeString(sandbox(scheduler).resolve("stop"), "");
      assertThat(scheduler.status("t").getState()).isEqualTo(TaskState.TASK_FINISHED);
    }
  }

  @Test
  void survivesARestartOfItsAgent() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(
          work("idle", "run"), command("busy", "while [ ! -e stop ]; do sleep 0.1; done"));
      scheduler.await("busy", TaskState.TASK_RUNNING);
      Path sandbox = sandbox(scheduler);
      cluster.agents().get(0).kill();
      Files.writeString(sandbox.resolve("stop"), ""); // it ends while there is no agent
      cluster.agents().get(0).restart();
      TaskStatus finished = scheduler.await("busy", TaskState.TASK_FINISHED);
      assertThat(finished.getSource()).isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
      scheduler.mesos().send(kill("idle", Duration.ofSeconds(1)));
      TaskStatus killed = scheduler.await("idle", TaskState.TASK_KILLED);
      assertThat(killed.getMessage()).isEqualTo("on request");
    }
  }

  @Test
  void endsWithItsAgentWithoutCheckpointing() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, false)) {
      scheduler.launch(work("t", "run"));
      scheduler.await("t", TaskState.TASK_RUNNING);
      ProcessHandle process = executorProcess();
      cluster.agents().get(0).kill();
      process.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void isEndedByForceWhenATaskHangs() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, false)) {
      scheduler.launch(work("t", "hang"));
      scheduler.await("t", TaskState.TASK_RUNNING);
      ProcessHandle process = executorProcess();
      cluster.agents().get(0).kill(); // nobody is left to end it from outside
      process.onExit().get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void showsItsToken() throws Exception {
    try (EmbeddedCluster cluster =
            EmbeddedCluster.builder().authenticate(Endpoint.EXECUTOR).launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(command("t", "test -z \"$MESOS_EXECUTOR_AUTHENTICATION_TOKEN\""));
      assertThat(scheduler.await("t", TaskState.TASK_FINISHED).getSource())
          .isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
    }
  }

  private static ProcessHandle executorProcess() {
    return ProcessHandle.current()
        .descendants()
        .filter(
            handle ->
                handle.info().commandLine().orElse("").contains(TrialExecutor.class.getName()))
        .filter(handle -> handle.info().command().orElse("").endsWith("java"))
        .findFirst()
        .orElseThrow();
  }
}
