package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.KillPolicy;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.OperationID;
import io.mesosjava.v1.OperationState;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.ResourceProviderID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchedulerCallsTest {

  private static final AgentID AGENT = AgentID.newBuilder().setValue("S0").build();
  private static final TaskID TASK = TaskID.newBuilder().setValue("t").build();
  private static final ExecutorID EXECUTOR = ExecutorID.newBuilder().setValue("e").build();
  private static final OfferID OFFER = OfferID.newBuilder().setValue("O0").build();
  private static final ByteString UUID = ByteString.copyFromUtf8("0123456789abcdef");

  @Test
  void leavesOutWhatIsNull() {
    assertThat(SchedulerCalls.kill(TASK, null, null).getKill())
        .isEqualTo(Call.Kill.newBuilder().setTaskId(TASK).build());
    assertThat(SchedulerCalls.accept(List.of(OFFER), List.of()).getAccept().hasFilters()).isFalse();
    assertThat(SchedulerCalls.decline(List.of(OFFER)).getDecline())
        .isEqualTo(Call.Decline.newBuilder().addOfferIds(OFFER).build());
  }

  @Test
  void takesEveryParameterOfAKill() {
    KillPolicy policy =
        KillPolicy.newBuilder()
            .setGracePeriod(io.mesosjava.v1.DurationInfo.newBuilder().setNanoseconds(7))
            .build();

    Call.Kill kill = SchedulerCalls.kill(TASK, AGENT, policy).getKill();

    assertThat(kill.getTaskId()).isEqualTo(TASK);
    assertThat(kill.getAgentId()).isEqualTo(AGENT);
    assertThat(kill.getKillPolicy()).isEqualTo(policy);
  }

  @Test
  void refusesForFractionsOfASecond() {
    assertThat(SchedulerCalls.refuseFor(Duration.ofMillis(2_500)).getRefuseSeconds())
        .isEqualTo(2.5);
  }

  @Test
  void acknowledgesWhatAStatusSays() {
    TaskStatus status =
        TaskStatus.newBuilder()
            .setTaskId(TASK)
            .setAgentId(AGENT)
            .setUuid(UUID)
            .setState(TaskState.TASK_RUNNING)
            .build();
    OperationStatus operation =
        OperationStatus.newBuilder()
            .setState(OperationState.OPERATION_FINISHED)
            .setOperationId(OperationID.newBuilder().setValue("op"))
            .setAgentId(AGENT)
            .setResourceProviderId(ResourceProviderID.newBuilder().setValue("rp"))
            .setUuid(io.mesosjava.v1.UUID.newBuilder().setValue(UUID))
            .build();

    assertThat(SchedulerCalls.acknowledge(status).getAcknowledge())
        .isEqualTo(
            Call.Acknowledge.newBuilder().setTaskId(TASK).setAgentId(AGENT).setUuid(UUID).build());
    assertThat(SchedulerCalls.acknowledgeOperationStatus(operation).getAcknowledgeOperationStatus())
        .isEqualTo(
            Call.AcknowledgeOperationStatus.newBuilder()
                .setOperationId(operation.getOperationId())
                .setAgentId(AGENT)
                .setResourceProviderId(operation.getResourceProviderId())
                .setUuid(UUID)
                .build());
  }

  @Test
  void doesNotAcknowledgeAStatusWithoutUuid() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SchedulerCalls.acknowledge(TaskStatus.newBuilder().setTaskId(TASK).buildPartial()))
        .withMessage("status of task t: no uuid (expected: one)");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SchedulerCalls.acknowledgeOperationStatus(
                    OperationStatus.newBuilder().buildPartial()));
  }

  @Test
  void addressesMessagesAndShutdowns() {
    assertThat(SchedulerCalls.message(AGENT, EXECUTOR, UUID).getMessage())
        .isEqualTo(
            Call.Message.newBuilder()
                .setAgentId(AGENT)
                .setExecutorId(EXECUTOR)
                .setData(UUID)
                .build());
    assertThat(SchedulerCalls.shutdown(EXECUTOR, AGENT).getShutdown())
        .isEqualTo(Call.Shutdown.newBuilder().setExecutorId(EXECUTOR).setAgentId(AGENT).build());
  }
}
