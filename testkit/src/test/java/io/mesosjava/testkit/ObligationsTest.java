package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.v1.AgentID;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObligationsTest {

  private static final FrameworkID FRAMEWORK = FrameworkID.newBuilder().setValue("f").build();
  private static final Instant START = Instant.EPOCH;

  private final Obligations obligations = new Obligations(START, 1, EnumSet.allOf(Invariant.class));

  @Test
  void anUpdateThatCameAgainMustBeAcknowledged() {
    update(0);
    assertThat(violations(60)).isEmpty();
    update(10);
    assertThat(violations(60))
        .containsExactly(
            "UPDATES_ACKNOWLEDGED: framework f did not acknowledge an update of task t, which came first at 0.000");
  }

  @Test
  void acknowledgedIsAcknowledged() {
    update(0);
    update(10);
    obligations.called(
        call(Call.Type.ACKNOWLEDGE)
            .setAcknowledge(
                Call.Acknowledge.newBuilder()
                    .setAgentId(AgentID.newBuilder().setValue("a"))
                    .setTaskId(task("t"))
                    .setUuid(ByteString.copyFromUtf8("u")))
            .build(),
        START);
    assertThat(violations(60)).isEmpty();
  }

  @Test
  void whoLostTheStreamOwesNothing() {
    update(0);
    update(10);
    offer("o", 0);
    obligations.forget(FRAMEWORK);
    assertThat(violations(1000)).isEmpty();
  }

  @Test
  void anOfferMustNotBeHeldForLong() {
    offer("o", 0);
    assertThat(violations(59)).isEmpty();
    assertThat(violations(60))
        .containsExactly(
            "OFFERS_ANSWERED: framework f neither used nor declined offer o, which it got at 0.000");
  }

  @Test
  void declinedAndRescindedOffersAreNotHeld() {
    offer("o", 0);
    offer("p", 0);
    obligations.called(
        call(Call.Type.DECLINE)
            .setDecline(Call.Decline.newBuilder().addOfferIds(offerId("o")))
            .build(),
        START);
    obligations.told(
        FRAMEWORK,
        Event.newBuilder()
            .setType(Event.Type.RESCIND)
            .setRescind(Event.Rescind.newBuilder().setOfferId(offerId("p")))
            .build(),
        START);
    assertThat(violations(60)).isEmpty();
  }

  @Test
  void aTaskIsLaunchedOnce() {
    offer("o", 0);
    launch("o");
    assertThat(violations(0)).isEmpty();
    offer("p", 0);
    launch("p");
    assertThat(violations(0))
        .containsExactly("TASKS_LAUNCHED_ONCE: framework f launched task t again at 0.000");
  }

  @Test
  void whatWasNotLaunchedForWantOfAnOfferMayBeLaunchedLater() {
    launch("gone");
    offer("o", 0);
    launch("o");
    assertThat(violations(0)).isEmpty();
  }

  @Test
  void isPatientWhereTheClockRunsFast() {
    Obligations fast = new Obligations(START, 100, EnumSet.allOf(Invariant.class));
    Event.Builder event = Event.newBuilder().setType(Event.Type.OFFERS);
    event.getOffersBuilder().addOffersBuilder().setId(offerId("o"));
    fast.told(FRAMEWORK, event.buildPartial(), START);
    assertThat(fast.violations(START.plusSeconds(5999))).isEmpty();
    assertThat(fast.violations(START.plusSeconds(6000))).hasSize(1);
  }

  @Test
  void tellsOnlyOfWhatIsChecked() {
    Obligations checked = new Obligations(START, 1, EnumSet.of(Invariant.TASKS_LAUNCHED_ONCE));
    Event.Builder event = Event.newBuilder().setType(Event.Type.OFFERS);
    event.getOffersBuilder().addOffersBuilder().setId(offerId("o"));
    checked.told(FRAMEWORK, event.buildPartial(), START);
    assertThat(checked.violations(START.plusSeconds(100))).isEmpty();
  }

  private List<String> violations(int second) {
    return obligations.violations(START.plusSeconds(second));
  }

  private void update(int second) {
    Event.Builder event = Event.newBuilder().setType(Event.Type.UPDATE);
    event
        .getUpdateBuilder()
        .getStatusBuilder()
        .setTaskId(task("t"))
        .setUuid(ByteString.copyFromUtf8("u"));
    obligations.told(FRAMEWORK, event.buildPartial(), START.plusSeconds(second));
  }

  private void offer(String id, int second) {
    Event.Builder event = Event.newBuilder().setType(Event.Type.OFFERS);
    event.getOffersBuilder().addOffersBuilder().setId(offerId(id));
    obligations.told(FRAMEWORK, event.buildPartial(), START.plusSeconds(second));
  }

  private void launch(String offer) {
    Offer.Operation.Builder launch =
        Offer.Operation.newBuilder().setType(Offer.Operation.Type.LAUNCH);
    launch
        .getLaunchBuilder()
        .addTaskInfos(
            TaskInfo.newBuilder()
                .setName("t")
                .setTaskId(task("t"))
                .setAgentId(AgentID.newBuilder().setValue("a")));
    obligations.called(
        call(Call.Type.ACCEPT)
            .setAccept(Call.Accept.newBuilder().addOfferIds(offerId(offer)).addOperations(launch))
            .build(),
        START);
  }

  private static Call.Builder call(Call.Type type) {
    return Call.newBuilder().setType(type).setFrameworkId(FRAMEWORK);
  }

  private static OfferID offerId(String id) {
    return OfferID.newBuilder().setValue(id).build();
  }

  private static TaskID task(String id) {
    return TaskID.newBuilder().setValue(id).build();
  }
}
