package io.mesosjava.framework.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.client.OfferOperations;
import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.framework.Backoff;
import io.mesosjava.framework.scheduler.MasterEvent.Offers;
import io.mesosjava.framework.scheduler.MasterEvent.UpdateOperationStatus;
import io.mesosjava.framework.scheduler.SessionEvent.Connected;
import io.mesosjava.framework.scheduler.SessionEvent.Reconnected;
import io.mesosjava.framework.store.FrameworkIdStore;
import io.mesosjava.resources.Resources;
import io.mesosjava.testkit.EmbeddedCluster;
import io.mesosjava.testkit.Endpoint;
import io.mesosjava.testkit.Invariant;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.FrameworkInfo.Capability;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OperationID;
import io.mesosjava.v1.OperationState;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.Resource.ReservationInfo;
import io.mesosjava.v1.scheduler.AttributeConstraint;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.OfferConstraints;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a session says to its masters, as an embedded cluster hears it. */
@Timeout(120)
class SessionOnTheWireTest {

  private static final String RECONCILE_OPERATIONS = "RECONCILE_OPERATIONS";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final OperationID RESERVING =
      OperationID.newBuilder().setValue("reserving").build();

  private static FrameworkInfo framework(String... roles) {
    FrameworkInfo.Builder framework =
        Tasks.framework("wire").toBuilder().setPrincipal("p").addAllRoles(List.of(roles));
    for (Capability.Type type :
        List.of(Capability.Type.MULTI_ROLE, Capability.Type.RESERVATION_REFINEMENT)) {
      framework.addCapabilitiesBuilder().setType(type);
    }
    return framework.build();
  }

  private static SchedulerSessionBuilder builder(EmbeddedCluster cluster, String... roles) {
    List<URI> masters = cluster.masters().stream().map(master -> master.uri()).toList();
    return SchedulerSession.builder(masters, framework(roles))
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

  private static List<Call.Subscribe> subscribes(EmbeddedCluster cluster) {
    return cluster.calls(Endpoint.SCHEDULER, "SUBSCRIBE").stream()
        .filter(call -> call.status() == 200)
        .map(call -> ((Call) call.message()).getSubscribe())
        .toList();
  }

  /** Reserves some of what is offered, as an operation with an id. */
  private static ReceivedOffer reserve(SchedulerSession mesos) throws Exception {
    ReceivedOffer offer = next(mesos, Offers.class).offers().get(0);
    List<Resource> reserved =
        Resources.parse("cpus:1").allocate("a").messages().stream()
            .map(
                cpus ->
                    cpus.toBuilder()
                        .addReservations(
                            ReservationInfo.newBuilder()
                                .setType(ReservationInfo.Type.DYNAMIC)
                                .setRole("a")
                                .setPrincipal("p"))
                        .build())
            .toList();
    Offer.Operation operation =
        OfferOperations.withId(RESERVING, OfferOperations.reserve(reserved));
    offer.accept().operation(operation).send().toCompletableFuture().get();
    return offer;
  }

  @Test
  void anOperationsUpdateIsAcknowledgedWithItsAgentWhenItHasBeenHandled() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        SchedulerSession mesos = builder(cluster, "a").start()) {
      ReceivedOffer offer = reserve(mesos);
      UpdateOperationStatus update = next(mesos, UpdateOperationStatus.class);
      assertThat(update.status().getState()).isEqualTo(OperationState.OPERATION_FINISHED);
      assertThat(update.acknowledgement().isNeeded()).isTrue();
      assertThat(update.acknowledgement().isSent()).as("it is still in hand").isFalse();
      next(mesos, Offers.class);
      assertThat(update.acknowledgement().isSent()).isTrue();
      mesos.revive().toCompletableFuture().get(); // the calls before it have been answered
      assertThat(cluster.calls(Endpoint.SCHEDULER, "ACKNOWLEDGE_OPERATION_STATUS"))
          .singleElement()
          .satisfies(
              call -> {
                assertThat(call.status()).isEqualTo(202);
                assertThat(((Call) call.message()).getAcknowledgeOperationStatus())
                    .isEqualTo(
                        Call.AcknowledgeOperationStatus.newBuilder()
                            .setAgentId(offer.agentId())
                            .setUuid(update.status().getUuid().getValue())
                            .setOperationId(RESERVING)
                            .build());
              });
      mesos.teardown();
    }
  }

  @Test
  void operationsAreReconciledUntilEachIsAnswered() throws Exception {
    FrameworkIdStore store = FrameworkIdStore.inMemory();
    try (EmbeddedCluster cluster =
        EmbeddedCluster.builder()
            .relax(Invariant.UPDATES_ACKNOWLEDGED, Invariant.OFFERS_ANSWERED)
            .launch()) {
      ReceivedOffer offer;
      try (SchedulerSession first =
          builder(cluster, "a")
              .frameworkIdStore(store)
              .acknowledgement(AcknowledgementMode.EXPLICIT)
              .start()) {
        offer = reserve(first);
        next(first, UpdateOperationStatus.class);
      }
      OperationID lost = OperationID.newBuilder().setValue("lost").build();
      List<Call.ReconcileOperations.Operation> known =
          List.of(
              SchedulerCalls.operation(RESERVING, offer.agentId(), null),
              SchedulerCalls.operation(lost, offer.agentId(), null));
      try (SchedulerSession second =
          builder(cluster, "a")
              .frameworkIdStore(store)
              .reconciliation(ReconciliationPolicy.standard().withOperations(() -> known))
              .start()) {
        Map<String, OperationState> answers = new TreeMap<>();
        while (answers.size() < 2) {
          UpdateOperationStatus update = next(second, UpdateOperationStatus.class);
          answers.put(update.status().getOperationId().getValue(), update.status().getState());
        }
        assertThat(answers)
            .containsEntry("reserving", OperationState.OPERATION_FINISHED)
            .containsEntry("lost", OperationState.OPERATION_UNKNOWN);
        // A call is in the book when it has been answered: its events may come before that.
        cluster.await(
            "the call",
            state -> !cluster.calls(Endpoint.SCHEDULER, RECONCILE_OPERATIONS).isEmpty());
        assertThat(cluster.calls(Endpoint.SCHEDULER, RECONCILE_OPERATIONS).get(0).message())
            .extracting(call -> ((Call) call).getReconcileOperations().getOperationsList())
            .isEqualTo(known);
        second.teardown();
      }
    }
  }

  private static OfferConstraints onRack(String rack) {
    AttributeConstraint constraint =
        AttributeConstraint.newBuilder()
            .setSelector(AttributeConstraint.Selector.newBuilder().setAttributeName("rack"))
            .setPredicate(
                AttributeConstraint.Predicate.newBuilder()
                    .setTextEquals(
                        AttributeConstraint.Predicate.TextEquals.newBuilder().setValue(rack)))
            .build();
    return OfferConstraints.newBuilder()
        .putRoleConstraints(
            "a",
            OfferConstraints.RoleConstraints.newBuilder()
                .addGroups(
                    OfferConstraints.RoleConstraints.Group.newBuilder()
                        .addAttributeConstraints(constraint))
                .build())
        .build();
  }

  private static String rackOf(Offers offers) {
    return offers.offers().get(0).offer().getAttributes(0).getText().getValue();
  }

  @Test
  void offerConstraintsGoWithEverySubscriptionAsTheyAreThen() throws Exception {
    try (EmbeddedCluster cluster =
            EmbeddedCluster.builder()
                .masters(2)
                .agentAttributes("rack:one")
                .agent("cpus:1;mem:100", "rack:two")
                .relax(Invariant.OFFERS_ANSWERED)
                .launch();
        SchedulerSession mesos = builder(cluster, "a").offerConstraints(onRack("two")).start()) {
      assertThat(rackOf(next(mesos, Offers.class))).isEqualTo("two");
      cluster.moveLeader();
      next(mesos, Reconnected.class);
      assertThat(rackOf(next(mesos, Offers.class))).isEqualTo("two");
      mesos
          .updateFramework(
              Call.UpdateFramework.newBuilder()
                  .setFrameworkInfo(framework("a"))
                  .setOfferConstraints(onRack("one"))
                  .build())
          .toCompletableFuture()
          .get();
      cluster.moveLeader();
      next(mesos, Reconnected.class);
      assertThat(rackOf(next(mesos, Offers.class))).isEqualTo("one");
      assertThat(subscribes(cluster))
          .extracting(Call.Subscribe::getOfferConstraints)
          .containsExactly(onRack("two"), onRack("two"), onRack("one"));
      mesos.teardown();
    }
  }

  @Test
  void rolesAreSuppressedFromTheStartAndLaterAsTheyAreNow() throws Exception {
    try (EmbeddedCluster cluster =
            EmbeddedCluster.builder().masters(2).relax(Invariant.OFFERS_ANSWERED).launch();
        SchedulerSession mesos = builder(cluster, "a", "b").suppressedRoles("a").start()) {
      assertThat(next(mesos, Offers.class).offers())
          .extracting(offer -> offer.offer().getAllocationInfo().getRole())
          .containsOnly("b");
      mesos.revive("a").toCompletableFuture().get();
      mesos.suppress("b").toCompletableFuture().get();
      assertThat(mesos.suppressedRoles()).containsExactly("b");
      cluster.moveLeader();
      next(mesos, Reconnected.class);
      assertThat(next(mesos, Offers.class).offers())
          .extracting(offer -> offer.offer().getAllocationInfo().getRole())
          .containsOnly("a");
      assertThat(subscribes(cluster))
          .extracting(call -> Set.copyOf(call.getSuppressedRolesList()))
          .containsExactly(Set.of("a"), Set.of("b"));
      mesos.teardown();
    }
  }

  @Test
  void aNewFrameworkIsReconciledPeriodically() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.launch();
        SchedulerSession mesos =
            builder(cluster, "a")
                .reconciliation(ReconciliationPolicy.standard().every(Duration.ofSeconds(1)))
                .start()) {
      next(mesos, Connected.class);
      cluster.await(
          "RECONCILE", state -> cluster.calls(Endpoint.SCHEDULER, "RECONCILE").size() > 1);
      mesos.teardown();
    }
  }

  @Test
  void anIdFromTheFrameworksInfoIsStored() throws Exception {
    FrameworkIdStore store = FrameworkIdStore.inMemory();
    try (EmbeddedCluster cluster = EmbeddedCluster.launch()) {
      FrameworkID id;
      try (SchedulerSession first = builder(cluster, "a").start()) {
        id = next(first, Connected.class).frameworkId();
      }
      try (SchedulerSession second =
          builder(cluster, "a").framework(info -> info.setId(id)).frameworkIdStore(store).start()) {
        next(second, Connected.class);
        assertThat(store.load()).contains(id);
        second.teardown();
      }
      assertThat(store.load()).isEmpty();
    }
  }
}
