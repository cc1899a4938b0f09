package io.mesosjava.framework.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.TaskStatus.Source;
import io.mesosjava.v1.TimeInfo;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whatever comes, in whatever order. */
class TrackingLawsTest {

  private static final Set<TaskState> FOR_GOOD =
      EnumSet.of(
          TaskState.TASK_FINISHED,
          TaskState.TASK_FAILED,
          TaskState.TASK_KILLED,
          TaskState.TASK_ERROR);

  @Provide
  Arbitrary<TaskStatus> statuses() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c"),
            Arbitraries.of(TaskState.values()),
            Arbitraries.of(Source.values()),
            Arbitraries.of(Reason.values()),
            Arbitraries.integers().between(0, 5))
        .as(TrackingLawsTest::status);
  }

  private static TaskStatus status(
      String id, TaskState state, Source source, Reason reason, int chance) {
    TaskStatus.Builder status =
        source == Source.SOURCE_MASTER
            ? SomeStatus.fromMaster(id, state, reason)
            : SomeStatus.fromExecutor(id, state, chance).setSource(source).setReason(reason);
    if (chance == 3) {
      status.setHealthy(false).setMessage("m").clearTimestamp();
      status.setUnreachableTime(TimeInfo.newBuilder().setNanoseconds(0));
    }
    return status.build();
  }

  @Property
  void isWhatTheLastAppliedNewsSaid(@ForAll @Size(max = 40) List<@From("statuses") TaskStatus> news)
      throws IOException {
    TaskTracker tracker = TaskTracker.open(TaskStore.none());
    Map<String, TaskState> expected = new HashMap<>();
    for (TaskStatus status : news) {
      String id = status.getTaskId().getValue();
      TaskState before = expected.get(id);
      Change change = tracker.update(status);

      assertThat(change.before().map(TrackedTask::state).orElse(null)).isEqualTo(before);
      assertThat(change.told().state()).isEqualTo(status.getState());
      assertThat(change.kind() == Change.Kind.DUPLICATE && !status.hasUuid()).isFalse();
      if (before != null && FOR_GOOD.contains(before)) {
        assertThat(change.after().state()).isEqualTo(before);
      }
      if (change.kind().isApplied()) {
        expected.put(id, status.getState());
      }
      assertThat(change.after().state()).isEqualTo(expected.get(id));
      assertThat(tracker.task(id)).contains(change.after());
    }
    assertThat(tracker.size()).isEqualTo(expected.size());
    assertThat(tracker.counts().values().stream().mapToInt(n -> n).sum())
        .isEqualTo(expected.size());
  }

  @Property
  void theSameUpdateTwiceChangesNothing(@ForAll("statuses") TaskStatus status) throws IOException {
    TaskTracker tracker = TaskTracker.open(TaskStore.none());
    TrackedTask first = tracker.update(status).after();
    Change second = tracker.update(status);

    assertThat(second.after()).isEqualTo(first);
    assertThat(second.kind())
        .isEqualTo(status.hasUuid() ? Change.Kind.DUPLICATE : Change.Kind.REPEATED);
  }

  @Property
  void nothingIsLostAsAMessage(@ForAll("statuses") TaskStatus status) {
    TrackedTask task = TrackedTask.of(status);

    assertThat(task.toStatus()).isEqualTo(status);
    assertThat(TrackedTask.of(task.toStatus())).isEqualTo(task).hasSameHashCodeAs(task);
  }
}
