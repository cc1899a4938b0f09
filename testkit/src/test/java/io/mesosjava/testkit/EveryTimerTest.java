package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The timers of masters and agents, with the defaults of Mesos, by the cluster's clock. */
class EveryTimerTest {

  /** What runs up to something that a timer does. */
  @FunctionalInterface
  private interface Scene {
    /** Plays it; returns what tells whether the timer has done it. */
    BooleanSupplier play(EveryTimerTest test) throws Exception;
  }

  /** A timer: not before the one time, and no later than the other. */
  private enum Timer {
    HEARTBEAT(seconds(15), seconds(15), EveryTimerTest::aHeartbeat),
    ALLOCATION(seconds(1), seconds(1), EveryTimerTest::anOfferAgain),
    AGENT_PING(seconds(75), seconds(90), EveryTimerTest::anAgentOutOfReach),
    AGENT_REREGISTER_TIMEOUT(
        Duration.ofMinutes(10), Duration.ofMinutes(10), EveryTimerTest::anAgentGivenUp),
    EXECUTOR_REGISTRATION(seconds(60), seconds(60), EveryTimerTest::aSilentExecutor),
    EXECUTOR_REREGISTRATION(seconds(2), seconds(2), EveryTimerTest::anAgentBack),
    EXECUTOR_SHUTDOWN_GRACE(seconds(5), seconds(5), EveryTimerTest::anExecutorThatDoesNotEnd),
    EXECUTOR_HEARTBEAT(
        Duration.ofMinutes(30), Duration.ofMinutes(30), EveryTimerTest::aHeartbeatOfAnAgent),
    STATUS_RETRY(seconds(10), seconds(10), test -> test.updates(2)),
    STATUS_RETRY_DOUBLED(seconds(30), seconds(30), test -> test.updates(3)),
    SANDBOX_GC(Duration.ofDays(7), Duration.ofDays(7), EveryTimerTest::aSandboxRemoved),
    REGISTRATION_BACKOFF(seconds(1), seconds(1), EveryTimerTest::anAgentThatAsksAgain),
    FAILOVER_TIMEOUT(Duration.ofHours(1), Duration.ofHours(1), EveryTimerTest::aFrameworkGone),
    KILL_GRACE(seconds(3), seconds(3), EveryTimerTest::aTaskThatIgnoresAKill),
    MAX_COMPLETION_TIME(seconds(20), seconds(20), EveryTimerTest::aTaskThatTakesTooLong);

    private final Duration notBefore;
    private final Duration notAfter;

    @SuppressWarnings("ImmutableEnumChecker") // Lambdas that capture nothing.
    private final Scene scene;

    Timer(Duration notBefore, Duration notAfter, Scene scene) {
      this.notBefore = notBefore;
      this.notAfter = notAfter;
      this.scene = scene;
    }

    private static Duration seconds(int seconds) {
      return Duration.ofSeconds(seconds);
    }
  }

  private EmbeddedCluster cluster;
  private ProbeScheduler scheduler;

  @ParameterizedTest
  @EnumSource(Timer.class)
  void runsByTheClockThatIsWound(Timer timer) throws Exception {
    BooleanSupplier happened = timer.scene.play(this);
    cluster.advance(timer.notBefore.minusMillis(1));
    assertThat(happened.getAsBoolean()).isFalse();
    cluster.advance(timer.notAfter.minus(timer.notBefore).plusMillis(1));
    cluster.await(timer.toString(), state -> happened.getAsBoolean());
  }

  @Test
  void runsFastWhereTheClockDoes() throws Exception {
    launch(builder -> builder.clockSpeed(100).agentPings(Duration.ofHours(10), 10));
    CompletableFuture<Event> heartbeat = soon(Event.Type.HEARTBEAT);
    cluster.await("15 s", state -> heartbeat.isDone());
    scheduler.launch("t", "sleep 1000");
    cluster.await("10 s and 20 s", state -> lines("<- SCHEDULER UPDATE t") >= 3);
  }

  private void launch(UnaryOperator<EmbeddedCluster.Builder> settings) throws Exception {
    EmbeddedCluster.Builder builder =
        EmbeddedCluster.builder()
            .clockWoundByHand()
            .relax(Invariant.OFFERS_ANSWERED, Invariant.UPDATES_ACKNOWLEDGED);
    cluster = settings.apply(builder).launch();
    scheduler = new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK);
    scheduler.next(Event.Type.HEARTBEAT);
  }

  private void launch() throws Exception {
    launch(UnaryOperator.identity());
  }

  private void run(String command) throws IOException {
    scheduler.launch("t", command);
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
  }

  @AfterEach
  void close() throws IOException {
    scheduler.close();
    cluster.close();
  }

  private CompletableFuture<Event> soon(Event.Type type) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return scheduler.next(type);
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private long lines(String containing) {
    return cluster.timeline().lines().filter(line -> line.contains(containing)).count();
  }

  private boolean isActive() {
    return cluster.state().agents().stream().anyMatch(agent -> agent.getActive());
  }

  private BooleanSupplier aHeartbeat() throws Exception {
    launch();
    return soon(Event.Type.HEARTBEAT)::isDone;
  }

  private BooleanSupplier anOfferAgain() throws Exception {
    launch();
    Offer offer = scheduler.offer();
    Call.Decline.Builder decline = Call.Decline.newBuilder().addOfferIds(offer.getId());
    decline.getFiltersBuilder().setRefuseSeconds(0);
    scheduler.send(Call.newBuilder().setType(Call.Type.DECLINE).setDecline(decline));
    return () -> lines("<- SCHEDULER OFFERS") == 2;
  }

  private BooleanSupplier anAgentOutOfReach() throws Exception {
    launch();
    cluster.agents().get(0).partition();
    return () -> cluster.state().agents().isEmpty();
  }

  private BooleanSupplier anAgentGivenUp() throws Exception {
    launch(builder -> builder.agentPings(Duration.ofDays(1), 5));
    cluster.agents().get(0).kill();
    return () -> cluster.state().agents().isEmpty();
  }

  private BooleanSupplier aSilentExecutor() throws Exception {
    launch(builder -> builder.authenticate(Endpoint.EXECUTOR));
    var unused = ProbeExecutor.launch(scheduler, cluster.agents().get(0));
    return () -> lines("<- SCHEDULER UPDATE t TASK_FAILED") == 1;
  }

  private ProbeExecutor executor() throws Exception {
    launch(builder -> builder.authenticate(Endpoint.EXECUTOR).agentPings(Duration.ofDays(1), 5));
    return ProbeExecutor.launch(scheduler, cluster.agents().get(0));
  }

  private BooleanSupplier anAgentBack() throws Exception {
    assertThat(executor().subscribe().statusCode()).isEqualTo(200);
    cluster.agents().get(0).kill();
    cluster.agents().get(0).restart();
    return this::isActive;
  }

  private BooleanSupplier anExecutorThatDoesNotEnd() throws Exception {
    assertThat(executor().subscribe().statusCode()).isEqualTo(200);
    Call.Shutdown.Builder shutdown =
        Call.Shutdown.newBuilder()
            .setAgentId(cluster.state().agents().get(0).getAgentInfo().getId())
            .setExecutorId(ExecutorID.newBuilder().setValue("e"));
    scheduler.send(Call.newBuilder().setType(Call.Type.SHUTDOWN).setShutdown(shutdown));
    return () -> lines("executorExited") == 1;
  }

  private BooleanSupplier aHeartbeatOfAnAgent() throws Exception {
    return executor().subscribedUntil("HEARTBEAT")::isDone;
  }

  private BooleanSupplier updates(int count) throws Exception {
    launch(builder -> builder.agents(0).simulatedAgents(1).task("t", TaskBody.running()));
    scheduler.launch("t", "ignored");
    cluster.await("the first", state -> lines("<- SCHEDULER UPDATE t TASK_STARTING") == 1);
    return () -> lines("<- SCHEDULER UPDATE t TASK_STARTING") == count;
  }

  private BooleanSupplier aSandboxRemoved() throws Exception {
    launch();
    run("true");
    scheduler.expect(TaskState.TASK_FINISHED);
    // The executor stays for a moment.
    cluster.await(
        "its end",
        state -> {
          if (lines("executorExited") == 0) {
            cluster.advance(Duration.ofMillis(100));
          }
          return lines("executorExited") == 1;
        });
    Path sandbox = cluster.agents().get(0).sandbox(scheduler.id().getValue(), "t").toRealPath();
    assertThat(sandbox.resolve("stdout")).exists();
    return () -> Files.notExists(sandbox);
  }

  private BooleanSupplier anAgentThatAsksAgain() throws Exception {
    launch();
    cluster.deposeLeader();
    cluster.agents().get(0).partition();
    cluster.electLeader();
    cluster.advance(Duration.ZERO);
    cluster.agents().get(0).heal();
    return this::isActive;
  }

  private BooleanSupplier aFrameworkGone() throws Exception {
    launch();
    scheduler.close();
    cluster.await("its end", state -> !state.isSubscribed("probe"));
    return () -> cluster.state().frameworks().isEmpty();
  }

  private BooleanSupplier aTaskThatIgnoresAKill() throws Exception {
    launch();
    run("trap '' TERM; touch ready; while true; do sleep 1; done");
    Path ready = cluster.agents().get(0).sandbox(scheduler.id().getValue(), "t").resolve("ready");
    while (!Files.exists(ready)) {
      Thread.onSpinWait();
    }
    Call.Kill.Builder kill = Call.Kill.newBuilder().setTaskId(TaskID.newBuilder().setValue("t"));
    scheduler.send(Call.newBuilder().setType(Call.Type.KILL).setKill(kill));
    return () -> lines("<- SCHEDULER UPDATE t TASK_KILLED") == 1;
  }

  private BooleanSupplier aTaskThatTakesTooLong() throws Exception {
    launch();
    scheduler.launch(
        scheduler.offer(),
        TaskInfo.newBuilder()
            .setName("t")
            .setTaskId(TaskID.newBuilder().setValue("t"))
            .setMaxCompletionTime(
                DurationInfo.newBuilder().setNanoseconds(Duration.ofSeconds(20).toNanos()))
            .setCommand(CommandInfo.newBuilder().setValue("sleep 1000")));
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    return () -> lines("<- SCHEDULER UPDATE t TASK_FAILED") == 1;
  }
}
