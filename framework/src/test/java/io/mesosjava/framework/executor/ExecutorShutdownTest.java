package io.mesosjava.framework.executor;

import static io.mesosjava.framework.executor.Fixtures.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Event;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** SHUTDOWN, obeyed or not. */
class ExecutorShutdownTest {

  private final Drivers drivers = new Drivers();

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
      ExecutorDriver driver = drivers.builder(agent, Map.of()).queueCapacity(1).start();
      // Nobody takes an event: the driver must read on, and end the process nevertheless.
      assertThat(drivers.process().awaitHalt()).isEqualTo(GraceWatch.STATUS);
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
            drivers
                .builder(agent, Map.of("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", "1mins"))
                .start()) {
      assertThat(Drivers.next(driver, DriverEvent.Shutdown.class).cause()).isEmpty();
      driver.tasks().forEach(task -> task.killed("the executor shuts down"));
      killed.complete(agent.takeStatus());
      assertThat(driver.next(Drivers.PATIENCE)).isNull();
      assertThat(drivers.process().isHalted()).isFalse();
    }
  }

  @Test
  void endsAfterShutdownAlsoIfTheAgentRefusesTheLastEnd() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  stream.send(Event.Type.SHUTDOWN);
                  stream.stay();
                });
        ExecutorDriver driver =
            drivers
                .builder(agent, Map.of("MESOS_EXECUTOR_SHUTDOWN_GRACE_PERIOD", "10mins"))
                .start()) {
      agent.answer(400);
      Drivers.next(driver, DriverEvent.Shutdown.class);
      driver.tasks().forEach(task -> task.killed("the executor shuts down"));
      assertThat(driver.next(Drivers.PATIENCE)).isNull();
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
        ExecutorDriver driver = drivers.recovering(agent)) {
      assertThat(driver.next(Drivers.PATIENCE)).isInstanceOf(DriverEvent.Shutdown.class);
      assertThat(driver.next(Drivers.PATIENCE)).isNull();
    }
  }
}
