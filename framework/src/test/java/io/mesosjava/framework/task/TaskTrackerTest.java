package io.mesosjava.framework.task;

import static io.mesosjava.framework.task.SomeStatus.agent;
import static io.mesosjava.framework.task.SomeStatus.fromExecutor;
import static io.mesosjava.framework.task.SomeStatus.fromMaster;
import static io.mesosjava.framework.task.SomeStatus.reconciled;
import static io.mesosjava.v1.TaskState.TASK_FAILED;
import static io.mesosjava.v1.TaskState.TASK_FINISHED;
import static io.mesosjava.v1.TaskState.TASK_GONE;
import static io.mesosjava.v1.TaskState.TASK_LOST;
import static io.mesosjava.v1.TaskState.TASK_RUNNING;
import static io.mesosjava.v1.TaskState.TASK_STAGING;
import static io.mesosjava.v1.TaskState.TASK_STARTING;
import static io.mesosjava.v1.TaskState.TASK_UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.framework.task.Change.Kind;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.TaskStatus.Reason;
import io.mesosjava.v1.TimeInfo;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskTrackerTest {

  private final List<String> changes = new ArrayList<>();
  private TaskTracker tracker;

  @BeforeEach
  void open() throws IOException {
    tracker = TaskTracker.open(TaskStore.none());
    tracker.addListener(change -> changes.add(change.toString()));
  }

  private static String launch(TaskTracker tracker, String... ids) throws IOException {
    return tracker.launch(Arrays.stream(ids).map(TaskTrackerTest::info).toList(), () -> "sent");
  }

  private static TaskInfo info(String id) {
    return TaskInfo.newBuilder()
        .setName(id)
        .setTaskId(TaskID.newBuilder().setValue(id))
        .setAgentId(agent("S1"))
        .build();
  }

  @Test
  void followsATaskFromItsLaunchToItsEnd() throws IOException {
    launch(tracker, "a");
    tracker.update(fromExecutor("a", TASK_STARTING, 1).build());
    tracker.update(fromExecutor("a", TASK_RUNNING, 2).build());
    tracker.update(fromExecutor("a", TASK_RUNNING, 2).build());
    tracker.update(fromExecutor("a", TASK_RUNNING, 3).setHealthy(true).build());
    tracker.update(fromExecutor("a", TASK_FINISHED, 4).build());

    assertThat(changes)
        .containsExactly(
            "a ADDED: TASK_STAGING",
            "a MOVED: TASK_STAGING -> TASK_STARTING",
            "a MOVED: TASK_STARTING -> TASK_RUNNING",
            "a DUPLICATE: TASK_RUNNING -> TASK_RUNNING",
            "a REPEATED: TASK_RUNNING -> TASK_RUNNING",
            "a MOVED: TASK_RUNNING -> TASK_FINISHED");
    assertThat(tracker.task("a").orElseThrow()).hasToString("a TASK_FINISHED (ENDED) on S1");
  }

  @Test
  void aPartitionedTaskReturns() throws IOException {
    tracker.update(fromExecutor("a", TASK_RUNNING, 1).build());
    Change lost =
        tracker.update(
            fromMaster("a", TASK_UNREACHABLE, Reason.REASON_AGENT_REMOVED)
                .setUnreachableTime(TimeInfo.newBuilder().setNanoseconds(7))
                .build());
    Change back =
        tracker.update(fromMaster("a", TASK_RUNNING, Reason.REASON_AGENT_REREGISTERED).build());

    assertThat(lost.after().standing()).isEqualTo(Standing.MISSING);
    assertThat(lost.after().unreachableNanos()).hasValue(7);
    assertThat(back.kind()).isEqualTo(Kind.RETURNED);
    assertThat(back.after().unreachableNanos()).isEmpty();
    assertThat(back.after().agent()).contains(agent("S1"));
  }

  @Test
  void anUpdateResentAfterAReconciliationIsStillTheSame() throws IOException {
    TaskStatus running = fromExecutor("a", TASK_RUNNING, 9).build();
    tracker.update(running);
    tracker.update(reconciled("a", TASK_RUNNING).build());

    assertThat(tracker.update(running).kind()).isEqualTo(Kind.DUPLICATE);
  }

  @Test
  void reportsWhatComesAfterTheEndAndKeepsTheEnd() throws IOException {
    tracker.update(fromExecutor("a", TASK_FINISHED, 1).build());

    Change refused = tracker.update(fromExecutor("a", TASK_RUNNING, 2).build());
    Change forgotten = tracker.update(reconciled("a", TASK_GONE).build());

    assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
    assertThat(refused.kind().isAnomaly()).isTrue();
    assertThat(refused.told().state()).isEqualTo(TASK_RUNNING);
    assertThat(refused.after().state()).isEqualTo(TASK_FINISHED);
    assertThat(forgotten.kind()).isEqualTo(Kind.FORGOTTEN);
    assertThat(tracker.task("a").orElseThrow().state()).isEqualTo(TASK_FINISHED);
    assertThat(changes).hasSize(3);
  }

  @Test
  void believesAndReportsAStepBack() throws IOException {
    tracker.update(fromExecutor("a", TASK_RUNNING, 1).build());
    Change back = tracker.update(fromExecutor("a", TASK_STARTING, 2).build());

    assertThat(back.kind()).isEqualTo(Kind.UNEXPECTED);
    assertThat(back.kind().isAnomaly()).isTrue();
    assertThat(back.after().state()).isEqualTo(TASK_STARTING);
  }

  @Test
  void asksAboutAllThatHaveNotEnded() throws IOException {
    tracker.update(fromExecutor("running", TASK_RUNNING, 1).build());
    tracker.update(fromExecutor("done", TASK_FINISHED, 2).build());
    tracker.update(fromMaster("lost", TASK_LOST, Reason.REASON_AGENT_REMOVED).build());
    tracker.update(fromMaster("never", TASK_LOST, Reason.REASON_INVALID_OFFERS).build());

    assertThat(tracker.toReconcile())
        .containsExactlyInAnyOrder(
            Call.Reconcile.Task.newBuilder()
                .setTaskId(TaskID.newBuilder().setValue("running"))
                .setAgentId(agent("S1"))
                .build(),
            Call.Reconcile.Task.newBuilder()
                .setTaskId(TaskID.newBuilder().setValue("lost"))
                .build());
    assertThat(tracker.counts()).isEqualTo(Map.of(TASK_RUNNING, 1, TASK_FINISHED, 1, TASK_LOST, 2));
    assertThat(tracker.tasksOn(agent("S1"))).hasSize(2);
    assertThat(tracker.size()).isEqualTo(4);
  }

  @Test
  void takesInUpdatesAmongTheEvents() throws IOException {
    Event update =
        Event.newBuilder()
            .setType(Event.Type.UPDATE)
            .setUpdate(Event.Update.newBuilder().setStatus(fromExecutor("a", TASK_RUNNING, 1)))
            .build();

    assertThat(tracker.handle(update).orElseThrow().kind()).isEqualTo(Kind.ADDED);
    assertThat(tracker.handle(Event.newBuilder().setType(Event.Type.HEARTBEAT).build())).isEmpty();
  }

  @Test
  void forgetsTheOldestThatHaveEnded() throws IOException {
    TaskTracker small = TaskTracker.open(TaskStore.none(), 2);
    small.update(fromExecutor("live", TASK_RUNNING, 1).build());
    for (int i = 0; i < 5; i++) {
      small.update(fromExecutor("t" + i, TASK_FAILED, i + 2).build());
    }

    assertThat(small.tasks())
        .extracting(TrackedTask::id)
        .containsExactlyInAnyOrder("live", "t3", "t4");
    assertThatThrownBy(() -> TaskTracker.open(TaskStore.none(), -1))
        .hasMessage("mostEnded: -1 (expected: >= 0)");
  }

  @Test
  void doesNotForgetATaskThatLivesAfterAll() throws IOException {
    TaskTracker small = TaskTracker.open(TaskStore.none(), 1);
    small.update(reconciled("a", TASK_GONE).build());
    small.update(fromExecutor("a", TASK_RUNNING, 1).build());
    small.update(fromExecutor("b", TASK_FINISHED, 2).build());

    assertThat(small.tasks()).extracting(TrackedTask::id).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void refusesASecondLaunchOfALiveTask() throws IOException {
    launch(tracker, "a");

    assertThatThrownBy(() -> launch(tracker, "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "task a TASK_STAGING (LIVE) on S1 is known (expected: a new id, or one that has"
                + " ended)");
    tracker.update(fromExecutor("a", TASK_FINISHED, 1).build());
    assertThat(launch(tracker, "a")).isEqualTo("sent");
    assertThat(tracker.task("a").orElseThrow().state()).isEqualTo(TASK_STAGING);
  }

  @Test
  void theMasterIsAskedForATaskOnlyWhenItHasBeenSent() throws IOException {
    List<String> unsureMeanwhile = new ArrayList<>();
    String outcome =
        tracker.launch(
            List.of(info("a"), info("b")),
            () -> {
              assertThat(tracker.task("a")).as("stored before it is sent").isPresent();
              tracker
                  .toReconcile()
                  .forEach(task -> unsureMeanwhile.add(task.getTaskId().getValue()));
              return "sent";
            });
    assertThat(outcome).isEqualTo("sent");
    assertThat(unsureMeanwhile).isEmpty();
    assertThat(tracker.toReconcile())
        .extracting(task -> task.getTaskId().getValue())
        .containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void whatCouldNotBeSentIsNotKnown() throws IOException {
    IllegalArgumentException missing = new IllegalArgumentException("missing agent_id");
    assertThatThrownBy(
            () ->
                tracker.launch(
                    List.of(info("a"), info("b")),
                    () -> {
                      throw missing;
                    }))
        .isSameAs(missing);
    assertThat(tracker.size()).isZero();
    assertThat(launch(tracker, "a")).isEqualTo("sent");
  }

  @Test
  void ofTasksAllAreNotedOrNone() throws IOException {
    BrokenStore store = new BrokenStore();
    TaskTracker stored = TaskTracker.open(store);
    store.failsAt = "b";
    assertThatThrownBy(() -> launch(stored, "a", "b", "c")).hasMessage("disk full");
    assertThat(stored.size()).isZero();
    launch(tracker, "b");
    assertThatThrownBy(() -> launch(tracker, "a", "b")).hasMessageContaining("task b");
    assertThat(tracker.tasks()).extracting(TrackedTask::id).containsExactly("b");
    assertThat(tracker.toReconcile()).as("b was sent").hasSize(1);
  }

  @Test
  void aStoreThatCannotForgetTheOldestHasNotTakenTheNewest() throws IOException {
    BrokenStore store = new BrokenStore();
    TaskTracker stored = TaskTracker.open(store, 1);
    stored.update(fromExecutor("a", TASK_FINISHED, 1).build());
    stored.addListener(change -> changes.add(change.toString()));
    store.broken = true;
    TaskStatus update = fromExecutor("b", TASK_FINISHED, 2).build();

    assertThatThrownBy(() -> stored.update(update)).isInstanceOf(IOException.class);
    assertThat(stored.task("b")).isEmpty();
    assertThat(changes).isEmpty();
    store.broken = false;
    assertThat(stored.update(update).kind()).as("it has come again").isEqualTo(Kind.ADDED);
    assertThat(changes).containsExactly("b ADDED: TASK_FINISHED");
    assertThat(stored.tasks()).extracting(TrackedTask::id).containsExactly("b");
  }

  @Test
  void keepsNoneThatHasEndedIfThatIsWished() throws IOException {
    TaskTracker none = TaskTracker.open(TaskStore.none(), 0);
    none.addListener(change -> changes.add(change.toString()));
    none.update(fromExecutor("a", TASK_RUNNING, 1).build());
    none.update(fromExecutor("a", TASK_FINISHED, 2).build());
    assertThat(none.size()).isZero();
    assertThat(changes)
        .containsExactly("a ADDED: TASK_RUNNING", "a MOVED: TASK_RUNNING -> TASK_FINISHED");
  }

  @Test
  void forgetsOnRequest() throws IOException {
    launch(tracker, "a");

    assertThat(tracker.forget("a")).isTrue();
    assertThat(tracker.forget("a")).isFalse();
    assertThat(tracker.task("a")).isEmpty();
  }

  @Test
  void aBrokenListenerKeepsNothingFromTheOthers() throws IOException {
    RuntimeException broken = new IllegalStateException("broken");
    RuntimeException alsoBroken = new IllegalStateException("also broken");
    TaskTracker other = TaskTracker.open(TaskStore.none());
    other.addListener(
        change -> {
          throw broken;
        });
    other.addListener(change -> changes.add("second"));
    other.addListener(
        change -> {
          throw alsoBroken;
        });

    assertThatThrownBy(() -> other.update(fromExecutor("a", TASK_RUNNING, 1).build()))
        .isSameAs(broken)
        .hasSuppressedException(alsoBroken);
    assertThat(changes).containsExactly("second");
    assertThat(other.task("a")).isPresent();
  }

  @Test
  void listenersCanBeRemoved() throws IOException {
    Runnable removal = tracker.addListener(change -> changes.add("second"));
    removal.run();
    launch(tracker, "a");

    assertThat(changes).containsExactly("a ADDED: TASK_STAGING");
  }

  @Test
  void whatTheStoreFailsToKeepHasNotHappened() throws IOException {
    BrokenStore store = new BrokenStore();
    TaskTracker stored = TaskTracker.open(store);
    stored.addListener(change -> changes.add(change.toString()));
    store.broken = true;
    TaskStatus update = fromExecutor("a", TASK_RUNNING, 1).build();

    assertThatThrownBy(() -> stored.update(update)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> launch(stored, "b")).isInstanceOf(IOException.class);
    assertThat(stored.size()).isZero();
    assertThat(changes).isEmpty();
    store.broken = false;
    assertThat(stored.update(update).kind()).isEqualTo(Kind.ADDED);
  }

  @Test
  void refusesAStatusThatTellsNothing() {
    assertThatThrownBy(() -> tracker.update(TaskStatus.getDefaultInstance()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("status of task '', state missing (expected: a task id and a state)");
  }

  /** A disk that can be full. */
  private static final class BrokenStore implements TaskStore {
    private boolean broken;
    private String failsAt = "";

    @Override
    public List<TrackedTask> load() {
      return List.of();
    }

    @Override
    public void save(TrackedTask task) throws IOException {
      check(task.id());
    }

    private void check(String id) throws IOException {
      if (broken || id.equals(failsAt)) {
        throw new IOException("disk full");
      }
    }

    @Override
    public void remove(String id) throws IOException {
      check(id);
    }

    @Override
    public void close() {}
  }
}
