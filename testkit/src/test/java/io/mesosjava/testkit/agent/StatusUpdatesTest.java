package io.mesosjava.testkit.agent;

import static io.mesosjava.testkit.agent.Statuses.framework;
import static io.mesosjava.testkit.agent.Statuses.status;
import static io.mesosjava.testkit.agent.Statuses.task;
import static io.mesosjava.testkit.agent.Statuses.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.TaskState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusUpdatesTest {

  private static final FrameworkID F1 = framework("f1");
  private static final FrameworkID F2 = framework("f2");

  private final WoundStage stage = new WoundStage();
  private final List<String> sent = new ArrayList<>();
  private final StatusUpdates updates =
      new StatusUpdates(
          stage,
          AgentTimers.mesos().statusRetry(),
          (framework, status) ->
              sent.add(framework.getValue() + " " + status.getUuid().toStringUtf8()));

  @Test
  void repeatsAfterTenThenTwentySecondsUntilAcknowledged() {
    updates.resume();
    updates.add(F1, status("t", TaskState.TASK_STARTING, "a"));
    stage.advance(Duration.ofMillis(9_999));
    assertThat(sent).containsExactly("f1 a");
    stage.advance(Duration.ofMillis(1));
    assertThat(sent).hasSize(2);
    stage.advance(Duration.ofSeconds(20));
    assertThat(sent).containsExactly("f1 a", "f1 a", "f1 a");

    assertThat(updates.acknowledge(F1, task("t"), uuid("a"))).isFalse();
    stage.advance(Duration.ofHours(1));
    assertThat(sent).hasSize(3);
    assertThat(stage.timers()).isZero();
  }

  @Test
  void tellsTheAcknowledgementOfTheEndAndForgetsTheTask() {
    updates.resume();
    updates.add(F1, status("t", TaskState.TASK_FINISHED, "a"));
    assertThat(updates.acknowledge(F1, task("t"), uuid("b"))).isFalse();
    assertThat(updates.acknowledge(F2, task("t"), uuid("a"))).isFalse();
    assertThat(updates.acknowledge(F1, task("t"), uuid("a"))).isTrue();
    assertThat(updates.acknowledge(F1, task("t"), uuid("a"))).isFalse();
    assertThat(stage.timers()).isZero();
  }

  @Test
  void sendsToAFrameworkThatIsBackAtOnce() {
    updates.resume();
    updates.add(F1, status("t", TaskState.TASK_STARTING, "a"));
    updates.add(F1, status("t", TaskState.TASK_RUNNING, "b"));
    updates.add(F1, status("u", TaskState.TASK_RUNNING, "c"));
    updates.add(F2, status("t", TaskState.TASK_RUNNING, "d"));
    sent.clear();
    updates.resend(F1);
    assertThat(sent).containsExactly("f1 a", "f1 c");
  }

  @Test
  void keepsEverythingWhileThereIsNoMaster() {
    updates.add(F1, status("t", TaskState.TASK_STARTING, "a"));
    stage.advance(Duration.ofHours(1));
    assertThat(sent).isEmpty();
    updates.resume();
    assertThat(sent).containsExactly("f1 a");
    updates.pause();
    stage.advance(Duration.ofHours(1));
    assertThat(sent).hasSize(1);
    updates.resume();
    assertThat(sent).hasSize(2);
  }

  @Test
  void forgetsAFrameworkThatIsGone() {
    updates.resume();
    updates.add(F1, status("t", TaskState.TASK_STARTING, "a"));
    updates.add(F2, status("t", TaskState.TASK_STARTING, "b"));
    updates.forget(F1);
    sent.clear();
    stage.advance(Duration.ofSeconds(10));
    assertThat(sent).containsExactly("f2 b");
  }
}
