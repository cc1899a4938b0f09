package io.mesosjava.framework.scheduler;

import static io.mesosjava.framework.scheduler.OfferEvents.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.mesosjava.framework.offer.OfferPool;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.MasterInfo;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A pool that is fed with the events of sessions. */
class OfferPoolOfSessionTest {

  private static final FrameworkID ID = FrameworkID.newBuilder().setValue("f").build();
  private static final URI MASTER = URI.create("http://master:5050");
  private final OfferPool pool = OfferPool.builder().build();

  private static MasterEvent offers(long generation, String... ids) {
    return read(OfferEvents.offers(ids), generation);
  }

  private static MasterEvent inverse(long generation, String id) {
    return read(OfferEvents.inverseOffers(id), generation);
  }

  private static MasterEvent read(Event event, long generation) {
    return new EventReader(generation, (call, of) -> notSent(), call -> notSent()).read(event);
  }

  private static CompletionStage<@Nullable Void> notSent() {
    return CompletableFuture.failedFuture(new IOException("nothing is sent here"));
  }

  private static SessionEvent connected(long generation) {
    return new SessionEvent.Connected(ID, MASTER, MasterInfo.getDefaultInstance(), generation);
  }

  private static SessionEvent reconnected(long generation) {
    return new SessionEvent.Reconnected(ID, MASTER, MasterInfo.getDefaultInstance(), generation);
  }

  private static SessionEvent disconnected(long generation) {
    return new SessionEvent.Disconnected(new IOException("cut"), Duration.ZERO, generation);
  }

  private List<String> ids() {
    return pool.offers().stream().map(offer -> offer.getId().getValue()).toList();
  }

  @Test
  void offersEndWithTheirSubscription() {
    pool.handle(connected(1));
    pool.handle(offers(1, "1", "2"));
    pool.handle(inverse(1, "i"));
    pool.handle(new MasterEvent.Rescind(id("1"), 1));
    assertThat(ids()).containsExactly("2");
    assertThat(pool.inverseOffers()).hasSize(1);

    pool.handle(disconnected(1));
    assertThat(ids()).isEmpty();
    assertThat(pool.inverseOffers()).isEmpty();
    assertThat(pool.claim(List.of(id("2")))).isFalse();
    assertThat(pool.untilDue()).as("nothing to decline").isEmpty();
  }

  @Test
  void offersThatAreToldAfterTheEndOfTheirSubscriptionAreVoid() {
    pool.handle(connected(1));
    pool.handle(disconnected(1));
    pool.handle(offers(1, "1"));
    pool.handle(inverse(1, "i"));
    assertThat(ids()).isEmpty();
    assertThat(pool.inverseOffers()).isEmpty();

    pool.handle(reconnected(4));
    pool.handle(offers(4, "2"));
    pool.handle(offers(1, "3"));
    pool.handle(disconnected(1));
    assertThat(ids()).containsExactly("2");
  }

  @Test
  void aNewSubscriptionEndsTheOneBeforeAlsoIfNothingElseWasTold() {
    pool.handle(offers(3, "1"));
    pool.handle(reconnected(5));
    assertThat(ids()).isEmpty();

    pool.handle(offers(5, "2"));
    pool.handle(offers(7, "3"));
    assertThat(ids()).containsExactly("3");
  }

  @Test
  void aNewSessionBeginsToCountAnew() {
    pool.handle(offers(17, "1"));
    pool.handle(connected(1));
    pool.handle(offers(1, "2"));
    assertThat(ids()).containsExactly("2");

    pool.handle(connected(1)); // of a third session
    assertThat(ids()).isEmpty();
  }

  @Test
  void otherEventsChangeNothing() {
    record Announced() implements AnnouncedEvent {}

    pool.handle(offers(1, "1"));
    pool.handle(new Announced());
    pool.handle(new MasterEvent.Heartbeat(1));
    assertThat(ids()).containsExactly("1");
  }
}
