package io.mesosjava.framework.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.client.ApiException;
import io.mesosjava.client.CallNotSentException;
import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.client.SchedulerClient;
import io.mesosjava.client.SchedulerSubscription;
import io.mesosjava.codec.Codec;
import io.mesosjava.framework.Backoff;
import io.mesosjava.framework.SessionState;
import io.mesosjava.framework.scheduler.MasterEvent.Offers;
import io.mesosjava.framework.scheduler.MasterEvent.Update;
import io.mesosjava.framework.scheduler.SessionEvent.Connected;
import io.mesosjava.framework.scheduler.SessionEvent.FrameworkIdAssigned;
import io.mesosjava.framework.store.FrameworkIdStore;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.scheduler.Call;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A session on a cluster that behaves: an embedded one, or a real one with {@code make e2e}. */
class SessionEndToEndTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static SchedulerSessionBuilder builder(TestMaster master) {
    return SchedulerSession.builder(master.uri(), Tasks.framework("test"))
        .backoff(Backoff.constant(Duration.ofMillis(10)));
  }

  private static <E extends SchedulerEvent> E next(SchedulerSession session, Class<E> type)
      throws Exception {
    while (true) {
      SchedulerEvent event = session.next(PATIENCE);
      assertThat(event).as("before " + type.getSimpleName()).isNotNull();
      if (type.isInstance(event)) {
        return type.cast(event);
      }
    }
  }

  @Test
  void aMasterAndANameAreEnough() throws Exception {
    List<TaskState> states = new ArrayList<>();
    try (TestMaster master = TestMaster.open();
        SchedulerSession mesos =
            SchedulerSession.builder(master.uri().getAuthority(), "hello").start()) {
      assertThat(mesos.next(PATIENCE)).isInstanceOf(FrameworkIdAssigned.class);
      assertThat(mesos.next(PATIENCE)).isInstanceOf(Connected.class);
      Offers offers = next(mesos, Offers.class);
      offers.offers().get(0).accept().launch(Tasks.task("t", "exit 0")).send();
      while (!states.contains(TaskState.TASK_FINISHED)) {
        states.add(next(mesos, Update.class).status().getState());
      }
      mesos.teardown();
      assertThat(mesos.next()).isNull();
      assertThat(mesos.status().state()).isEqualTo(SessionState.CLOSED);
    }
    assertThat(states)
        .containsExactly(TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_FINISHED);
  }

  @Test
  void theOlderOfTwoSchedulersWithOneIdStops() throws Exception {
    FrameworkIdStore store = FrameworkIdStore.inMemory();
    try (TestMaster master = TestMaster.open();
        SchedulerSession older = builder(master).frameworkIdStore(store).start()) {
      FrameworkID id = next(older, Connected.class).frameworkId();
      try (SchedulerSession newer = builder(master).frameworkIdStore(store).start()) {
        assertThat(next(newer, Connected.class).frameworkId()).isEqualTo(id);
        assertThatThrownBy(() -> drain(older))
            .isInstanceOf(FrameworkFailedOverException.class)
            .hasMessageContaining(id.getValue());
        assertThat(older.status().state()).isEqualTo(SessionState.CLOSED);
        next(newer, Offers.class);
        newer.teardown();
      }
      assertThat(store.load()).isEmpty();
    }
  }

  private static void drain(SchedulerSession session) throws Exception {
    while (session.next(PATIENCE) != null) {
      assertThat(session.status()).isNotNull();
    }
  }

  private static FrameworkID removedFramework(TestMaster master) throws Exception {
    try (SchedulerClient client = SchedulerClient.builder(master.uri()).build();
        SchedulerSubscription subscription = client.subscribe(Tasks.framework("gone"))) {
      FrameworkID id = subscription.next(PATIENCE).getSubscribed().getFrameworkId();
      subscription.send(SchedulerCalls.teardown());
      return id;
    }
  }

  @Test
  void aRemovedFrameworkEndsTheSession() throws Exception {
    try (TestMaster master = TestMaster.open()) {
      FrameworkIdStore store = FrameworkIdStore.inMemory();
      FrameworkID removed = removedFramework(master);
      store.save(removed);
      try (SchedulerSession mesos = builder(master).frameworkIdStore(store).start()) {
        assertThatThrownBy(() -> mesos.next(PATIENCE))
            .isInstanceOf(FrameworkRemovedException.class)
            .hasMessageContaining(removed.getValue());
      }
      assertThat(store.load()).as("whoever looks into it finds it").contains(removed);
    }
  }

  @Test
  void aRemovedFrameworkBeginsAnewIfThePolicySaysSo() throws Exception {
    try (TestMaster master = TestMaster.open()) {
      FrameworkIdStore store = FrameworkIdStore.inMemory();
      FrameworkID removed = removedFramework(master);
      store.save(removed);
      List<FrameworkID> asked = new ArrayList<>();
      try (SchedulerSession mesos =
          builder(master).frameworkIdStore(store).onFrameworkRemoved(id -> asked.add(id)).start()) {
        FrameworkIdAssigned assigned = next(mesos, FrameworkIdAssigned.class);
        assertThat(assigned.replaced()).contains(removed);
        assertThat(assigned.frameworkId()).isNotEqualTo(removed);
        assertThat(store.load()).contains(assigned.frameworkId());
        assertThat(asked).containsExactly(removed);
        mesos.teardown();
      }
    }
  }

  @Test
  void aFrameworkThatTheMasterRefusesEndsTheSessionWithTheMastersText() throws Exception {
    try (TestMaster master = TestMaster.open();
        SchedulerSession mesos =
            builder(master).framework(info -> info.setFailoverTimeout(1e300)).start()) {
      assertThatThrownBy(() -> mesos.next(PATIENCE))
          .isInstanceOf(FrameworkRefusedException.class)
          .hasMessageContaining("failover_timeout");
    }
  }

  @Test
  void anIncompleteFrameworkIsRefusedBeforeAnythingIsSent() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                SchedulerSession.builder("127.0.0.1:1", "n")
                    .framework(info -> info.clearUser().clearName())
                    .start())
        .withMessage("framework: missing required field: user, name");
  }

  @Test
  void aStoreThatCannotLoadOrSaveEndsTheSession() throws Exception {
    FrameworkIdStore unreadable = new BrokenStore(true);
    FrameworkIdStore unwritable = new BrokenStore(false);
    try (TestMaster master = TestMaster.open();
        SchedulerSession first = builder(master).frameworkIdStore(unreadable).start();
        SchedulerSession second = builder(master).frameworkIdStore(unwritable).start()) {
      assertThatThrownBy(() -> first.next(PATIENCE))
          .isInstanceOf(FrameworkIdStoreException.class)
          .hasMessageContaining("cannot be read");
      assertThatThrownBy(() -> second.next(PATIENCE))
          .isInstanceOf(FrameworkIdStoreException.class)
          .hasMessageContaining("cannot be written");
    }
  }

  private record BrokenStore(boolean unreadable) implements FrameworkIdStore {
    @Override
    public Optional<FrameworkID> load() throws IOException {
      if (unreadable) {
        throw new IOException("cannot be read");
      }
      return Optional.empty();
    }

    @Override
    public void save(FrameworkID id) throws IOException {
      throw new IOException("cannot be written");
    }

    @Override
    public void clear() {}
  }

  @Test
  void closingLeavesTheFrameworkToTheNextSession() throws Exception {
    FrameworkIdStore store = FrameworkIdStore.inMemory();
    try (TestMaster master = TestMaster.open()) {
      FrameworkID id;
      try (SchedulerSession first = builder(master).frameworkIdStore(store).start()) {
        id = next(first, Connected.class).frameworkId();
        next(first, Offers.class)
            .offers()
            .get(0)
            .accept()
            .launch(Tasks.task("long", "sleep 1000"))
            .send();
        while (next(first, Update.class).status().getState() != TaskState.TASK_RUNNING) {
          assertThat(first.status().state()).isEqualTo(SessionState.SUBSCRIBED);
        }
      }
      try (SchedulerSession second =
          builder(master)
              .frameworkIdStore(store)
              .reconciliation(
                  ReconciliationPolicy.standard()
                      .withTasks(
                          () ->
                              List.of(
                                  Call.Reconcile.Task.newBuilder()
                                      .setTaskId(Tasks.id("long"))
                                      .build(),
                                  Call.Reconcile.Task.newBuilder()
                                      .setTaskId(Tasks.id("lost"))
                                      .build())))
              .start()) {
        assertThat(next(second, Connected.class).frameworkId()).isEqualTo(id);
        Set<String> answers = new TreeSet<>();
        while (answers.size() < 2) {
          TaskStatus status = next(second, Update.class).status();
          if (status.getReason() == TaskStatus.Reason.REASON_RECONCILIATION) {
            answers.add(status.getTaskId().getValue() + " " + status.getState());
          }
        }
        assertThat(answers).containsExactly("long TASK_RUNNING", "lost TASK_UNKNOWN");
        second.kill(Tasks.id("long"), null);
        while (next(second, Update.class).status().getState() != TaskState.TASK_KILLED) {
          assertThat(second.status().generation()).isEqualTo(1);
        }
        second.teardown();
      }
    }
  }

  /** Fails at the first TASK_RUNNING, notes what it handles, tears down at the end of the task. */
  private static final class ForgetfulHandler implements SchedulerHandler {

    private final SchedulerSession mesos;
    private final List<TaskState> handled = new ArrayList<>();
    private boolean launched;
    private int failures;

    ForgetfulHandler(SchedulerSession mesos) {
      this.mesos = mesos;
    }

    @Override
    public void offers(Offers event) throws Exception {
      if (!launched) {
        launched = true;
        event.offers().get(0).accept().launch(Tasks.task("t", "sleep 1")).send();
      } else {
        SchedulerHandler.super.offers(event);
      }
    }

    @Override
    public void update(Update event) throws Exception {
      if (event.status().getState() == TaskState.TASK_RUNNING && failures == 0) {
        throw new IllegalStateException("not now");
      }
      handled.add(event.status().getState());
      if (event.status().getState() == TaskState.TASK_FINISHED) {
        mesos.teardown();
      }
    }

    @Override
    public void failed(SchedulerEvent event, Exception failure) {
      failures++;
    }
  }

  @Test
  void anUpdateWhoseHandlerFailsComesAgain() throws Exception {
    try (TestMaster master = TestMaster.openImpatient();
        SchedulerSession mesos = builder(master).start()) {
      ForgetfulHandler handler = new ForgetfulHandler(mesos);
      mesos.run(handler);
      assertThat(handler.failures).isEqualTo(1);
      assertThat(handler.handled)
          .containsExactly(
              TaskState.TASK_STARTING, TaskState.TASK_RUNNING, TaskState.TASK_FINISHED);
    }
  }

  @Test
  void aHandlerThatThrowsEndsTheRunButNotTheSession() throws Exception {
    try (TestMaster master = TestMaster.open();
        SchedulerSession mesos = builder(master).start()) {
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  mesos.run(
                      event -> {
                        throw new IllegalStateException("first");
                      }))
          .withMessage("first");
      assertThat(mesos.next(PATIENCE)).isInstanceOf(Connected.class);
      mesos.teardown();
    }
  }

  @Test
  void inExplicitModeNothingIsAcknowledgedButByTheUser() throws Exception {
    try (TestMaster master = TestMaster.openImpatient();
        SchedulerSession mesos =
            builder(master).acknowledgement(AcknowledgementMode.EXPLICIT).start()) {
      next(mesos, Offers.class)
          .offers()
          .get(0)
          .accept()
          .launch(Tasks.task("t", "sleep 1000"))
          .send();
      Update first = next(mesos, Update.class);
      Update copy = next(mesos, Update.class);
      assertThat(first.status().getState()).isEqualTo(TaskState.TASK_STARTING);
      assertThat(copy.status().getUuid()).isEqualTo(first.status().getUuid());
      assertThat(first.acknowledgement().isNeeded()).isTrue();
      assertThat(first.acknowledgement().isSent()).isFalse();
      first.acknowledgement().send().toCompletableFuture().get();
      assertThat(first.acknowledgement().isSent()).isTrue();
      while (next(mesos, Update.class).status().getState() == TaskState.TASK_STARTING) {
        assertThat(mesos.status().unknownEvents()).isZero(); // copies that were under way
      }
      mesos.teardown();
    }
  }

  private record Tick(int number) implements AnnouncedEvent {}

  @Test
  void announcementsComeInTheirOrderBetweenTheOthers() throws Exception {
    try (TestMaster master = TestMaster.open()) {
      SchedulerSession mesos = builder(master).queueCapacity(3).start();
      next(mesos, Connected.class);
      mesos.announce(new Tick(1));
      mesos.announce(new Tick(2), PATIENCE);
      assertThat(next(mesos, Tick.class)).isEqualTo(new Tick(1));
      assertThat(next(mesos, Tick.class)).isEqualTo(new Tick(2));
      assertThatThrownBy(() -> mesos.announce(null)).isInstanceOf(NullPointerException.class);
      mesos.teardown();
      assertThatIllegalStateException()
          .isThrownBy(() -> mesos.announce(new Tick(3)))
          .withMessage("the session has ended: it takes no more events");
    }
  }

  @Test
  void aFullQueueRefusesTheOneWhoIsToEmptyIt() throws Exception {
    try (TestMaster master = TestMaster.open();
        SchedulerSession mesos = builder(master).queueCapacity(3).start()) {
      next(mesos, Connected.class);
      assertThatIllegalStateException()
          .isThrownBy(
              () ->
                  mesos.run(
                      event -> {
                        for (int i = 0; i < 10; i++) {
                          mesos.announce(new Tick(i));
                        }
                      }))
          .withMessageStartingWith("the queue is full");
      assertThatThrownBy(() -> mesos.announce(new Tick(10), Duration.ZERO))
          .isInstanceOf(TimeoutException.class);
      mesos.teardown();
    }
  }

  @Test
  void callsAfterTheEndAreNotSent() throws Exception {
    try (TestMaster master = TestMaster.open()) {
      SchedulerSession mesos = builder(master).start();
      next(mesos, Connected.class);
      mesos.teardown();
      assertThatThrownBy(() -> mesos.send(SchedulerCalls.kill(Tasks.id("t"), null)))
          .isInstanceOf(CallNotSentException.class)
          .hasMessageContaining("the session is over");
    }
  }

  @Test
  void aFrameworkCanChangeAndStaysChanged() throws Exception {
    try (TestMaster master = TestMaster.open();
        SchedulerSession mesos = builder(master).start()) {
      next(mesos, Connected.class);
      mesos
          .updateFramework(Tasks.framework("test").toBuilder().setWebuiUrl("http://ui").build())
          .toCompletableFuture()
          .get();
      assertThatThrownBy(
              () ->
                  mesos
                      .updateFramework(Tasks.framework("test").toBuilder().setUser("other").build())
                      .toCompletableFuture()
                      .get())
          .hasCauseInstanceOf(ApiException.class);
      mesos.teardown();
    }
  }

  @Test
  void publishesToASubscriberAsManyAsItAsksFor() throws Exception {
    try (TestMaster master = TestMaster.open();
        SchedulerSession mesos = builder(master).client(c -> c.codec(Codec.json())).start()) {
      CollectingSubscriber subscriber = new CollectingSubscriber();
      mesos.publisher().subscribe(subscriber);
      subscriber.request(2);
      assertThat(subscriber.take()).isInstanceOf(FrameworkIdAssigned.class);
      assertThat(subscriber.take()).isInstanceOf(Connected.class);
      mesos.announce(new Tick(1));
      assertThat(subscriber.isEmpty()).isTrue();
      subscriber.request(100);
      while (!(subscriber.take() instanceof Tick)) {
        assertThat(mesos.status().state()).isEqualTo(SessionState.SUBSCRIBED);
      }
      mesos.teardown();
      assertThat(subscriber.awaitEnd()).isEqualTo("complete");
    }
  }
}
