package io.mesosjava.framework.scheduler;

import static io.mesosjava.framework.scheduler.OfferEvents.ids;
import static io.mesosjava.framework.scheduler.OfferEvents.inverseOffers;
import static io.mesosjava.framework.scheduler.OfferEvents.offers;
import static io.mesosjava.framework.scheduler.OfferEvents.rescind;
import static io.mesosjava.framework.scheduler.OfferEvents.rescindInverse;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.v1.scheduler.Call;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutstandingOffersTest {

  private final OutstandingOffers offers = new OutstandingOffers();

  private static Call accept(String... ids) {
    return SchedulerCalls.accept(ids(ids), List.of(), null);
  }

  private static Call decline(String... ids) {
    return SchedulerCalls.decline(ids(ids));
  }

  @Test
  void anOfferIsGoodUntilItsSubscriptionEnds() {
    offers.received(offers("1", "2"));
    assertThat(offers.objection(accept("1", "2"))).isEmpty();

    offers.clear();
    offers.received(offers("3"));
    assertThat(offers.objection(accept("3", "1")))
        .contains(
            "not outstanding in the present subscription: offer 1 (expected: neither of an earlier"
                + " subscription, nor answered or rescinded)");
    assertThat(offers.objection(accept("3"))).isEmpty();
  }

  @Test
  void anOfferIsGoodUntilItIsRescinded() {
    offers.received(offers("1", "2"));
    offers.received(rescind("1"));

    assertThat(offers.objection(accept("1"))).isPresent();
    assertThat(offers.objection(accept("2"))).isEmpty();
  }

  @Test
  void anOfferIsGoodUntilAnAnswerIsTaken() {
    offers.received(offers("1", "2"));
    offers.taken(accept("1"));
    offers.taken(SchedulerCalls.revive());

    assertThat(offers.objection(decline("1"))).isPresent();
    assertThat(offers.objection(decline("2"))).isEmpty();
    offers.taken(decline("2"));
    assertThat(offers.size()).isZero();
  }

  @Test
  void aDeclineCountsForThoseThatAreLeft() {
    offers.received(offers("1", "2"));
    offers.received(rescind("1"));

    assertThat(offers.objection(decline("1", "2"))).isEmpty();
    assertThat(offers.objection(decline("1", "0"))).isPresent();
  }

  @Test
  void inverseOffersAreAnsweredOnceToo() {
    offers.received(inverseOffers("1"));
    offers.received(inverseOffers("2"));
    offers.received(inverseOffers("3"));
    Call accept = SchedulerCalls.acceptInverseOffers(ids("1"), null);
    Call decline = SchedulerCalls.declineInverseOffers(ids("2"), null);
    assertThat(offers.objection(accept)).isEmpty();
    assertThat(offers.objection(decline)).isEmpty();

    offers.taken(accept);
    offers.received(rescindInverse("2"));
    assertThat(offers.objection(accept)).isPresent();
    assertThat(offers.objection(decline)).isPresent();
    assertThat(offers.size()).isEqualTo(1);
  }

  @Test
  void otherCallsAnswerNoOffers() {
    assertThat(offers.objection(SchedulerCalls.revive())).isEmpty();
    assertThat(offers.objection(SchedulerCalls.teardown())).isEmpty();
    assertThat(offers.objection(accept())).as("the master's to refuse").isEmpty();
  }
}
