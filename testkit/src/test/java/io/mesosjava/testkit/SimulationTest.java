package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Tasks that run inside the JVM, on agents that are none. */
class SimulationTest {

  private static EmbeddedCluster.Builder simulated(int agents) {
    return EmbeddedCluster.builder()
        .agents(0)
        .simulatedAgents(agents)
        .allocationInterval(Duration.ofMillis(50));
  }

  private static ProbeScheduler subscribe(EmbeddedCluster cluster)
      throws IOException, InterruptedException {
    return new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK);
  }

  @Test
  void areAgentsLikeTheOthersToTheMaster() {
    try (EmbeddedCluster cluster = simulated(1000).agents(1).launch()) {
      cluster.awaitAgents(1001);
      assertThat(cluster.agents()).hasSize(1);
    }
  }

  @Test
  void finishesAndFailsAsItsBodyDoes() throws Exception {
    try (EmbeddedCluster cluster =
            simulated(1)
                .task("good", TaskBody.finishing())
                .task("bad", TaskBody.failing("no luck"))
                .launch();
        ProbeScheduler scheduler = subscribe(cluster)) {
      run(scheduler, "good", TaskState.TASK_FINISHED);
      run(scheduler, "bad", TaskState.TASK_FAILED);
      assertThat(cluster.state().task("bad").orElseThrow().getStatusesList())
          .anySatisfy(status -> assertThat(status.getMessage()).contains("no luck"));
    }
  }

  private static void run(ProbeScheduler scheduler, String task, TaskState end) throws IOException {
    scheduler.launch(task, "ignored");
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
    scheduler.expect(end);
  }

  @Test
  void isToldOfAKill() throws Exception {
    try (EmbeddedCluster cluster = simulated(1).task("t", TaskBody.running()).launch();
        ProbeScheduler scheduler = subscribe(cluster)) {
      scheduler.launch("t", "ignored");
      scheduler.expect(TaskState.TASK_STARTING);
      scheduler.expect(TaskState.TASK_RUNNING);
      TaskID id = TaskID.newBuilder().setValue("t").build();
      scheduler.send(
          Call.newBuilder().setType(Call.Type.KILL).setKill(Call.Kill.newBuilder().setTaskId(id)));
      scheduler.expect(TaskState.TASK_KILLED);
    }
  }

  @Test
  void reportsWhatItsBodyReports() throws Exception {
    try (EmbeddedCluster cluster =
            simulated(1)
                .task("t", context -> context.update(TaskState.TASK_RUNNING, "half way"))
                .launch();
        ProbeScheduler scheduler = subscribe(cluster)) {
      scheduler.launch("t", "ignored");
      scheduler.expect(TaskState.TASK_STARTING);
      scheduler.expect(TaskState.TASK_RUNNING);
      assertThat(scheduler.expect(TaskState.TASK_RUNNING).getMessage()).isEqualTo("half way");
      scheduler.expect(TaskState.TASK_FINISHED);
    }
  }

  @Test
  void hasNothingToDoWithoutABody() throws Exception {
    try (EmbeddedCluster cluster = simulated(1).launch();
        ProbeScheduler scheduler = subscribe(cluster)) {
      scheduler.launch("t", "true");
      scheduler.expect(TaskState.TASK_STARTING);
      scheduler.expect(TaskState.TASK_RUNNING);
      assertThat(scheduler.expect(TaskState.TASK_FAILED).getMessage())
          .contains("no task body for t");
    }
  }

  @Test
  void outlivesALeader() throws Exception {
    CountDownLatch goOn = new CountDownLatch(1);
    try (EmbeddedCluster cluster = simulated(2).task("t", c -> goOn.await()).launch()) {
      ProbeScheduler before = subscribe(cluster);
      before.launch("t", "ignored");
      before.expect(TaskState.TASK_STARTING);
      before.expect(TaskState.TASK_RUNNING);
      cluster.moveLeader();
      before.close();
      cluster.awaitAgents(2);
      try (ProbeScheduler after = new ProbeScheduler(cluster.master(), before.framework())) {
        goOn.countDown();
        // The acknowledgement of RUNNING may have died with the leader: then it comes again.
        TaskStatus status = after.update();
        while (status.getState() == TaskState.TASK_RUNNING) {
          after.acknowledge(status);
          status = after.update();
        }
        assertThat(status.getState()).isEqualTo(TaskState.TASK_FINISHED);
        after.acknowledge(status);
      }
    }
  }

  @Test
  void interruptsBodiesAtTheEnd() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    TaskBody body =
        context -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
          }
        };
    try (EmbeddedCluster cluster = simulated(1).task("t", body).launch();
        ProbeScheduler scheduler = subscribe(cluster)) {
      scheduler.launch("t", "ignored");
      scheduler.expect(TaskState.TASK_STARTING);
      scheduler.expect(TaskState.TASK_RUNNING);
    }
    interrupted.await();
  }
}
