package io.mesosjava.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.v1.Offer;
import io.mesosjava.v1.scheduler.Event;
import org.junit.jupiter.api.Test;

/** A framework that comes back while its old stream is still open. */
class ResubscriptionTest {

  @Test
  void theOldStreamHearsOfOffersOfARoleThatWasGivenUp() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.builder().agents(1).launch();
        ProbeScheduler before = new ProbeScheduler(cluster.master(), ProbeScheduler.FRAMEWORK)) {
      Offer offer = before.offer();

      try (ProbeScheduler after =
          new ProbeScheduler(
              cluster.master(), before.framework().toBuilder().setRoles(0, "other").build())) {
        assertThat(before.next(Event.Type.RESCIND).getRescind().getOfferId())
            .isEqualTo(offer.getId());
        assertThat(before.next(Event.Type.ERROR).getError().getMessage())
            .isEqualTo("Framework failed over");
        assertThat(after.offer().getAllocationInfo().getRole()).isEqualTo("other");
      }
    }
  }
}
