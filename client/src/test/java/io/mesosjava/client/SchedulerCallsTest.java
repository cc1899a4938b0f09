package io.mesosjava.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
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
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchedulerCallsTest {

  private static final AgentID AGENT = AgentID.newBuilder().setValue("S0").build();
  private static final TaskID TASK = TaskID.newBuilder().setValue("t").build();
  private static final ExecutorID EXECUTOR = ExecutorID.newBuilder().setValue("e").build();
  private static final OfferID OFFER = OfferID.newBuilder().setValue("O0").build();
  private static final ByteString UUID = ByteString.copyFromUtf8("0123456789abcdef");

  @ParameterizedTest
  @EnumSource(value = Call.Type.class, mode = EnumSource.Mode.EXCLUDE, names = "UNKNOWN")
  void makesACallOfEveryTypeFromItsMessage(Call.Type type) throws Exception {
    String field = type.name().toLowerCase(Locale.ROOT);
    FieldDescriptor message = Call.getDescriptor().findFieldByName(field);
    if (message == null) {
      assertThat(type).isEqualTo(Call.Type.TEARDOWN);
      assertThat(SchedulerCalls.teardown().getType()).isEqualTo(type);
      return;
    }
    Object prototype = Call.getDefaultInstance().getField(message);
    Method factory =
        Arrays.stream(SchedulerCalls.class.getMethods())
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getName().equals(camelCase(field)))
            .filter(
                method ->
                    Arrays.equals(
                        method.getParameterTypes(), new Class<?>[] {prototype.getClass()}))
            .findAny()
            .orElseThrow(() -> new AssertionError("no factory for " + type));

    Call call = (Call) factory.invoke(null, prototype);

    assertThat(call.getType()).isEqualTo(type);
    assertThat(call.hasField(message)).isTrue();
    assertThat(call.hasFrameworkId()).isFalse();
    CallRules.check(call);
  }

  private static String camelCase(String snake) {
    StringBuilder camel = new StringBuilder();
    for (String word : snake.split("_", -1)) {
      camel.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return camel.substring(0, 1).toLowerCase(Locale.ROOT) + camel.substring(1);
  }

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
