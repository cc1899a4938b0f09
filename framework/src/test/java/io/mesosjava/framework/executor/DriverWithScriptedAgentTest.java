package io.mesosjava.framework.executor;

import static io.mesosjava.framework.executor.Fixtures.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.mesosjava.ProtocolException;
import io.mesosjava.client.ApiException;
import io.mesosjava.client.CallNotSentException;
import io.mesosjava.client.CallOutcomeUnknownException;
import io.mesosjava.v1.CheckInfo;
import io.mesosjava.v1.CheckStatusInfo;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DriverWithScriptedAgentTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final WatchedProcess process = new WatchedProcess();
  private final BlockingQueue<String> ignored = new LinkedBlockingQueue<>();

  private ExecutorDriverBuilder builder(ScriptedAgent agent, Map<String, String> more) {
    Map<String, String> variables =
        new HashMap<>(Fixtures.environment(agent.endpoint(), "/sandbox", "50ms"));
    variables.putAll(more);
    ExecutorListener listener =
        new ExecutorListener() {
          @Override
          public void ignored(Event event, String why) {
            ignored.add(event.getType() + ": " + why);
          }
        };
    return ExecutorDriver.builder(ExecutorEnvironment.read(variables))
        .process(process)
        .listener(listener);
  }

  private ExecutorDriver driver(ScriptedAgent agent) {
    return builder(agent, Map.of()).start();
  }

  private ExecutorDriver recoveringDriver(ScriptedAgent agent) {
    return builder(
            agent,
            Map.of(
                "MESOS_CHECKPOINT", "1",
                "MESOS_RECOVERY_TIMEOUT", "15mins",
                "MESOS_SUBSCRIPTION_BACKOFF_MAX", "10ms"))
        .start();
  }

  private static <E extends ExecutorEvent> E next(ExecutorDriver driver, Class<E> type)
      throws Exception {
    while (true) {
      ExecutorEvent event = driver.next(PATIENCE);
      assertThat(event).as("before " + type.getSimpleName()).isNotNull();
      if (type.isInstance(event)) {
        return type.cast(event);
      }
    }
  }

  private static Throwable failureOf(CompletionStage<?> stage) {
    return catchThrowableOfType(
            ExecutionException.class, () -> stage.toCompletableFuture().get(60, TimeUnit.SECONDS))
        .getCause();
  }

  private static void await(CompletionStage<?> stage) throws Exception {
    stage.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

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
        ExecutorDriver driver = driver(agent)) {
      assertThat(next(driver, DriverEvent.Connected.class).generation()).isEqualTo(1);
      ExecutorTask task = next(driver, AgentEvent.Launch.class).task();
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
      await(acknowledged);
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
        ExecutorDriver driver = driver(agent)) {
      ExecutorTask task = next(driver, AgentEvent.Launch.class).task();
      task.finished();
      assertThat(failureOf(task.killed("too late")))
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
        ExecutorDriver driver = driver(agent)) {
      ExecutorTask task = next(driver, AgentEvent.Launch.class).task();
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
  void killsHaveTheirGraceFromWhereverItIsSaid() throws Exception {
    KillPolicy one = policy(Duration.ofSeconds(1));
    KillPolicy two = policy(Duration.ofSeconds(2));
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1").toBuilder().setKillPolicy(two).build());
                  stream.launch(task("t2"));
                  stream.kill("t1", one);
                  stream.kill("t1", KillPolicy.getDefaultInstance());
                  stream.kill("t2", KillPolicy.getDefaultInstance());
                  stream.stay();
                });
        ExecutorDriver driver = driver(agent)) {
      assertThat(next(driver, AgentEvent.Kill.class).gracePeriod()).hasSeconds(1);
      assertThat(next(driver, AgentEvent.Kill.class).gracePeriod()).hasSeconds(2);
      assertThat(next(driver, AgentEvent.Kill.class).gracePeriod()).hasSeconds(3);
    }
  }

  private static KillPolicy policy(Duration grace) {
    return KillPolicy.newBuilder()
        .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(grace.toNanos()))
        .build();
  }

  @Test
  void survivesOrdersThatMakeNoSense() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  stream.launch(task("t1", "again"));
                  stream.kill("nobody", KillPolicy.getDefaultInstance());
                  stream.record(ByteString.copyFrom(new byte[] {8, 99})); // type 99
                  stream.send(Event.Type.HEARTBEAT);
                  stream.send(
                      Event.newBuilder()
                          .setType(Event.Type.MESSAGE)
                          .setMessage(
                              Event.Message.newBuilder().setData(ByteString.copyFromUtf8("hi"))));
                  stream.stay();
                });
        ExecutorDriver driver = driver(agent)) {
      assertThat(next(driver, AgentEvent.Launch.class).task().info()).isEqualTo(task("t1"));
      assertThat(driver.next(PATIENCE)).isInstanceOf(AgentEvent.Unknown.class);
      assertThat(next(driver, AgentEvent.Message.class).data().toStringUtf8()).isEqualTo("hi");
      assertThat(ignored)
          .containsExactly(
              "LAUNCH: task t1 is there already", "KILL: task nobody is not there, or has ended");
      assertThat(driver.status().unknownEvents()).isEqualTo(1);
    }
  }

  @Test
  void comesBackWithWhatWasNotAcknowledged() throws Exception {
    AtomicInteger streams = new AtomicInteger();
    CompletableFuture<TaskStatus> acknowledged = new CompletableFuture<>();
    CompletableFuture<Void> cut = new CompletableFuture<>();
    BlockingQueue<Call.Subscribe> said = new LinkedBlockingQueue<>();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  said.add(stream.subscribe());
                  if (streams.incrementAndGet() == 1) {
                    stream.subscribed();
                    stream.launch(task("t1"));
                    stream.launch(task("t2"));
                    stream.acknowledge(acknowledged.get());
                    cut.get();
                  } else if (streams.get() == 2) {
                    stream.refuse(503, "Agent has not finished recovery");
                  } else {
                    stream.subscribed();
                    for (Call.Update update : stream.subscribe().getUnacknowledgedUpdatesList()) {
                      stream.acknowledge(update.getStatus());
                    }
                    stream.stay();
                  }
                });
        ExecutorDriver driver = recoveringDriver(agent)) {
      ExecutorTask t1 = next(driver, AgentEvent.Launch.class).task();
      next(driver, AgentEvent.Launch.class);
      CompletionStage<?> first = t1.starting();
      acknowledged.complete(agent.takeStatus());
      await(first);
      CompletionStage<?> second = t1.running();
      TaskStatus running = agent.takeStatus();
      cut.complete(null);
      assertThat(next(driver, DriverEvent.Disconnected.class).cause())
          .isInstanceOf(EOFException.class);
      assertThat(next(driver, DriverEvent.Reconnected.class).generation()).isEqualTo(3);
      await(second);
      assertThat(said.take()).isEqualTo(Call.Subscribe.getDefaultInstance());
      for (int attempt = 2; attempt <= 3; attempt++) {
        Call.Subscribe again = said.take();
        assertThat(again.getUnacknowledgedTasksList()).containsExactly(task("t2"));
        assertThat(again.getUnacknowledgedUpdatesList())
            .extracting(Call.Update::getStatus)
            .containsExactly(running);
      }
    }
    assertThat(process.isHalted()).isFalse();
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
        ExecutorDriver driver = driver(agent)) {
      agent.answer(503);
      ExecutorTask task = next(driver, AgentEvent.Launch.class).task();
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
        ExecutorDriver driver = driver(agent)) {
      agent.answer(400);
      ExecutorTask task = next(driver, AgentEvent.Launch.class).task();
      assertThat(failureOf(task.running())).isInstanceOf(ApiException.class);
      assertThat(driver.status().unacknowledged()).isZero();
    }
  }

  @Test
  void endsWithItsAgentWithoutCheckpointing() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                });
        ExecutorDriver driver = driver(agent)) {
      ExecutorTask task = next(driver, AgentEvent.Launch.class).task();
      DriverEvent.Shutdown shutdown = next(driver, DriverEvent.Shutdown.class);
      assertThat(shutdown.cause()).get().isInstanceOf(EOFException.class);
      assertThat(shutdown.gracePeriod()).hasMillis(50);
      assertThat(shutdown.gracePeriodOfTasks()).hasMillis(25);
      assertThatThrownBy(driver::next).isInstanceOf(EOFException.class);
      assertThat(failureOf(task.killed("shut down"))).isInstanceOf(CallNotSentException.class);
      assertThat(process.awaitHalt()).isEqualTo(GraceWatch.STATUS);
    }
  }

  @Test
  void waitsForAnAgentThatIsNotReady() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  if (attempts.incrementAndGet() < 3) {
                    stream.refuse(503, "Agent has not finished recovery");
                  } else {
                    stream.subscribed();
                    stream.stay();
                  }
                });
        ExecutorDriver driver = driver(agent)) {
      assertThat(next(driver, DriverEvent.Connected.class).generation()).isEqualTo(3);
    }
  }

  @Test
  void endsIfTheAgentDoesNotKnowIt() throws Exception {
    for (int status : List.of(400, 401, 403)) {
      try (ScriptedAgent agent =
              ScriptedAgent.start(stream -> stream.refuse(status, "Executor cannot be found"));
          ExecutorDriver driver = recoveringDriver(agent)) {
        assertThat(next(driver, DriverEvent.Shutdown.class).cause())
            .get()
            .isInstanceOf(ApiException.class);
        assertThatThrownBy(driver::next)
            .isInstanceOf(ApiException.class)
            .hasMessageContaining("Executor cannot be found");
      }
    }
  }

  @Test
  void endsIfWhatAnswersIsNoAgent() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.begin();
                  stream.record(ByteString.copyFromUtf8("<html>"));
                });
        ExecutorDriver driver = recoveringDriver(agent)) {
      assertThat(next(driver, DriverEvent.Shutdown.class).cause()).isPresent();
      assertThatThrownBy(driver::next).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void endsOnError() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.send(
                      Event.newBuilder()
                          .setType(Event.Type.ERROR)
                          .setError(Event.Error.newBuilder().setMessage("no more")));
                  stream.stay();
                });
        ExecutorDriver driver = recoveringDriver(agent)) {
      next(driver, DriverEvent.Shutdown.class);
      assertThatThrownBy(driver::next)
          .isInstanceOf(IOException.class)
          .hasMessage("the agent: no more");
    }
  }

  @Test
  void isHaltedIfUserCodeHangsAtShutdown() throws Exception {
    try (ScriptedAgent agent =
        ScriptedAgent.start(
            stream -> {
              stream.subscribed();
              stream.launch(task("t1"));
              stream.send(Event.Type.SHUTDOWN);
              stream.stay();
            })) {
      ExecutorDriver driver = builder(agent, Map.of()).queueCapacity(1).start();
      // Nobody takes an event: the driver must read on, and end the process nevertheless.
      assertThat(process.awaitHalt()).isEqualTo(GraceWatch.STATUS);
      driver.close();
    }
  }

  @Test
  void endsAfterShutdownWhenAllEndsAreAcknowledged() throws Exception {
    CompletableFuture<TaskStatus> killed = new CompletableFuture<>();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  stream.send(Event.Type.SHUTDOWN);
                  stream.acknowledge(killed.get());
                  stream.stay();
                });
        ExecutorDriver driver =
            builder(agent, Map.of("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", "1mins")).start()) {
      assertThat(next(driver, DriverEvent.Shutdown.class).cause()).isEmpty();
      driver.tasks().forEach(task -> task.killed("the executor shuts down"));
      killed.complete(agent.takeStatus());
      assertThat(driver.next(PATIENCE)).isNull();
      assertThat(process.isHalted()).isFalse();
    }
  }

  @Test
  void shutdownMayComeInsteadOfSubscribed() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.begin();
                  stream.send(Event.Type.SHUTDOWN);
                });
        ExecutorDriver driver = recoveringDriver(agent)) {
      assertThat(driver.next(PATIENCE)).isInstanceOf(DriverEvent.Shutdown.class);
      assertThat(driver.next(PATIENCE)).isNull();
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
            builder(agent, Map.of("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", "10mins")).start()) {
      next(driver, AgentEvent.Launch.class).task().finished();
      CompletableFuture<Integer> left =
          CompletableFuture.supplyAsync(
              () -> {
                process.exit();
                return driver.status().unacknowledged();
              });
      finished.complete(agent.takeStatus());
      assertThat(left.get(60, TimeUnit.SECONDS)).isZero();
    }
  }

  @Test
  void heartbeatsAreSent() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.stay();
                });
        ExecutorDriver driver =
            builder(agent, Map.of()).heartbeatInterval(Duration.ofMillis(5)).start()) {
      Call heartbeat = agent.takeCall(Call.Type.HEARTBEAT);
      assertThat(heartbeat.getExecutorId()).isEqualTo(driver.environment().executorId());
      agent.takeCall(Call.Type.HEARTBEAT);
    }
  }

  @Test
  void anAgentThatDoesNotAnswerHeartbeatsIsLost() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.stay();
                });
        ExecutorDriver driver =
            builder(agent, Map.of())
                .heartbeatInterval(Duration.ofMillis(50))
                .client(client -> client.responseTimeout(Duration.ofMillis(500)))
                .start()) {
      agent.fallSilent();
      assertThat(next(driver, DriverEvent.Shutdown.class).cause())
          .get()
          .isInstanceOf(CallOutcomeUnknownException.class);
    }
  }

  @Test
  void aHandlerThatThrowsFailsItsTaskAndNoOther() throws Exception {
    try (ScriptedAgent agent =
        ScriptedAgent.start(
            stream -> {
              stream.subscribed();
              stream.launch(task("bad"));
              stream.launch(task("good"));
              stream.stay();
            })) {
      ExecutorDriver driver = driver(agent);
      CompletableFuture<Void> run =
          CompletableFuture.runAsync(
              () -> {
                try {
                  driver.run(DriverWithScriptedAgentTest::throwForBad);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      TaskStatus failed = agent.takeStatus();
      assertThat(failed.getTaskId().getValue()).isEqualTo("bad");
      assertThat(failed.getState()).isEqualTo(TaskState.TASK_FAILED);
      assertThat(failed.getMessage())
          .isEqualTo("the executor's handler threw java.lang.IllegalStateException: bad");
      assertThat(agent.takeStatus().getState()).isEqualTo(TaskState.TASK_FINISHED);
      driver.close();
      run.get(60, TimeUnit.SECONDS);
    }
  }

  private static void throwForBad(ExecutorEvent event) {
    if (event instanceof AgentEvent.Launch launch) {
      if (launch.task().id().getValue().equals("bad")) {
        throw new IllegalStateException("bad");
      }
      launch.task().finished();
    }
  }

  @Test
  void announcementsComeInOrder() throws Exception {
    record Note(int number) implements AnnouncedEvent {}
    try (ScriptedAgent agent =
        ScriptedAgent.start(
            stream -> {
              stream.subscribed();
              stream.stay();
            })) {
      ExecutorDriver driver = driver(agent);
      next(driver, DriverEvent.Connected.class);
      driver.announce(new Note(1));
      driver.announce(new Note(2), PATIENCE);
      assertThat(driver.next(PATIENCE)).isEqualTo(new Note(1));
      assertThat(driver.next(PATIENCE)).isEqualTo(new Note(2));
      driver.close();
      assertThatThrownBy(() -> driver.announce(new Note(3)))
          .isInstanceOf(IllegalStateException.class);
    }
  }
}
