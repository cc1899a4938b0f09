package io.mesosjava.framework.offer;

import static io.mesosjava.client.SchedulerCalls.decline;
import static io.mesosjava.client.SchedulerCalls.refuseFor;

import io.mesosjava.framework.scheduler.MasterEvent;
import io.mesosjava.framework.scheduler.SchedulerEvent;
import io.mesosjava.framework.scheduler.SessionEvent;
import io.mesosjava.v1.InverseOffer;
import io.mesosjava.v1.Offer;
import io.mesosjava.v1.OfferID;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The offers that a framework has and has not answered.
 *
 * <p>Feed it each event of the session, in their order. An offer is there until it is rescinded,
 * {@linkplain #claim claimed}, or too old, or its subscription ends. Claiming is what makes its use
 * unique: of any number of threads one gets the offer. Offers that nobody claims are not hoarded:
 * when they are old, {@link #due} gives the DECLINE to be sent, with a filter of random length, so
 * that they do not all come back at once.
 *
 * <pre>{@code
 * OfferPool pool = OfferPool.builder().mostAge(Duration.ofSeconds(10)).build();
 * ...
 * pool.handle(event);
 * for (AgentOffers offers : pool.byAgent()) { ... }
 * pool.due().forEach(session::send); // again at pool.untilDue()
 * }</pre>
 *
 * <p>Safe for use by several threads. Lists are copies, in order of arrival. User code (predicates,
 * keys) runs without locks.
 */
public final class OfferPool {

  /** One DECLINE is for at most so many offers, which then come back together. */
  private static final int BATCH = 100;

  private final Builder settings;
  private final LongSupplier ticker;
  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by lock.
  private final Shelf shelf;

  private OfferPool(Builder settings) {
    this.settings = settings;
    ticker = settings.ticker;
    shelf = new Shelf(settings.mostAge.toNanos());
  }

  /** A pool to be configured. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Takes in an event of a session: what the master sent, and also that a subscription ends or
   * begins. Offers of a subscription that has ended are void, and are never in the pool, although
   * they be told late. Other events change nothing.
   */
  public void handle(SchedulerEvent event) {
    Objects.requireNonNull(event, "event");
    if (event instanceof MasterEvent sent && isAboutOffers(sent)) {
      shelved(() -> shelf.handle(sent.message(), sent.generation(), ticker.getAsLong()));
    } else if (event instanceof SessionEvent.Connected first) {
      shelved(() -> shelf.begin(first.generation()));
    } else if (event instanceof SessionEvent.Disconnected end) {
      shelved(() -> shelf.advance(end.generation() + 1));
    } else if (event instanceof SessionEvent happened) {
      shelved(() -> shelf.advance(happened.generation()));
    }
  }

  private static boolean isAboutOffers(MasterEvent event) {
    return event instanceof MasterEvent.Offers
        || event instanceof MasterEvent.Rescind
        || event instanceof MasterEvent.InverseOffers
        || event instanceof MasterEvent.RescindInverseOffer;
  }

  /**
   * Takes in an event of a master, for those who have no session; a pool is fed in one of the two
   * ways. SUBSCRIBED begins a new subscription; when one ends, {@link #clear} the pool.
   */
  public void handle(Event event) {
    Objects.requireNonNull(event, "event");
    shelved(() -> shelf.handle(event, ticker.getAsLong()));
  }

  /** Forgets all offers. A pool that is fed by a session needs it never. */
  public void clear() {
    shelved(shelf::clear);
  }

  /** All offers. */
  public List<Offer> offers() {
    return locked(shelf::offers);
  }

  /** The offers that pass {@code condition}; see {@code io.mesosjava.resources.WhereOffer}. */
  public List<Offer> offers(Predicate<? super Offer> condition) {
    return offers().stream().filter(condition).toList();
  }

  /** The first offer that passes {@code condition}. */
  public Optional<Offer> find(Predicate<? super Offer> condition) {
    return offers().stream().filter(condition).findFirst();
  }

  /** The offers by {@code key}: their agent, host, role, whether they pass a condition. */
  public <K> Map<K, List<Offer>> index(Function<? super Offer, ? extends K> key) {
    Map<K, List<Offer>> groups = new LinkedHashMap<>();
    for (Offer offer : offers()) {
      groups.computeIfAbsent(key.apply(offer), first -> new ArrayList<>()).add(offer);
    }
    return groups;
  }

  /** All offers, merged by agent and role. */
  public List<AgentOffers> byAgent() {
    return AgentOffers.merge(offers());
  }

  /** How many offers there are. */
  public int size() {
    return locked(shelf::size);
  }

  /** The inverse offers that are not answered: the agents that are to be freed for maintenance. */
  public List<InverseOffer> inverseOffers() {
    return locked(shelf::inverseOffers);
  }

  /**
   * Takes offers, to accept or decline them: they are in the pool no more.
   *
   * @return whether all of {@code ids} were there; if not, nothing is taken
   */
  public boolean claim(Collection<OfferID> ids) {
    List<OfferID> copy = List.copyOf(ids);
    return locked(() -> shelf.claim(copy));
  }

  /** Takes an inverse offer, to accept or decline it; whether it was there. */
  public boolean claimInverse(OfferID id) {
    return locked(() -> shelf.claimInverse(id));
  }

  /**
   * The calls that are due: DECLINE for the offers that are too old, which are in the pool no more.
   * They have no framework id yet.
   */
  public List<Call> due() {
    List<OfferID> expired = locked(() -> shelf.expire(ticker.getAsLong()));
    List<Call> calls = new ArrayList<>();
    for (int i = 0; i < expired.size(); i += BATCH) {
      List<OfferID> batch = expired.subList(i, Math.min(i + BATCH, expired.size()));
      calls.add(decline(batch, refuseFor(settings.refusal())));
    }
    return calls;
  }

  /** How long until something is {@link #due}; empty without offers. */
  public Optional<Duration> untilDue() {
    OptionalLong nanos = locked(() -> shelf.nanosUntilExpiry(ticker.getAsLong()));
    return nanos.isPresent() ? Optional.of(Duration.ofNanos(nanos.getAsLong())) : Optional.empty();
  }

  private void shelved(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  /** Configures a pool. Not thread-safe. */
  public static final class Builder {

    private Duration mostAge = Duration.ofSeconds(30);
    private Duration refusal = Duration.ofSeconds(5);
    private double jitter = 0.5;
    private LongSupplier ticker = System::nanoTime;
    private RandomGenerator chance = new Random();

    private Builder() {}

    private Builder(Builder that) {
      mostAge = that.mostAge;
      refusal = that.refusal;
      jitter = that.jitter;
      ticker = that.ticker;
      chance = that.chance;
    }

    /**
     * How long an offer may stay unanswered; 30 s unless set. While it is here, its resources are
     * of use to nobody else.
     *
     * @throws IllegalArgumentException if it is negative or above 365 days
     */
    public Builder mostAge(Duration age) {
      mostAge = checked("mostAge", age);
      return this;
    }

    /**
     * How long the master is not to offer again what was ignored; 5 s unless set, as in Mesos.
     *
     * @throws IllegalArgumentException if it is negative or above 365 days
     */
    public Builder refusal(Duration duration) {
      refusal = checked("refusal", duration);
      return this;
    }

    /**
     * How much longer than {@link #refusal} it may be, as a share of it, evenly spread; 0.5 unless
     * set.
     *
     * @throws IllegalArgumentException if it is not from 0 to 10
     */
    public Builder jitter(double share) {
      if (!(share >= 0 && share <= 10)) {
        throw new IllegalArgumentException("jitter: " + share + " (expected: 0 to 10)");
      }
      jitter = share;
      return this;
    }

    /** The time, in nanoseconds that never decrease; {@code System.nanoTime()} unless set. */
    public Builder ticker(LongSupplier nanos) {
      ticker = Objects.requireNonNull(nanos, "nanos");
      return this;
    }

    /** What decides on the jitter; it must be safe for use by the threads that call {@code due}. */
    public Builder chance(RandomGenerator generator) {
      chance = Objects.requireNonNull(generator, "generator");
      return this;
    }

    /** The pool. */
    public OfferPool build() {
      return new OfferPool(new Builder(this));
    }

    private Duration refusal() {
      double factor = 1 + jitter * chance.nextDouble();
      return Duration.ofMillis(Math.round(refusal.toMillis() * factor));
    }

    private static Duration checked(String name, Duration duration) {
      if (duration.isNegative() || duration.compareTo(Duration.ofDays(365)) > 0) {
        throw new IllegalArgumentException(
            name + ": " + duration + " (expected: PT0S to " + Duration.ofDays(365) + ")");
      }
      return duration;
    }
  }
}
