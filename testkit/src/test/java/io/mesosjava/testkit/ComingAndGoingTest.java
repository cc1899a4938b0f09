package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.CommandInfo;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.TaskID;
import io.mesosjava.v1.TaskInfo;
import io.mesosjava.v1.scheduler.Call;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many frameworks were there before, the next one gets its offer. */
class ComingAndGoingTest {

  private static final int FRAMEWORKS = 60;

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.05})
  void leaveNothingBehindThatKeepsOffersFromOthers(double failoverTimeout) throws Exception {
    try (EmbeddedCluster cluster =
        EmbeddedCluster.builder().agents(1).allocationInterval(Duration.ofMillis(20)).launch()) {
      for (int i = 0; i < FRAMEWORKS; i++) {
        FrameworkInfo framework =
            ProbeScheduler.FRAMEWORK.toBuilder()
                .setFailoverTimeout(failoverTimeout)
                .setRoles(0, "role-" + i % 3)
                .build();
        try (ProbeScheduler scheduler = new ProbeScheduler(cluster.master(), framework)) {
          Offer offer = scheduler.offer();
          use(scheduler, offer, i);
        }
      }
      try (ProbeScheduler last = new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK)) {
        assertThat(last.offer().getAllocationInfo().getRole()).isEqualTo("test");
      }
    }
  }

  /** Launches, declines for an hour, does not answer, and is torn down or just goes. */
  private static void use(ProbeScheduler scheduler, Offer offer, int i) throws Exception {
    switch (i % 4) {
      case 0 ->
          scheduler.launch(
              offer,
              TaskInfo.newBuilder()
                  .setName("t")
                  .setTaskId(TaskID.newBuilder().setValue("t" + i))
                  .setCommand(CommandInfo.newBuilder().setValue("sleep 1000")));
      case 1 -> {
        Call.Builder decline = Call.newBuilder().setType(Call.Type.DECLINE);
        decline.getDeclineBuilder().addOfferIds(offer.getId());
        decline.getDeclineBuilder().getFiltersBuilder().setRefuseSeconds(3600);
        scheduler.send(decline);
      }
      default -> {
        // It keeps the offer.
      }
    }
    if (i % 3 == 0) {
      scheduler.send(Call.newBuilder().setType(Call.Type.TEARDOWN));
    }
  }
}
