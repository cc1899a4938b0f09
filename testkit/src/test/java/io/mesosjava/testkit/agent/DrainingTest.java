package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.DrainConfig;
import io.mesosjava.v1.DurationInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DrainingTest {

  private static final FrameworkInfo PLAIN =
      FrameworkInfo.newBuilder().setUser("u").setName("n").build();
  private static final FrameworkInfo AWARE =
      PLAIN.toBuilder()
          .addCapabilities(
              FrameworkInfo.Capability.newBuilder()
                  .setType(FrameworkInfo.Capability.Type.PARTITION_AWARE))
          .build();

  private final Draining draining = new Draining();

  @Test
  void shortensTheGraceOfTasksOnly() {
    assertThat(draining.policy(policy(9))).isNull();
    draining.begin(DrainConfig.newBuilder().setMaxGracePeriod(seconds(5)).build(), Instant.EPOCH);
    assertThat(draining.policy(policy(9))).isEqualTo(policy(5));
    assertThat(draining.policy(KillPolicy.getDefaultInstance())).isEqualTo(policy(5));
    assertThat(draining.policy(policy(5))).isNull();
  }

  @Test
  void saysWhyTasksEnd() {
    assertThat(explained(TaskState.TASK_KILLED, AWARE).hasReason()).isFalse();
    draining.begin(DrainConfig.getDefaultInstance(), Instant.EPOCH);
    assertThat(explained(TaskState.TASK_KILLED, AWARE).getReason())
        .isEqualTo(TaskStatus.Reason.REASON_AGENT_DRAINING);
    assertThat(explained(TaskState.TASK_FINISHED, AWARE).hasReason()).isFalse();
    draining.begin(DrainConfig.newBuilder().setMarkGone(true).build(), Instant.EPOCH);
    assertThat(explained(TaskState.TASK_KILLED, AWARE).getState())
        .isEqualTo(TaskState.TASK_GONE_BY_OPERATOR);
    assertThat(explained(TaskState.TASK_KILLED, PLAIN).getState()).isEqualTo(TaskState.TASK_KILLED);
  }

  private TaskStatus explained(TaskState state, FrameworkInfo framework) {
    TaskStatus.Builder status =
        TaskStatus.newBuilder().setTaskId(Statuses.task("t")).setState(state);
    draining.explain(status, framework);
    return status.build();
  }

  private static KillPolicy policy(int seconds) {
    return KillPolicy.newBuilder().setGracePeriod(seconds(seconds)).build();
  }

  private static DurationInfo seconds(int seconds) {
    return DurationInfo.newBuilder().setNanoseconds(seconds * 1_000_000_000L).build();
  }
}
