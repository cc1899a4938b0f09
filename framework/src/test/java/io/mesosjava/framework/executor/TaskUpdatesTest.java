package io.mesosjava.framework.executor;

import static io.mesosjava.framework.executor.Fixtures.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mesosjava.client.ApiException;
import io.mesosjava.v1.CheckInfo;
import io.mesosjava.v1.CheckStatusInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of updates, with an agent that does what a test tells it to. */
class TaskUpdatesTest {

  private final Drivers drivers = new Drivers();

  @Test
  void tellsWhatBecomesOfATask() throws Exception {
    CompletableFuture<TaskStatus> first = new CompletableFuture<>();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  stream.acknowledge(first.get());
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      assertThat(Drivers.next(driver, DriverEvent.Connected.class).generation()).isEqualTo(1);
      ExecutorTask task = Drivers.next(driver, AgentEvent.Launch.class).task();
      CompletionStage<?> acknowledged =
          task.update(
              TaskState.TASK_RUNNING,
              status -> status.setMessage("up").setState(TaskState.TASK_LOST).clearUuid());
      TaskStatus told = agent.takeStatus();
      assertThat(told.getState()).isEqualTo(TaskState.TASK_RUNNING);
      assertThat(told.getSource()).isEqualTo(TaskStatus.Source.SOURCE_EXECUTOR);
      assertThat(told.getUuid().size()).isEqualTo(16);
      assertThat(told.getExecutorId().getValue()).isEqualTo("custom");
      assertThat(told.getMessage()).isEqualTo("up");
      assertThat(told.hasTimestamp()).isTrue();
      assertThat(driver.status().unacknowledged()).isEqualTo(1);
      first.complete(told);
      Drivers.await(acknowledged);
      assertThat(driver.status().unacknowledged()).isZero();
      assertThat(driver.tasks()).containsExactly(task);
    }
  }

  @Test
  void anEndIsFinal() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      ExecutorTask task = Drivers.next(driver, AgentEvent.Launch.class).task();
      task.finished();
      assertThat(Drivers.failureOf(task.killed("too late")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("task t1: TASK_KILLED after TASK_FINISHED");
      assertThat(agent.takeStatus().getState()).isEqualTo(TaskState.TASK_FINISHED);
      assertThat(driver.tasks()).isEmpty();
      assertThat(driver.task(task.id())).isEmpty();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> task.update(TaskState.TASK_STAGING, status -> status))
          .withMessageContaining("TASK_STAGING");
    }
  }

  @Test
  void healthAndChecksAreRepeated() throws Exception {
    CheckInfo check = CheckInfo.newBuilder().setType(CheckInfo.Type.COMMAND).build();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1").toBuilder().setCheck(check).build());
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      ExecutorTask task = Drivers.next(driver, AgentEvent.Launch.class).task();
      task.running();
      TaskStatus running = agent.takeStatus();
      assertThat(running.getCheckStatus())
          .isEqualTo(CheckStatusInfo.newBuilder().setType(CheckInfo.Type.COMMAND).build());
      task.healthy(false);
      TaskStatus sick = agent.takeStatus();
      assertThat(sick.getState()).isEqualTo(TaskState.TASK_RUNNING);
      assertThat(sick.getReason())
          .isEqualTo(TaskStatus.Reason.REASON_TASK_HEALTH_CHECK_STATUS_UPDATED);
      CheckStatusInfo outcome =
          CheckStatusInfo.newBuilder()
              .setType(CheckInfo.Type.COMMAND)
              .setCommand(CheckStatusInfo.Command.newBuilder().setExitCode(3))
              .build();
      task.checked(outcome);
      assertThat(agent.takeStatus().getCheckStatus()).isEqualTo(outcome);
      task.failed("sick");
      TaskStatus failed = agent.takeStatus();
      assertThat(failed.hasHealthy()).isTrue();
      assertThat(failed.getHealthy()).isFalse();
      assertThat(failed.getCheckStatus()).isEqualTo(outcome);
      assertThat(failed.hasReason()).isFalse();
    }
  }

  @Test
  void sendsAnUpdateAgainThatTheAgentCouldNotTake() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      agent.answer(503);
      ExecutorTask task = Drivers.next(driver, AgentEvent.Launch.class).task();
      task.running();
      task.finished();
      TaskStatus running = agent.takeStatus();
      assertThat(agent.takeStatus()).as("not overtaken by the next").isEqualTo(running);
      assertThat(agent.takeStatus().getState()).isEqualTo(TaskState.TASK_FINISHED);
    }
  }

  @Test
  void saysWhenTheAgentRefusesAnUpdateForGood() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      agent.answer(400);
      ExecutorTask task = Drivers.next(driver, AgentEvent.Launch.class).task();
      assertThat(Drivers.failureOf(task.running())).isInstanceOf(ApiException.class);
      assertThat(driver.status().unacknowledged()).isZero();
    }
  }

  @Test
  void anEarlyExitWaitsForTheLastUpdate() throws Exception {
    CompletableFuture<TaskStatus> finished = new CompletableFuture<>();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  stream.acknowledge(finished.get());
                  stream.stay();
                });
        ExecutorDriver driver =
            drivers
                .builder(agent, Map.of("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", "10mins"))
                .start()) {
      Drivers.next(driver, AgentEvent.Launch.class).task().finished();
      CompletableFuture<Integer> left =
          CompletableFuture.supplyAsync(
              () -> {
                drivers.process().exit();
                return driver.status().unacknowledged();
              });
      finished.complete(agent.takeStatus());
      assertThat(left.get(60, TimeUnit.SECONDS)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 404, 500, 503})
  void sendsAnUpdateAgainWhateverTheAgentAnswersButThatItIsBad(int status) throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      agent.answer(status);
      ExecutorTask task = Drivers.next(driver, AgentEvent.Launch.class).task();
      task.finished();
      assertThat(agent.takeStatus()).isEqualTo(agent.takeStatus());
      assertThat(driver.status().unacknowledged()).isEqualTo(1);
    }
  }

  @Test
  void anAcknowledgementThatComesTwiceOrForNothingChangesNothing() throws Exception {
    CompletableFuture<TaskStatus> running = new CompletableFuture<>();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  TaskStatus status = running.get();
                  stream.acknowledge(Fixtures.update("t9", TaskState.TASK_RUNNING, 1).getStatus());
                  stream.acknowledge(Fixtures.update("t1", TaskState.TASK_RUNNING, 1).getStatus());
                  stream.acknowledge(status);
                  stream.acknowledge(status);
                  stream.launch(task("t2"));
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      ExecutorTask task = Drivers.next(driver, AgentEvent.Launch.class).task();
      CompletionStage<?> told = task.running();
      running.complete(agent.takeStatus());
      Drivers.await(told);
      Drivers.next(driver, AgentEvent.Launch.class);
      assertThat(driver.tasks()).hasSize(2);
      assertThat(driver.status().unacknowledged()).isZero();
    }
  }
}
