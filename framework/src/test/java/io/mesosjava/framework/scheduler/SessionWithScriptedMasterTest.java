package io.mesosjava.framework.scheduler;

import static io.mesosjava.framework.scheduler.OfferEvents.offers;
import static io.mesosjava.framework.scheduler.OfferEvents.rescind;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.mesosjava.ProtocolException;
import io.mesosjava.client.ApiException;
import io.mesosjava.client.CallNotSentException;
import io.mesosjava.framework.Backoff;
import io.mesosjava.framework.scheduler.SessionEvent.Connected;
import io.mesosjava.framework.scheduler.SessionEvent.Disconnected;
import io.mesosjava.framework.scheduler.SessionEvent.FrameworkIdAssigned;
import io.mesosjava.framework.scheduler.SessionEvent.Reconnected;
import io.mesosjava.framework.task.TaskStore;
import io.mesosjava.framework.task.TaskTracker;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.ExecutorID;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.OperationID;
import io.mesosjava.v1.OperationState;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.ResourceProviderID;
import io.mesosjava.v1.TaskState;
import io.mesosjava.v1.TaskStatus;
import io.mesosjava.v1.UUID;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session with a master that does what masters should not, or not at that moment. */
class SessionWithScriptedMasterTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static SchedulerSessionBuilder session(ScriptedMaster master) {
    return SchedulerSession.builder(master.uri(), Tasks.framework("test"))
        .backoff(Backoff.constant(Duration.ofMillis(5)));
  }

  private static Event message(int number) {
    return Event.newBuilder()
        .setType(Event.Type.MESSAGE)
        .setMessage(
            Event.Message.newBuilder()
                .setAgentId(AgentID.newBuilder().setValue("a"))
                .setExecutorId(ExecutorID.newBuilder().setValue("e"))
                .setData(ByteString.copyFromUtf8("" + number)))
        .build();
  }

  private static int numberOf(Event event) {
    return Integer.parseInt(event.getMessage().getData().toStringUtf8());
  }

  private static int numberOf(SchedulerEvent event) {
    return Integer.parseInt(((MasterEvent.Message) event).data().toStringUtf8());
  }

  @Test
  void wrongCredentialsEndTheSessionAtTheFirstAttempt() throws Exception {
    try (ScriptedMaster master =
            ScriptedMaster.start(stream -> stream.refuse(401, "401 Unauthorized."));
        SchedulerSession mesos = session(master).start()) {
      assertThatThrownBy(() -> mesos.next(PATIENCE))
          .isInstanceOfSatisfying(
              ApiException.class,
              refused -> {
                assertThat(refused.status()).isEqualTo(401);
                assertThat(refused).hasMessageContaining("401 Unauthorized.");
              });
      assertThatThrownBy(mesos::next).as("and ever after").isInstanceOf(ApiException.class);
      assertThat(master.takeCall().getType()).isEqualTo(Call.Type.SUBSCRIBE);
      assertThat(master.hasMoreCalls()).isFalse();
    }
  }

  @Test
  void whatIsNoMasterEndsTheSessionAtTheFirstAttempt() throws Exception {
    try (ScriptedMaster master =
            ScriptedMaster.start(
                stream -> {
                  stream.begin();
                  stream.sendRecord("<html>".getBytes(StandardCharsets.UTF_8));
                  stream.stay();
                });
        SchedulerSession mesos = session(master).start()) {
      assertThatThrownBy(() -> mesos.next(PATIENCE)).isInstanceOf(ProtocolException.class);
    }
  }

  @Test
  void triesAgainWhileTheMasterCannotAnswer() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    try (ScriptedMaster master =
            ScriptedMaster.start(
                stream -> {
                  switch (attempts.incrementAndGet()) {
                    case 1 -> stream.refuse(503, "No leader elected");
                    case 2 -> stream.refuse(404, "");
                    case 3 -> stream.refuse(500, "oops");
                    case 4 -> stream.begin(); // and end, without an event
                    default -> {
                      stream.subscribed(15);
                      stream.stay();
                    }
                  }
                });
        SchedulerSession mesos = session(master).start()) {
      assertThat(mesos.next(PATIENCE)).isInstanceOf(FrameworkIdAssigned.class);
      assertThat(mesos.next(PATIENCE))
          .isInstanceOfSatisfying(
              Connected.class, connected -> assertThat(connected.generation()).isEqualTo(5));
      assertThat(mesos.status().failures()).isEqualTo(4);
    }
  }

  @Test
  void givesUpWhenItIsToldTo() throws Exception {
    try (ScriptedMaster master = ScriptedMaster.start(stream -> stream.refuse(503, "not now"));
        SchedulerSession mesos = session(master).giveUpAfter(Duration.ZERO).start()) {
      assertThatThrownBy(() -> mesos.next(PATIENCE))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("not now");
    }
  }

  @Test
  void subscribesAgainUnderItsIdWithWhatIsSuppressedThen() throws Exception {
    CountDownLatch cut = new CountDownLatch(1);
    AtomicInteger attempts = new AtomicInteger();
    try (ScriptedMaster master =
            ScriptedMaster.start(
                stream -> {
                  stream.subscribed(15);
                  if (attempts.incrementAndGet() == 1) {
                    stream.send(offers("o1"));
                    cut.await();
                  } else {
                    stream.stay();
                  }
                });
        SchedulerSession mesos = session(master).start()) {
      assertThat(mesos.next(PATIENCE)).isInstanceOf(FrameworkIdAssigned.class);
      assertThat(mesos.next(PATIENCE)).isInstanceOf(Connected.class);
      ReceivedOffer offer = ((MasterEvent.Offers) mesos.next(PATIENCE)).offers().get(0);
      mesos.suppress().toCompletableFuture().get();
      cut.countDown();
      assertThat(mesos.next(PATIENCE)).isInstanceOf(Disconnected.class);
      assertThat(mesos.next(PATIENCE))
          .isEqualTo(
              new Reconnected(
                  ScriptedMaster.ID,
                  master.uri().resolve("/api/v1/scheduler"),
                  io.mesosjava.v1.MasterInfo.getDefaultInstance(),
                  2));

      Call.Subscribe first = master.takeCall(Call.Type.SUBSCRIBE).getSubscribe();
      assertThat(first.getFrameworkInfo().hasId()).isFalse();
      assertThat(first.getSuppressedRolesList()).isEmpty();
      Call second = master.takeCall(Call.Type.SUBSCRIBE);
      assertThat(second.getFrameworkId()).isEqualTo(ScriptedMaster.ID);
      assertThat(second.getSubscribe().getFrameworkInfo().getId()).isEqualTo(ScriptedMaster.ID);
      assertThat(second.getSubscribe().getSuppressedRolesList()).containsExactly("*");
      assertThatThrownBy(() -> offer.decline().toCompletableFuture().get())
          .hasMessageContaining("DECLINE")
          .hasMessageContaining("not sent: the subscription that it belongs to, 1, is over");
    }
  }

  @Test
  void offersOfAnEarlierSubscriptionAreNotAnsweredByTheirIdsEither() throws Exception {
    CountDownLatch cut = new CountDownLatch(1);
    AtomicInteger attempts = new AtomicInteger();
    try (ScriptedMaster master =
            ScriptedMaster.start(
                stream -> {
                  stream.subscribed(15);
                  stream.send(offers("o" + attempts.incrementAndGet()));
                  cut.await();
                  if (attempts.get() > 1) {
                    stream.stay();
                  }
                });
        SchedulerSession mesos = session(master).start()) {
      OfferID before = nextOffer(mesos).id();
      cut.countDown();
      OfferID now = nextOffer(mesos).id();

      for (List<OfferID> stale : List.of(List.of(before), List.of(now, before))) {
        assertThatThrownBy(() -> mesos.accept(stale, List.of(), null).toCompletableFuture().get())
            .hasCauseInstanceOf(CallNotSentException.class)
            .hasMessageContaining("not outstanding in the present subscription: offer o1");
      }
      assertThatThrownBy(() -> mesos.decline(List.of(before), null).toCompletableFuture().get())
          .hasCauseInstanceOf(CallNotSentException.class);
      mesos.accept(List.of(now), List.of(), null).toCompletableFuture().get();
      assertThatThrownBy(
              () -> mesos.accept(List.of(now), List.of(), null).toCompletableFuture().get())
          .as("answered")
          .hasCauseInstanceOf(CallNotSentException.class);
      mesos.revive().toCompletableFuture().get();

      List<OfferID> accepted = new ArrayList<>();
      Call call = master.takeCall();
      while (call.getType() != Call.Type.REVIVE) {
        assertThat(call.getType()).isNotEqualTo(Call.Type.DECLINE);
        accepted.addAll(call.getAccept().getOfferIdsList());
        call = master.takeCall();
      }
      assertThat(accepted).containsExactly(now);
    }
  }

  private static ReceivedOffer nextOffer(SchedulerSession mesos) throws Exception {
    SchedulerEvent event = mesos.next(PATIENCE);
    while (!(event instanceof MasterEvent.Offers)) {
      event = mesos.next(PATIENCE);
    }
    return ((MasterEvent.Offers) event).offers().get(0);
  }

  @Test
  void aSilentMasterIsLeftAfterFiveHeartbeats() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    try (ScriptedMaster master =
            ScriptedMaster.start(
                stream -> {
                  stream.subscribed(attempts.incrementAndGet() == 1 ? 0.02 : 1000);
                  stream.stay();
                });
        SchedulerSession mesos = session(master).start()) {
      assertThat(mesos.next(PATIENCE)).isInstanceOf(FrameworkIdAssigned.class);
      assertThat(mesos.next(PATIENCE)).isInstanceOf(Connected.class);
      assertThat(mesos.next(PATIENCE))
          .isInstanceOfSatisfying(
              Disconnected.class,
              lost -> assertThat(lost.cause()).isInstanceOf(SocketTimeoutException.class));
      assertThat(mesos.next(PATIENCE)).isInstanceOf(Reconnected.class);
    }
  }

  @Test
  void offersThatAreRescindedWhileTheyWaitAreNeverDelivered() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    try (ScriptedMaster master =
            ScriptedMaster.start(
                stream -> {
                  stream.subscribed(15);
                  stream.send(offers("o1", "o2"));
                  stream.send(offers("o3"));
                  stream.send(rescind("o1"));
                  stream.send(rescind("o3"));
                  stream.send(rescind("o9"));
                  stream.send(message(1));
                  stream.stay();
                });
        SchedulerSession mesos =
            session(master)
                .listener(
                    new SchedulerListener() {
                      @Override
                      public void received(Event event) {
                        if (event.hasMessage()) {
                          sent.countDown();
                        }
                      }
                    })
                .start()) {
      sent.await();
      assertThat(mesos.next(PATIENCE)).isInstanceOf(FrameworkIdAssigned.class);
      assertThat(mesos.next(PATIENCE)).isInstanceOf(Connected.class);
      MasterEvent.Offers left = (MasterEvent.Offers) mesos.next(PATIENCE);
      assertThat(left.message()).isEqualTo(offers("o2"));
      assertThat(mesos.next(PATIENCE))
          .isEqualTo(new MasterEvent.Rescind(OfferID.newBuilder().setValue("o9").build(), 1));
      assertThat(numberOf(mesos.next(PATIENCE))).isEqualTo(1);
    }
  }

  @Test
  void aListenerCanCloseTheSessionOnWhateverThreadItIsTold() throws Exception {
    CompletableFuture<SchedulerSession> started = new CompletableFuture<>();
    try (ScriptedMaster master =
            ScriptedMaster.start(
                stream -> {
                  stream.subscribed(15);
                  stream.send(message(1));
                  stream.stay();
                });
        SchedulerSession mesos =
            session(master)
                .listener(
                    new SchedulerListener() {
                      @Override
                      public void received(Event event) {
                        if (event.hasMessage()) {
                          started.join().close();
                        }
                      }
                    })
                .start()) {
      assertThat(mesos.next(PATIENCE)).isInstanceOf(FrameworkIdAssigned.class);
      assertThat(mesos.next(PATIENCE)).isInstanceOf(Connected.class);
      started.complete(mesos);
      assertThat(mesos.next(PATIENCE)).isNull();
    }
  }

  private static Event update(String task, boolean withUuid) {
    TaskStatus.Builder status =
        TaskStatus.newBuilder()
            .setTaskId(Tasks.id(task))
            .setAgentId(AgentID.newBuilder().setValue("a"))
            .setState(TaskState.TASK_RUNNING);
    if (withUuid) {
      status.setUuid(ByteString.copyFromUtf8("0123456789abcdef"));
    }
    return Event.newBuilder()
        .setType(Event.Type.UPDATE)
        .setUpdate(Event.Update.newBuilder().setStatus(status))
        .build();
  }

  private static Event operationUpdate(String operation, boolean withUuid) {
    OperationStatus.Builder status =
        OperationStatus.newBuilder()
            .setOperationId(OperationID.newBuilder().setValue(operation))
            .setAgentId(AgentID.newBuilder().setValue("a"))
            .setResourceProviderId(ResourceProviderID.newBuilder().setValue("p"))
            .setState(OperationState.OPERATION_FINISHED);
    if (withUuid) {
      status.setUuid(UUID.newBuilder().setValue(ByteString.copyFromUtf8("0123456789abcdef")));
    }
    return Event.newBuilder()
        .setType(Event.Type.UPDATE_OPERATION_STATUS)
        .setUpdateOperationStatus(Event.UpdateOperationStatus.newBuilder().setStatus(status))
        .build();
  }

  @Test
  void updatesWithAUuidAreAcknowledgedWithAgentAndProviderAndOthersAreNot() throws Exception {
    try (ScriptedMaster master =
            ScriptedMaster.start(
                stream -> {
                  stream.subscribed(15);
                  stream.send(update("t1", false));
                  stream.send(operationUpdate("o1", false));
                  stream.send(operationUpdate("o2", true));
                  stream.send(update("t2", true));
                  stream.send(message(1));
                  stream.stay();
                });
        SchedulerSession mesos =
            session(master).reconciliation(ReconciliationPolicy.standard().notPeriodic()).start()) {
      while (!(mesos.next(PATIENCE) instanceof MasterEvent.Message)) {
        assertThat(mesos.status().unknownEvents()).isZero();
      }
      assertThat(master.takeCall().getType()).isEqualTo(Call.Type.SUBSCRIBE);
      assertThat(master.takeCall().getAcknowledgeOperationStatus())
          .isEqualTo(
              Call.AcknowledgeOperationStatus.newBuilder()
                  .setAgentId(AgentID.newBuilder().setValue("a"))
                  .setResourceProviderId(ResourceProviderID.newBuilder().setValue("p"))
                  .setUuid(ByteString.copyFromUtf8("0123456789abcdef"))
                  .setOperationId(OperationID.newBuilder().setValue("o2"))
                  .build());
      assertThat(master.takeCall().getAcknowledge())
          .isEqualTo(
              Call.Acknowledge.newBuilder()
                  .setAgentId(AgentID.newBuilder().setValue("a"))
                  .setTaskId(Tasks.id("t2"))
                  .setUuid(ByteString.copyFromUtf8("0123456789abcdef"))
                  .build());
      mesos.revive().toCompletableFuture().get();
      assertThat(master.takeCall().getType()).as("nothing more").isEqualTo(Call.Type.REVIVE);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void updatesOvertakeOffersThatWaitIfThatIsWished(boolean wished) throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    try (ScriptedMaster master =
            ScriptedMaster.start(
                stream -> {
                  stream.subscribed(15);
                  stream.send(offers("o1"));
                  stream.send(update("t1", true));
                  stream.send(operationUpdate("o2", true));
                  stream.send(message(1));
                  stream.send(update("t2", true));
                  stream.send(message(2));
                  stream.stay();
                });
        SchedulerSession mesos =
            (wished ? session(master).updatesFirst() : session(master))
                .listener(
                    new SchedulerListener() {
                      @Override
                      public void received(Event event) {
                        if (event.hasMessage() && numberOf(event) == 2) {
                          sent.countDown();
                        }
                      }
                    })
                .start()) {
      sent.await();
      assertThat(mesos.next(PATIENCE)).isInstanceOf(FrameworkIdAssigned.class);
      assertThat(mesos.next(PATIENCE)).isInstanceOf(Connected.class);
      List<Class<?>> order = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        order.add(mesos.next(PATIENCE).getClass());
      }
      List<Class<?>> inOrder =
          List.of(
              MasterEvent.Offers.class,
              MasterEvent.Update.class,
              MasterEvent.UpdateOperationStatus.class,
              MasterEvent.Message.class,
              MasterEvent.Update.class);
      List<Class<?>> updatesFirst =
          List.of(
              MasterEvent.Update.class,
              MasterEvent.UpdateOperationStatus.class,
              MasterEvent.Offers.class, // what is no update overtakes nothing, nor is overtaken
              MasterEvent.Message.class,
              MasterEvent.Update.class);
      assertThat(order).isEqualTo(wished ? updatesFirst : inOrder);
    }
  }

  @Test
  void aSlowConsumerStopsTheReadingAndLosesNothing() throws Exception {
    CountDownLatch full = new CountDownLatch(1);
    int many = 500;
    try (ScriptedMaster master =
            ScriptedMaster.start(
                stream -> {
                  stream.subscribed(15);
                  for (int i = 0; i < many; i++) {
                    stream.send(message(i));
                  }
                  stream.stay();
                });
        SchedulerSession mesos =
            session(master)
                .queueCapacity(10)
                .listener(
                    new SchedulerListener() {
                      @Override
                      public void queueFull(int queued) {
                        assertThat(queued).isGreaterThanOrEqualTo(10);
                        full.countDown();
                      }
                    })
                .start()) {
      full.await();
      assertThat(mesos.status().queued()).isBetween(10, 12);
      assertThat(mesos.next(PATIENCE)).isInstanceOf(FrameworkIdAssigned.class);
      assertThat(mesos.next(PATIENCE)).isInstanceOf(Connected.class);
      for (int i = 0; i < many; i++) {
        assertThat(numberOf(mesos.next(PATIENCE))).isEqualTo(i);
      }
      assertThat(mesos.status().mostQueued()).isBetween(10, 12);
    }
  }

  @Test
  void anEventOfAnUnknownTypeIsDeliveredAndCounted() throws Exception {
    byte[] future = {0x08, 0x63, 0x1a, 0x00}; // type 99, and a field that is not ours
    try (ScriptedMaster master =
            ScriptedMaster.start(
                stream -> {
                  stream.subscribed(15);
                  stream.sendRecord(future);
                  stream.stay();
                });
        SchedulerSession mesos = session(master).start()) {
      assertThat(mesos.next(PATIENCE)).isInstanceOf(FrameworkIdAssigned.class);
      assertThat(mesos.next(PATIENCE)).isInstanceOf(Connected.class);
      assertThat(mesos.next(PATIENCE))
          .isInstanceOfSatisfying(
              MasterEvent.Unknown.class,
              unknown -> assertThat(unknown.message().getUnknownFields().hasField(1)).isTrue());
      assertThat(mesos.status().unknownEvents()).isEqualTo(1);
    }
  }

  @Test
  void anUpdateWithAStateThatIsNotKnownIsDeliveredCountedAndAcknowledged() throws Exception {
    UnknownFieldSet.Field state = UnknownFieldSet.Field.newBuilder().addVarint(99).build();
    TaskStatus status =
        TaskStatus.newBuilder()
            .setTaskId(io.mesosjava.v1.TaskID.newBuilder().setValue("t"))
            .setAgentId(AgentID.newBuilder().setValue("a"))
            .setUuid(ByteString.copyFromUtf8("0123456789abcdef"))
            .setUnknownFields(
                UnknownFieldSet.newBuilder().addField(TaskStatus.STATE_FIELD_NUMBER, state).build())
            .buildPartial();
    Event update =
        Event.newBuilder()
            .setType(Event.Type.UPDATE)
            .setUpdate(Event.Update.newBuilder().setStatus(status).buildPartial())
            .buildPartial();
    TaskTracker tracker = TaskTracker.open(TaskStore.none());
    try (ScriptedMaster master =
            ScriptedMaster.start(
                stream -> {
                  stream.subscribed(15);
                  stream.send(update);
                  stream.send(message(1));
                  stream.stay();
                });
        SchedulerSession mesos = session(master).start()) {
      assertThat(mesos.next(PATIENCE)).isInstanceOf(FrameworkIdAssigned.class);
      assertThat(mesos.next(PATIENCE)).isInstanceOf(Connected.class);
      MasterEvent.Unknown unknown = (MasterEvent.Unknown) mesos.next(PATIENCE);
      assertThat(unknown.message()).isEqualTo(update);
      assertThat(unknown.acknowledgement().isNeeded()).isTrue();
      assertThat(tracker.handle(unknown.message())).as("nothing is known of it").isEmpty();
      assertThat(numberOf(mesos.next(PATIENCE))).isEqualTo(1);
      assertThat(master.takeCall(Call.Type.ACKNOWLEDGE).getAcknowledge().getUuid())
          .isEqualTo(status.getUuid());
      assertThat(mesos.status().unknownEvents()).isEqualTo(1);
    }
  }

  @Test
  void closingEndsAnAttemptThatIsNeverAnswered() throws Exception {
    try (ScriptedMaster master = ScriptedMaster.start(ScriptedMaster.Stream::stay)) {
      SchedulerSession mesos = session(master).start();
      assertThat(master.takeCall().getType()).isEqualTo(Call.Type.SUBSCRIBE);
      mesos.close();
      assertThat(mesos.next()).isNull();
      assertThat(mesos.status().state()).isEqualTo(io.mesosjava.framework.SessionState.CLOSED);
    }
  }
}
