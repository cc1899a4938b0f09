package io.mesosjava.testkit.master;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.HealthCheck;
import io.mesosjava.v1.TaskInfo;
import org.junit.jupiter.api.Test;

class CheckRulesTest {

  private static final HealthCheck COMMAND =
      HealthCheck.newBuilder().setCommand(CommandInfo.newBuilder().setValue("true")).build();
  private static final HealthCheck HTTP =
      HealthCheck.newBuilder().setHttp(HealthCheck.HTTPCheckInfo.newBuilder().setPort(80)).build();

  private static TaskInfo completed(HealthCheck check) {
    TaskInfo.Builder task = TaskInfo.newBuilder().setName("t").setHealthCheck(check);
    task.getTaskIdBuilder().setValue("t");
    task.getAgentIdBuilder().setValue("a");
    return CheckRules.withTypeOfHealthCheck(task.build());
  }

  @Test
  void aHealthCheckOfOldGetsTheTypeOfItsContent() {
    assertThat(completed(COMMAND).getHealthCheck().getType()).isEqualTo(HealthCheck.Type.COMMAND);
    assertThat(completed(HTTP).getHealthCheck().getType()).isEqualTo(HealthCheck.Type.HTTP);
  }

  @Test
  void aHealthCheckThatCouldBeEitherStaysAsItIs() {
    HealthCheck both = COMMAND.toBuilder().mergeFrom(HTTP).build();

    assertThat(completed(both).getHealthCheck()).isEqualTo(both);
    assertThat(completed(HealthCheck.getDefaultInstance()).getHealthCheck().hasType()).isFalse();
    assertThat(CheckRules.ofHealthCheck(completed(both)))
        .hasValue("Task uses invalid health check: HealthCheck must specify 'type'");
  }
}
