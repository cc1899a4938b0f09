package io.mesosjava.framework.executor;

import static io.mesosjava.framework.executor.Fixtures.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.framework.SessionState;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.executor.Event;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** User code that throws, and what it announces. */
class UserCodeTest {

  private final Drivers drivers = new Drivers();

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
      ExecutorDriver driver = drivers.start(agent);
      CompletableFuture<Void> run =
          CompletableFuture.runAsync(
              () -> {
                try {
                  driver.run(UserCodeTest::throwForBad);
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
      ExecutorDriver driver = drivers.start(agent);
      Drivers.next(driver, DriverEvent.Connected.class);
      driver.announce(new Note(1));
      driver.announce(new Note(2), Drivers.PATIENCE);
      assertThat(driver.next(Drivers.PATIENCE)).isEqualTo(new Note(1));
      assertThat(driver.next(Drivers.PATIENCE)).isEqualTo(new Note(2));
      driver.close();
      assertThatThrownBy(() -> driver.announce(new Note(3)))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  /** Throws when it is asked to handle an event of {@code type}. */
  private static ExecutorEventHandler throwing(Class<? extends ExecutorEvent> type) {
    return event -> {
      if (type.isInstance(event)) {
        throw new IllegalStateException("thrown");
      }
    };
  }

  private CompletableFuture<Void> run(ExecutorDriver driver, ExecutorEventHandler handler) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            driver.run(handler);
          } catch (Exception e) {
            throw new CompletionException(e);
          }
        });
  }

  @Test
  void aKillWhoseHandlerThrowsFailsTheTask() throws Exception {
    try (ScriptedAgent agent =
        ScriptedAgent.start(
            stream -> {
              stream.subscribed();
              stream.launch(task("t1"));
              stream.kill("t1", KillPolicy.getDefaultInstance());
              stream.stay();
            })) {
      ExecutorDriver driver = drivers.start(agent);
      CompletableFuture<Void> run = run(driver, throwing(AgentEvent.Kill.class));
      TaskStatus failed = agent.takeStatus();
      assertThat(failed.getState()).isEqualTo(TaskState.TASK_FAILED);
      assertThat(failed.getMessage()).endsWith("IllegalStateException: thrown");
      driver.close();
      Drivers.await(run);
    }
  }

  @Test
  void aGroupWhoseHandlerThrowsHasFailed() throws Exception {
    try (ScriptedAgent agent =
        ScriptedAgent.start(
            stream -> {
              stream.subscribed();
              stream.launchGroup(task("t1"), task("t2"));
              stream.stay();
            })) {
      ExecutorDriver driver = drivers.start(agent);
      CompletableFuture<Void> run = run(driver, throwing(AgentEvent.LaunchGroup.class));
      assertThat(List.of(agent.takeStatus(), agent.takeStatus()))
          .extracting(status -> status.getTaskId().getValue() + " " + status.getState())
          .containsExactlyInAnyOrder("t1 TASK_FAILED", "t2 TASK_FAILED");
      driver.close();
      Drivers.await(run);
    }
  }

  @Test
  void whatTheHandlerOfAnyOtherEventThrowsEndsTheRun() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      assertThatThrownBy(() -> driver.run(throwing(DriverEvent.Connected.class)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("thrown");
    }
  }

  @Test
  void aHandlerThatThrowsAtShutdownDoesNotSaveTheProcess() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  stream.send(Event.Type.SHUTDOWN);
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      assertThatThrownBy(() -> driver.run(throwing(DriverEvent.Shutdown.class)))
          .hasMessage("thrown");
      assertThat(drivers.process().awaitHalt()).isEqualTo(GraceWatch.STATUS);
    }
  }

  @Test
  void detailsThatThrowTellNothing() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      ExecutorTask task = Drivers.next(driver, AgentEvent.Launch.class).task();
      assertThatThrownBy(
              () ->
                  task.update(
                      TaskState.TASK_FINISHED,
                      status -> {
                        throw new IllegalStateException("thrown");
                      }))
          .hasMessage("thrown");
      assertThat(task.state()).isEqualTo(TaskState.TASK_STAGING);
      task.running();
      assertThat(agent.takeStatus().getState()).isEqualTo(TaskState.TASK_RUNNING);
    }
  }

  @Test
  void aListenerThatThrowsChangesNothing() throws Exception {
    ExecutorListener bad =
        new ExecutorListener() {
          @Override
          public void moved(SessionState from, SessionState to) {
            throw new IllegalStateException("moved");
          }

          @Override
          public void received(Event event) {
            throw new IllegalStateException("received");
          }

          @Override
          public void ignored(Event event, String why) {
            throw new IllegalStateException("ignored");
          }

          @Override
          public void updateFailed(TaskStatus status, Throwable cause) {
            throw new IllegalStateException("updateFailed");
          }
        };
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.kill("nobody", KillPolicy.getDefaultInstance());
                  stream.launch(task("t1"));
                  stream.stay();
                });
        ExecutorDriver driver = drivers.builder(agent, Map.of()).listener(bad).start()) {
      agent.answer(503);
      ExecutorTask task = Drivers.next(driver, AgentEvent.Launch.class).task();
      task.finished();
      assertThat(agent.takeStatus()).isEqualTo(agent.takeStatus());
      assertThat(Drivers.failureOf(task.killed("too late")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("TASK_KILLED after TASK_FINISHED");
    }
  }

  @Test
  void whatHangsOnAStageAndThrowsHarmsNobody() throws Exception {
    CompletableFuture<TaskStatus> running = new CompletableFuture<>();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  stream.acknowledge(running.get());
                  stream.launch(task("t2"));
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      ExecutorTask task = Drivers.next(driver, AgentEvent.Launch.class).task();
      CompletionStage<?> after =
          task.running()
              .thenRun(
                  () -> {
                    throw new IllegalStateException("thrown");
                  });
      running.complete(agent.takeStatus());
      assertThat(Drivers.failureOf(after)).hasMessage("thrown");
      Drivers.next(driver, AgentEvent.Launch.class);
    }
  }
}
