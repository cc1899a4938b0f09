package io.mesosjava.framework.executor;

import static io.mesosjava.framework.executor.Fixtures.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.executor.Event;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The orders of an agent, also those that make no sense. */
class AgentOrdersTest {

  private final Drivers drivers = new Drivers();

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
        ExecutorDriver driver = drivers.start(agent)) {
      assertThat(Drivers.next(driver, AgentEvent.Kill.class).gracePeriod()).hasSeconds(1);
      assertThat(Drivers.next(driver, AgentEvent.Kill.class).gracePeriod()).hasSeconds(2);
      assertThat(Drivers.next(driver, AgentEvent.Kill.class).gracePeriod()).hasSeconds(3);
    }
  }

  private static KillPolicy policy(Duration grace) {
    return KillPolicy.newBuilder()
        .setGracePeriod(DurationInfo.newBuilder().setNanoseconds(grace.toNanos()))
        .build();
  }

  @Test
  void aLaunchOfATaskThatLivesIsIgnored() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  stream.launch(task("t1", "again"));
                  stream.launch(task("t2"));
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      ExecutorTask first = Drivers.next(driver, AgentEvent.Launch.class).task();
      assertThat(first.info()).isEqualTo(task("t1"));
      assertThat(Drivers.next(driver, AgentEvent.Launch.class).task().info()).isEqualTo(task("t2"));
      assertThat(drivers.ignored()).containsExactly("LAUNCH: task t1 is there already");
      assertThat(driver.task(first.id())).contains(first);
    }
  }

  @Test
  void ofAGroupOnlyTheTasksThatAreNewAreLaunched() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  stream.launchGroup(task("t1"));
                  stream.launchGroup(task("t1"), task("t2"));
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      assertThat(Drivers.next(driver, AgentEvent.LaunchGroup.class).tasks())
          .extracting(ExecutorTask::info)
          .containsExactly(task("t2"));
      assertThat(drivers.ignored())
          .containsExactly(
              "LAUNCH_GROUP: task t1 is there already", "LAUNCH_GROUP: task t1 is there already");
    }
  }

  @Test
  void anIdMayComeAgainAfterItsTaskHasEnded() throws Exception {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.launch(task("t1"));
                  ended.get();
                  stream.launch(task("t1", "again"));
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      Drivers.next(driver, AgentEvent.Launch.class).task().finished();
      ended.complete(null);
      ExecutorTask again = Drivers.next(driver, AgentEvent.Launch.class).task();
      assertThat(again.info()).isEqualTo(task("t1", "again"));
      assertThat(again.state()).isEqualTo(TaskState.TASK_STAGING);
      assertThat(drivers.ignored()).isEmpty();
    }
  }

  @Test
  void aKillOfATaskThatIsUnknownOrHasEndedIsIgnored() throws Exception {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.kill("nobody", KillPolicy.getDefaultInstance());
                  stream.launch(task("t1"));
                  ended.get();
                  stream.kill("t1", KillPolicy.getDefaultInstance());
                  stream.launch(task("t2"));
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      Drivers.next(driver, AgentEvent.Launch.class).task().finished();
      ended.complete(null);
      assertThat(driver.next(Drivers.PATIENCE)).isInstanceOf(AgentEvent.Launch.class);
      assertThat(drivers.ignored())
          .containsExactly(
              "KILL: task nobody is not there, or has ended",
              "KILL: task t1 is not there, or has ended");
    }
  }

  @Test
  void eventsOfUnknownTypeAreDeliveredAndHarmNobody() throws Exception {
    try (ScriptedAgent agent =
            ScriptedAgent.start(
                stream -> {
                  stream.subscribed();
                  stream.record(ByteString.copyFrom(new byte[] {8, 99})); // type 99
                  stream.record(ByteString.EMPTY); // no type at all
                  stream.send(Event.Type.HEARTBEAT);
                  stream.send(
                      Event.newBuilder()
                          .setType(Event.Type.MESSAGE)
                          .setMessage(
                              Event.Message.newBuilder().setData(ByteString.copyFromUtf8("hi"))));
                  stream.stay();
                });
        ExecutorDriver driver = drivers.start(agent)) {
      Drivers.next(driver, DriverEvent.Connected.class);
      assertThat(driver.next(Drivers.PATIENCE)).isInstanceOf(AgentEvent.Unknown.class);
      assertThat(driver.next(Drivers.PATIENCE)).isInstanceOf(AgentEvent.Unknown.class);
      assertThat(Drivers.next(driver, AgentEvent.Message.class).data().toStringUtf8())
          .isEqualTo("hi");
      assertThat(driver.status().unknownEvents()).isEqualTo(2);
    }
  }
}
