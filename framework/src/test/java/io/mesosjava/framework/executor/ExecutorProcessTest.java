package io.mesosjava.framework.executor;

import static io.mesosjava.framework.executor.ExecutorsOnCluster.command;
import static io.mesosjava.framework.executor.ExecutorsOnCluster.work;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.framework.scheduler.MasterEvent;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Endpoint;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The driver in a JVM of its own, as an agent of the embedded cluster starts it. */
class ExecutorProcessTest {

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
      Path output = scheduler.sandbox().resolve("tasks").resolve("c1");
      assertThat(output.resolve("stdout")).content().isEqualTo("hello\n");
      assertThat(output.resolve("stderr")).content().isEqualTo("oops\n");
    }
  }

  @Test
  void runsTasksAtTheSameTime() throws Exception {
    String meeting = "touch %s; while [ ! -e %s ]; do sleep 0.05; done";
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(
          command("one", String.format(meeting, "a", "b")),
          command("two", String.format(meeting, "b", "a")));
      // Each waits for the other: one after the other, they would never end.
      List<String> ends = new ArrayList<>();
      while (ends.size() < 2) {
        TaskStatus status = scheduler.next(MasterEvent.Update.class).status();
        if (TaskSteps.isEnd(status.getState())) {
          ends.add(status.getTaskId().getValue() + " " + status.getState());
        }
      }
      assertThat(ends).containsExactlyInAnyOrder("one TASK_FINISHED", "two TASK_FINISHED");
    }
  }

  @Test
  void killsWithAndWithoutGrace() throws Exception {
    String stubborn = "trap '' TERM; echo > ready; while :; do sleep 1; done";
    String tidy = "trap 'echo bye; exit 0' TERM; while :; do sleep 0.05; done";
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(command("tidy", tidy), command("stubborn", stubborn));
      scheduler.await("stubborn", TaskState.TASK_RUNNING);
      awaitFile(scheduler.sandbox().resolve("ready"));
      scheduler.mesos().send(ExecutorsOnCluster.kill("tidy", Duration.ofMinutes(10)));
      assertThat(scheduler.status("tidy").getState()).isEqualTo(TaskState.TASK_KILLING);
      assertThat(scheduler.status("tidy").getState()).isEqualTo(TaskState.TASK_KILLED);
      assertThat(scheduler.sandbox().resolve("tasks/tidy/stdout")).content().isEqualTo("bye\n");
      scheduler.mesos().send(ExecutorsOnCluster.kill("stubborn", Duration.ofMillis(1)));
      assertThat(scheduler.await("stubborn", TaskState.TASK_KILLED).getMessage())
          .isEqualTo("Command terminated with signal Killed");
    }
  }

  @Test
  void killsAtOnceWithoutGraceAndAllThatTheCommandHasStarted() throws Exception {
    String tree = "trap '' TERM; sh -c 'echo $$ > child; sleep 1000' & wait";
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(command("t", tree));
      scheduler.await("t", TaskState.TASK_RUNNING);
      Path pid = scheduler.sandbox().resolve("child");
      awaitFile(pid);
      while (Files.size(pid) == 0) {
        Thread.onSpinWait();
      }
      Optional<ProcessHandle> child =
          ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
      scheduler.mesos().send(ExecutorsOnCluster.kill("t", Duration.ZERO));
      assertThat(scheduler.await("t", TaskState.TASK_KILLED).getMessage())
          .isEqualTo("Command terminated with signal Killed");
      if (child.isPresent()) {
        child.get().onExit().get(60, TimeUnit.SECONDS);
      }
    }
  }

  private static void awaitFile(Path file) {
    while (!Files.exists(file)) {
      Thread.onSpinWait();
    }
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
                  ExecutorsOnCluster.agentId(cluster),
                  ExecutorsOnCluster.EXECUTOR,
                  ByteString.copyFromUtf8("ping")));
      assertThat(scheduler.next(MasterEvent.Message.class).data().toStringUtf8())
          .isEqualTo("got ping");
    }
  }

  @Test
  void takesItsTasksWithItWhenItCrashes() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(work("other", "run"), work("t", "crash"));
      MasterEvent.Failure failure = scheduler.next(MasterEvent.Failure.class);
      assertThat(failure.failure().getStatus()).isEqualTo(7 << 8);
      TaskStatus failed = scheduler.await("other", TaskState.TASK_FAILED);
      assertThat(failed.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED);
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
      scheduler.mesos().send(ExecutorsOnCluster.shutdown(cluster));
      assertThat(scheduler.await("t", TaskState.TASK_KILLED).getMessage())
          .isEqualTo("the executor shuts down");
      assertThat(scheduler.next(MasterEvent.Failure.class).failure().getStatus()).isZero();
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

  @Test
  void aForgedTokenIsRefused() throws Exception {
    try (EmbeddedCluster cluster =
            EmbeddedCluster.builder().authenticate(Endpoint.EXECUTOR).launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      scheduler.launch(
          ExecutorsOnCluster.with(
              work("t", "run"), "MESOS_EXECUTOR_AUTHENTICATION_TOKEN", "forged"));
      TaskStatus failed = scheduler.await("t", TaskState.TASK_FAILED);
      assertThat(failed.getReason()).isEqualTo(TaskStatus.Reason.REASON_EXECUTOR_TERMINATED);
      assertThat(scheduler.sandbox().resolve("stderr"))
          .content()
          .contains("401")
          .doesNotContain("forged");
    }
  }

  @Test
  void findsItsAgentAtASocket() throws Exception {
    String alone = "test -S \"$MESOS_DOMAIN_SOCKET\"";
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().executorDomainSockets().launch();
        ExecutorsOnCluster scheduler = new ExecutorsOnCluster(cluster, true)) {
      // Nothing listens on that port: what arrives has come through the socket.
      scheduler.launch(
          ExecutorsOnCluster.with(
              ExecutorsOnCluster.with(
                  command("t", alone), "MESOS_SLAVE_PID", "slave(1)@127.0.0.1:1"),
              "MESOS_AGENT_ENDPOINT",
              "127.0.0.1:1"));
      assertThat(scheduler.await("t", TaskState.TASK_FINISHED).getSource())
          .isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
      scheduler.mesos().send(ExecutorsOnCluster.shutdown(cluster));
      assertThat(scheduler.next(MasterEvent.Failure.class).failure().getStatus()).isZero();
    }
  }
}
