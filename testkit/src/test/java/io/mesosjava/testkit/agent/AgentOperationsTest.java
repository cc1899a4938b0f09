package io.mesosjava.testkit.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.mesosjava.resources.Resources;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Operation;
import io.mesosjava.v1.OperationState;
import io.mesosjava.v1.OperationStatus;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.UUID;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AgentOperationsTest {

  private final WoundStage stage = new WoundStage();
  private final List<OperationStatus> sent = new ArrayList<>();
  private final AgentOperations operations =
      new AgentOperations(
          stage,
          AgentTimers.mesos().statusRetry(),
          Resources.parse("cpus:2;mem:64").messages(),
          java.util.UUID::randomUUID,
          (before, after, done) -> done.run(),
          (framework, operation, status) -> sent.add(status));

  @Test
  void reservesAndSaysSoUntilItIsHeard() {
    operations.resume();
    operations.apply(reserve("a", 1));
    stage.advance(Duration.ofSeconds(30));

    assertThat(sent).hasSize(3);
    assertThat(sent).allMatch(s -> s.getState() == OperationState.OPERATION_FINISHED);
    assertThat(sent.get(0).getUuid().getValue().size()).isEqualTo(16);
    assertThat(Resources.of(operations.holdings().resources()))
        .hasToString("cpus:1; mem:64; cpus(reservations: [(DYNAMIC,r)]):1");

    ByteString uuid = sent.get(0).getUuid().getValue();
    operations.acknowledge(bytes("other"), uuid);
    operations.acknowledge(bytes("a"), bytes("other"));
    assertThat(operations.holdings().operations()).hasSize(1);
    operations.acknowledge(bytes("a"), uuid);
    stage.advance(Duration.ofHours(1));
    assertThat(sent).hasSize(3);
    assertThat(operations.holdings().operations()).isEmpty();
    assertThat(stage.timers()).isZero();
  }

  @Test
  void dropsWhatItCannotDo() {
    operations.resume();
    operations.apply(reserve("a", 3));
    assertThat(sent.get(0).getState()).isEqualTo(OperationState.OPERATION_DROPPED);
    assertThat(sent.get(0).getMessage()).isEqualTo("cpus:2; mem:64 does not contain cpus:3");
    assertThat(Resources.of(operations.holdings().resources())).hasToString("cpus:2; mem:64");
  }

  @Test
  void doesNothingTwice() {
    operations.resume();
    operations.apply(reserve("a", 1));
    operations.apply(reserve("a", 1));
    assertThat(sent).hasSize(1);
    assertThat(Resources.of(operations.holdings().resources()).filter(r -> isReserved(r)).cpus())
        .isEqualTo(1);
  }

  @Test
  void waitsForAMaster() {
    operations.apply(reserve("a", 1));
    assertThat(sent).isEmpty();
    operations.resume();
    assertThat(sent).hasSize(1);
    operations.pause();
    stage.advance(Duration.ofHours(1));
    assertThat(sent).hasSize(1);
  }

  private static boolean isReserved(Resource resource) {
    return resource.getReservationsCount() > 0;
  }

  private static Operation.Builder reserve(String uuid, double cpus) {
    Resource resource =
        Resources.parse("cpus:" + cpus)
            .pushReservation(
                Resource.ReservationInfo.newBuilder()
                    .setType(Resource.ReservationInfo.Type.DYNAMIC)
                    .setRole("r")
                    .build())
            .allocate("r")
            .messages()
            .get(0);
    return Operation.newBuilder()
        .setUuid(UUID.newBuilder().setValue(bytes(uuid)))
        .setInfo(
            Offer.Operation.newBuilder()
                .setType(Offer.Operation.Type.RESERVE)
                .setReserve(Offer.Operation.Reserve.newBuilder().addResources(resource)));
  }

  private static ByteString bytes(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
