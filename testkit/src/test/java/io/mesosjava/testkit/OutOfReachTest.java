package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents that do not answer the master's pings, and come back. */
class OutOfReachTest {

  private static final FrameworkInfo AWARE =
      ProbeScheduler.FRAMEWORK.toBuilder()
          .addCapabilities(
              FrameworkInfo.Capability.newBuilder()
                  .setType(FrameworkInfo.Capability.Type.PARTITION_AWARE))
          .build();

  private EmbeddedCluster cluster;

  @BeforeEach
  void launch() {
    cluster =
        EmbeddedCluster.builder().clockWoundByHand().relax(Invariant.OFFERS_ANSWERED).launch();
  }

  @AfterEach
  void close() {
    cluster.close();
  }

  @Test
  void anAgentThatMissesFivePingsIsUnreachableUntilItIsBack() throws Exception {
    try (ProbeScheduler scheduler = new ProbeScheduler(cluster.master(), AWARE)) {
      run(scheduler);
      cluster.agents().get(0).partition();
      cluster.advance(Duration.ofSeconds(100));
      TaskStatus lost = scheduler.update();
      assertThat(lost.getState()).isEqualTo(TaskState.TASK_UNREACHABLE);
      assertThat(lost.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REMOVED);
      assertThat(lost.getMessage()).isEqualTo("health check timed out");
      assertThat(lost.hasUnreachableTime()).isTrue();
      assertThat(lost.hasUuid()).isFalse();
      assertThat(scheduler.next(Event.Type.FAILURE).getFailure().getAgentId())
          .isEqualTo(lost.getAgentId());

      cluster.agents().get(0).heal();
      cluster.advance(Duration.ofMinutes(2));
      TaskStatus back = scheduler.update();
      assertThat(back.getState()).isEqualTo(TaskState.TASK_RUNNING);
      assertThat(back.getReason()).isEqualTo(TaskStatus.Reason.REASON_AGENT_REREGISTERED);
      assertThat(back.getMessage()).isEqualTo("Unreachable agent re-reregistered");
    }
  }

  @Test
  void toThoseWhoDoNotKnowUnreachableTasksTheyAreLost() throws Exception {
    try (ProbeScheduler scheduler =
        new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK)) {
      run(scheduler);
      cluster.agents().get(0).partition();
      cluster.advance(Duration.ofSeconds(100));
      assertThat(scheduler.update().getState()).isEqualTo(TaskState.TASK_LOST);
    }
  }

  private static void run(ProbeScheduler scheduler) throws IOException {
    scheduler.launch("t", "sleep 1000");
    scheduler.expect(TaskState.TASK_STARTING);
    scheduler.expect(TaskState.TASK_RUNNING);
  }
}
