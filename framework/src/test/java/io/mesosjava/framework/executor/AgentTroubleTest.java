package io.mesosjava.framework.executor;

import static io.mesosjava.framework.executor.Fixtures.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.client.CallOutcomeUnknownException;
import io.mesosjava.v1.executor.Call;
import io.mesosjava.v1.executor.Event;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent that answers 5xx or nothing. */
class AgentTroubleTest {

  private final Drivers drivers = new Drivers();

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void anAgentThatFailsIsAskedAgain(int status) throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  if (attempts.incrementAndGet() < 3) {
                    stream.refuse(status, "not now");
                  } else {
                    stream.subscribed();
                    stream.stay();
                  }
                });
        ExecutorDriver driver = drivers.recovering(agent)) {
      assertThat(Drivers.next(driver, DriverEvent.Connected.class).generation()).isEqualTo(3);
      assertThat(drivers.process().isHalted()).isFalse();
    }
  }

  @Test
  void anAgentThatDoesNotAnswerSubscribeIsAskedAgain() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  if (attempts.incrementAndGet() > 1) {
                    stream.subscribed();
                  }
                  stream.stay();
                });
        ExecutorDriver driver =
            drivers
                .recoveringBuilder(agent)
                .client(client -> client.responseTimeout(Duration.ofMillis(500)))
                .start()) {
      // Also an answer may take longer than that on a busy machine.
      assertThat(Drivers.next(driver, DriverEvent.Connected.class).generation()).isGreaterThan(1);
    }
  }

  @Test
  void anAgentThatDoesNotAnswerAnUpdateIsLostAndToldOfItAgain() throws Exception {
    BlockingQueue<Call.Subscribe> said = new LinkedBlockingQueue<>();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  said.add(stream.subscribe());
                  stream.subscribed();
                  if (said.size() == 1) {
                    stream.launch(task("t1"));
                  }
                  stream.stay();
                });
        ExecutorDriver driver =
            drivers
                .recoveringBuilder(agent)
                .client(client -> client.responseTimeout(Duration.ofMillis(500)))
                .start()) {
      ExecutorTask task = Drivers.next(driver, AgentEvent.Launch.class).task();
      agent.fallSilent();
      task.running();
      assertThat(Drivers.next(driver, DriverEvent.Disconnected.class).cause())
          .isInstanceOf(CallOutcomeUnknownException.class);
      Drivers.next(driver, DriverEvent.Reconnected.class);
      assertThat(said.take().getUnacknowledgedUpdatesList()).isEmpty();
      assertThat(said.take().getUnacknowledgedUpdatesList())
          .extracting(update -> update.getStatus())
          .containsExactly(agent.takeStatus());
    }
  }

  @Test
  void anAgentThatStopsSendingHeartbeatsIsLost() throws Exception {
    AtomicInteger streams = new AtomicInteger();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  if (streams.incrementAndGet() == 1) {
                    stream.send(Event.Type.HEARTBEAT);
                  }
                  stream.stay();
                });
        ExecutorDriver driver =
            drivers.recoveringBuilder(agent).agentSilence(Duration.ofMillis(200)).start()) {
      assertThat(Drivers.next(driver, DriverEvent.Disconnected.class).cause())
          .isInstanceOf(SocketTimeoutException.class);
      assertThat(Drivers.next(driver, DriverEvent.Reconnected.class).generation()).isEqualTo(2);
    }
  }
}
