package io.mesosjava.framework.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.TaskState;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a group when one of its tasks ends; without an agent. */
class SharedFateTest {

  private final Reports reports =
      new Reports(
          URI.create("http://agent"),
          new StatusWriter(
              ExecutorID.newBuilder().setValue("e").build(), () -> Instant.EPOCH, UUID::randomUUID),
          new ExecutorListener() {},
          () -> 0,
          new Ledger(1));
  private final ExecutorTask a = new ExecutorTask(Fixtures.task("a"), reports);
  private final ExecutorTask b = new ExecutorTask(Fixtures.task("b"), reports);
  private final ExecutorTask c = new ExecutorTask(Fixtures.task("c"), reports);
  private final AgentEvent.LaunchGroup group = new AgentEvent.LaunchGroup(List.of(a, b, c), 1);
  private final List<ExecutorTask> killed = new ArrayList<>();

  @ParameterizedTest
  @EnumSource(
      value = TaskState.class,
      names = {"TASK_FAILED", "TASK_KILLED", "TASK_ERROR", "TASK_LOST"})
  void theOthersAreKilledWhenOneDoesNotFinish(TaskState end) {
    group.shareFate(killed::add);
    a.running();
    b.update(end, status -> status);
    assertThat(killed).containsExactly(a, c);
  }

  @Test
  void oneThatFinishesLeavesTheOthersAlone() {
    group.shareFate(killed::add);
    a.finished();
    b.finished();
    assertThat(killed).isEmpty();
    c.failed("alone");
    assertThat(killed).isEmpty();
  }

  @Test
  void whatEndedBeforeCounts() {
    b.failed("did not start");
    group.shareFate(killed::add);
    assertThat(killed).containsExactly(a, c);
  }

  @Test
  void isDecidedOnce() {
    group.shareFate(
        task -> {
          killed.add(task);
          task.killed("with the group");
        });
    a.failed("first");
    assertThat(killed).containsExactly(b, c);
    assertThat(c.state()).isEqualTo(TaskState.TASK_KILLED);
  }

  @Test
  void aKillThatThrowsFailsItsTaskAndNoOther() {
    group.shareFate(
        task -> {
          if (task == b) {
            throw new IllegalStateException("cannot");
          }
          killed.add(task);
        });
    a.failed("first");
    assertThat(killed).containsExactly(c);
    assertThat(b.state()).isEqualTo(TaskState.TASK_FAILED);
    assertThat(c.state()).isEqualTo(TaskState.TASK_STAGING);
  }

  @Test
  void tellsTheEndOfATask() throws Exception {
    assertThat(a.ended().toCompletableFuture()).isNotDone();
    a.running();
    assertThat(a.ended().toCompletableFuture()).isNotDone();
    a.killed("now");
    assertThat(a.ended().toCompletableFuture()).isCompletedWithValue(TaskState.TASK_KILLED);
    a.finished(); // too late
    assertThat(a.ended().toCompletableFuture()).isCompletedWithValue(TaskState.TASK_KILLED);
  }
}
