package io.mesosjava.framework.offer;

import static io.mesosjava.framework.offer.SomeOffers.id;
import static io.mesosjava.framework.offer.SomeOffers.inverse;
import static io.mesosjava.framework.offer.SomeOffers.offer;
import static io.mesosjava.framework.offer.SomeOffers.offers;
import static io.mesosjava.framework.offer.SomeOffers.rescind;
import static io.mesosjava.framework.offer.SomeOffers.rescindInverse;
import static io.mesosjava.framework.offer.SomeOffers.subscribed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mesosjava.resources.WhereOffer;
import io.mesosjava.v1.InverseOffer;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.Resource;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OfferPoolTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // the ticker may overflow
  private final OfferPool pool =
      OfferPool.builder()
          .mostAge(Duration.ofSeconds(10))
          .refusal(Duration.ofSeconds(4))
          .jitter(0.5)
          .ticker(now::get)
          .chance(new Random(1))
          .build();

  private static Offer plain(String id, String host) {
    return offer(id, host, "cpus:2;mem:100", "");
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private List<String> ids() {
    return pool.offers().stream().map(offer -> offer.getId().getValue()).toList();
  }

  @Test
  void holdsWhatIsOfferedUntilItIsRescinded() {
    pool.handle(offers(plain("1", "a"), plain("2", "b")));
    pool.handle(offers(plain("3", "a")));
    pool.handle(rescind("2"));
    pool.handle(rescind("unknown"));
    pool.handle(Event.newBuilder().setType(Event.Type.HEARTBEAT).build());

    assertThat(ids()).containsExactly("1", "3");
    assertThat(pool.size()).isEqualTo(2);
  }

  @Test
  void forgetsEverythingWhenTheSubscriptionEndsOrAnotherBegins() {
    pool.handle(offers(plain("1", "a")));
    pool.handle(inverse("i", "a"));
    pool.handle(subscribed());
    assertThat(ids()).isEmpty();
    assertThat(pool.inverseOffers()).isEmpty();

    pool.handle(offers(plain("2", "a")));
    pool.clear();
    assertThat(ids()).isEmpty();
    assertThat(pool.due()).isEmpty();
  }

  @Test
  void anOfferCanBeClaimedOnce() {
    pool.handle(offers(plain("1", "a"), plain("2", "a"), plain("3", "a")));

    assertThat(pool.claim(List.of(id("1"), id("2")))).isTrue();
    assertThat(pool.claim(List.of(id("2"), id("3")))).isFalse();
    assertThat(pool.claim(List.of(id("3"), id("3")))).isFalse();
    assertThat(ids()).containsExactly("3");
    pool.handle(rescind("3"));
    assertThat(pool.claim(List.of(id("3")))).isFalse();
  }

  @Test
  void ofManyThreadsOneGetsEachOffer() throws InterruptedException {
    Offer[] many = IntStream.range(0, 500).mapToObj(i -> plain("" + i, "a")).toArray(Offer[]::new);
    pool.handle(offers(many));
    List<String> claimed = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(i -> new Thread(() -> claimAll(many, start, claimed)))
            .toList();
    threads.forEach(Thread::start);
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(claimed).hasSize(many.length).doesNotHaveDuplicates();
    assertThat(pool.size()).isZero();
  }

  private void claimAll(Offer[] offers, CountDownLatch start, List<String> claimed) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    for (Offer offer : offers) {
      if (pool.claim(List.of(offer.getId()))) {
        claimed.add(offer.getId().getValue());
      }
    }
  }

  @Test
  void declinesWhatIsIgnoredForTooLong() {
    assertThat(pool.untilDue()).isEmpty();
    pool.handle(offers(plain("1", "a"), plain("2", "a")));
    pass(Duration.ofSeconds(4));
    pool.handle(offers(plain("3", "a")));
    assertThat(pool.untilDue()).contains(Duration.ofSeconds(6));
    pool.claim(List.of(id("2")));
    pass(Duration.ofSeconds(6).minusNanos(1));
    assertThat(pool.due()).isEmpty();
    pass(Duration.ofNanos(1));
    assertThat(pool.untilDue()).contains(Duration.ZERO);

    List<Call> due = pool.due();
    assertThat(due).hasSize(1);
    assertThat(due.get(0).getDecline().getOfferIdsList()).containsExactly(id("1"));
    assertThat(due.get(0).getDecline().getFilters().getRefuseSeconds()).isBetween(4.0, 6.0);
    assertThat(pool.claim(List.of(id("1")))).isFalse();
    assertThat(pool.untilDue()).contains(Duration.ofSeconds(4));
    assertThat(pool.due()).isEmpty();
  }

  @Test
  void ignoredOffersDoNotAllComeBackTogether() {
    Offer[] many = IntStream.range(0, 450).mapToObj(i -> plain("" + i, "a")).toArray(Offer[]::new);
    pool.handle(offers(many));
    pass(Duration.ofSeconds(10));

    List<Call> due = pool.due();
    assertThat(due).hasSize(5);
    assertThat(due.stream().mapToInt(call -> call.getDecline().getOfferIdsCount()).sum())
        .isEqualTo(450);
    assertThat(due.stream().map(call -> call.getDecline().getFilters().getRefuseSeconds()))
        .doesNotHaveDuplicates()
        .allMatch(seconds -> seconds >= 4 && seconds <= 6);
  }

  @Test
  void findsIndexesAndMerges() {
    Offer other =
        plain("4", "a").toBuilder()
            .setAllocationInfo(Resource.AllocationInfo.newBuilder().setRole("db"))
            .build();
    pool.handle(offers(plain("1", "a"), plain("2", "b"), plain("3", "a"), other));

    assertThat(pool.offers(WhereOffer.host("b"))).extracting(Offer::getId).containsExactly(id("2"));
    assertThat(pool.offers(WhereOffer.host("b").negate())).hasSize(3);
    assertThat(pool.find(WhereOffer.host("a")).orElseThrow().getId()).isEqualTo(id("1"));
    assertThat(pool.find(WhereOffer.host("c"))).isEmpty();
    assertThat(pool.index(Offer::getHostname).get("a")).hasSize(3);

    List<AgentOffers> merged = pool.byAgent();
    assertThat(merged).hasSize(3);
    assertThat(merged.get(0).ids()).containsExactly(id("1"), id("3"));
    assertThat(merged.get(0).resources().cpus()).isEqualTo(4);
    assertThat(merged.get(0).site().hostname()).isEqualTo("a");
    assertThat(merged.get(2).role()).isEqualTo("db");
  }

  @Test
  void keepsOneInverseOfferPerAgentUntilItIsAnsweredOrRescinded() {
    pool.handle(inverse("1", "a"));
    pool.handle(inverse("2", "b"));
    pool.handle(inverse("3", "a"));
    pool.handle(inverse("4", "c"));
    pool.handle(rescindInverse("4"));

    assertThat(pool.inverseOffers())
        .extracting(InverseOffer::getId)
        .containsExactly(id("2"), id("3"));
    assertThat(pool.claimInverse(id("2"))).isTrue();
    assertThat(pool.claimInverse(id("2"))).isFalse();
    assertThat(pool.claimInverse(id("1"))).isFalse();
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> OfferPool.builder().mostAge(Duration.ofSeconds(-1)))
        .hasMessage("mostAge: PT-1S (expected: PT0S to PT8760H)");
    assertThatThrownBy(() -> OfferPool.builder().refusal(Duration.ofDays(366)))
        .hasMessage("refusal: PT8784H (expected: PT0S to PT8760H)");
    assertThatThrownBy(() -> OfferPool.builder().jitter(Double.NaN))
        .hasMessage("jitter: NaN (expected: 0 to 10)");
  }
}
