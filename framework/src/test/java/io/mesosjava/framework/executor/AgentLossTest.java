package io.mesosjava.framework.executor;

import static io.mesosjava.framework.executor.Fixtures.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.mesosjava.ProtocolException;
import io.mesosjava.client.ApiException;
import io.mesosjava.client.CallNotSentException;
import io.mesosjava.client.CallOutcomeUnknownException;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An agent that goes away, does not answer, or wants nothing to do with the executor. */
class AgentLossTest {

  private final Drivers drivers = new Drivers();

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
        ExecutorDriver driver = drivers.recovering(agent)) {
      ExecutorTask t1 = Drivers.next(driver, AgentEvent.Launch.class).task();
      Drivers.next(driver, AgentEvent.Launch.class);
      CompletionStage<?> first = t1.starting();
      acknowledged.complete(agent.takeStatus());
      Drivers.await(first);
      CompletionStage<?> second = t1.running();
      TaskStatus running = agent.takeStatus();
      cut.complete(null);
      assertThat(Drivers.next(driver, DriverEvent.Disconnected.class).cause())
          .isInstanceOf(EOFException.class);
      assertThat(Drivers.next(driver, DriverEvent.Reconnected.class).generation()).isEqualTo(3);
      Drivers.await(second);
      assertThat(said.take()).isEqualTo(Call.Subscribe.getDefaultInstance());
      for (int attempt = 2; attempt <= 3; attempt++) {
        Call.Subscribe again = said.take();
        assertThat(again.getUnacknowledgedTasksList()).containsExactly(task("t2"));
        assertThat(again.getUnacknowledgedUpdatesList())
            .extracting(Call.Update::getStatus)
            .containsExactly(running);
      }
    }
    assertThat(drivers.process().isHalted()).isFalse();
  }

  @Test
  void comesBackWithATaskWhoseIdWasUsedBefore() throws Exception {
    AtomicInteger streams = new AtomicInteger();
    CompletableFuture<TaskStatus> finished = new CompletableFuture<>();
    CompletableFuture<Void> cut = new CompletableFuture<>();
    CompletableFuture<Call.Subscribe> said = new CompletableFuture<>();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  if (streams.incrementAndGet() == 1) {
                    stream.subscribed();
                    stream.launch(task("t1"));
                    TaskStatus end = finished.get();
                    stream.launch(task("t1"));
                    stream.acknowledge(end);
                    cut.get();
                  } else {
                    said.complete(stream.subscribe());
                    stream.subscribed();
                    stream.stay();
                  }
                });
        ExecutorDriver driver = drivers.recovering(agent)) {
      CompletionStage<?> end = Drivers.next(driver, AgentEvent.Launch.class).task().finished();
      finished.complete(agent.takeStatus());
      ExecutorTask again = Drivers.next(driver, AgentEvent.Launch.class).task();
      Drivers.await(end);
      assertThat(again.isEnded()).isFalse();
      cut.complete(null);
      Drivers.next(driver, DriverEvent.Reconnected.class);
      assertThat(said.get().getUnacknowledgedTasksList()).containsExactly(task("t1"));
      assertThat(said.get().getUnacknowledgedUpdatesList()).isEmpty();
      assertThat(driver.tasks()).containsExactly(again);
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
        ExecutorDriver driver = drivers.start(agent)) {
      ExecutorTask task = Drivers.next(driver, AgentEvent.Launch.class).task();
      DriverEvent.Shutdown shutdown = Drivers.next(driver, DriverEvent.Shutdown.class);
      assertThat(shutdown.cause()).get().isInstanceOf(EOFException.class);
      assertThat(shutdown.gracePeriod()).hasMillis(50);
      assertThat(shutdown.gracePeriodOfTasks()).hasMillis(25);
      assertThatThrownBy(driver::next).isInstanceOf(EOFException.class);
      assertThat(Drivers.failureOf(task.killed("shut down")))
          .isInstanceOf(CallNotSentException.class);
      assertThat(task.isEnded()).isTrue();
      assertThat(drivers.process().awaitHalt()).isEqualTo(GraceWatch.STATUS);
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
        ExecutorDriver driver = drivers.start(agent)) {
      assertThat(Drivers.next(driver, DriverEvent.Connected.class).generation()).isEqualTo(3);
    }
  }

  @Test
  void endsIfTheAgentDoesNotKnowIt() throws Exception {
    for (int status : List.of(400, 401, 403)) {
      try (ScriptedAgent agent =
              ScriptedAgent.start(stream -> stream.refuse(status, "Executor cannot be found"));
          ExecutorDriver driver = drivers.recovering(agent)) {
        assertThat(Drivers.next(driver, DriverEvent.Shutdown.class).cause())
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
        ExecutorDriver driver = drivers.recovering(agent)) {
      assertThat(Drivers.next(driver, DriverEvent.Shutdown.class).cause()).isPresent();
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
        ExecutorDriver driver = drivers.recovering(agent)) {
      Drivers.next(driver, DriverEvent.Shutdown.class);
      assertThatThrownBy(driver::next)
          .isInstanceOf(IOException.class)
          .hasMessage("the agent: no more");
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
            drivers.builder(agent, Map.of()).heartbeatInterval(Duration.ofMillis(5)).start()) {
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
            drivers
                .builder(agent, Map.of())
                .heartbeatInterval(Duration.ofMillis(50))
                .client(client -> client.responseTimeout(Duration.ofMillis(500)))
                .start()) {
      agent.fallSilent();
      assertThat(Drivers.next(driver, DriverEvent.Shutdown.class).cause())
          .get()
          .isInstanceOf(CallOutcomeUnknownException.class);
    }
  }
}
