package io.mesosjava.framework.scheduler;

import io.mesosjava.ProtocolException;
import io.mesosjava.client.SchedulerSubscription;
import io.mesosjava.framework.SessionState;
import io.mesosjava.framework.session.Conversation;
import io.mesosjava.framework.session.EventQueue;
import io.mesosjava.framework.session.Life;
import io.mesosjava.framework.session.Link;
import io.mesosjava.framework.session.SessionFailure;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A scheduler's part in its session. Used by one thread at a time where nothing else is said: the
 * session's, or one that waits for events and reads them.
 */
final class SchedulerConversation implements Conversation<Event> {

  private static final Logger LOG = LoggerFactory.getLogger(SchedulerSession.class);

  /** How long closing waits for answers to calls that are under way. */
  static final Duration LAST_CALLS = Duration.ofSeconds(5);

  private final SessionSettings settings;
  private final DetectedClient client;
  private final EventQueue<SchedulerEvent> queue;
  private final SessionCalls calls;
  private final SchedulerListener listener;
  private final Reconciler reconciler;
  private final LongSupplier clock;

  private @Nullable SchedulerSubscription subscription;
  private Registration said;
  private EventReader reader;
  private boolean idLoaded;
  private boolean idIsStored;
  private List<SessionEvent> news = List.of();
  private boolean reconcileNow;

  // Read by any thread.
  private volatile Membership membership = Membership.none();
  private final AtomicLong unknownEvents = new AtomicLong();
  private final AtomicBoolean reconcileWished = new AtomicBoolean();

  SchedulerConversation(
      SessionSettings settings,
      DetectedClient client,
      EventQueue<SchedulerEvent> queue,
      SessionCalls calls,
      LongSupplier clock) {
    this.settings = settings;
    this.client = client;
    this.queue = queue;
    this.calls = calls;
    this.listener = settings.listener();
    this.clock = clock;
    this.said = calls.registration();
    this.reader = readerOf(0);
    this.reconciler = new Reconciler(settings.reconciliation(), settings.chance());
  }

  private EventReader readerOf(long generation) {
    return new EventReader(generation, calls, calls::send);
  }

  /** For any thread. */
  Membership membership() {
    return membership;
  }

  /** For any thread. */
  long unknownEvents() {
    return unknownEvents.get();
  }

  /** Begins a round of reconciliation the next time that something is due. For any thread. */
  void reconcile() {
    reconcileWished.set(true);
  }

  @Override
  public Link<Event> connect(long generation, Wait<Event> wait)
      throws IOException, InterruptedException, SessionFailure {
    loadId();
    said = calls.registration();
    reader = readerOf(generation);
    Call.Subscribe subscribe = said.subscribe(membership.id());
    try {
      Link<Event> link =
          wait.until(() -> new SubscriptionLink(client.client().subscribe(subscribe)));
      subscription = ((SubscriptionLink) link).subscription();
      return link;
    } catch (IllegalArgumentException e) {
      throw new SessionFailure(new FrameworkRefusedException(String.valueOf(e.getMessage())));
    }
  }

  @Override
  public boolean isHopeless(IOException failure) {
    return Attempts.areHopeless(failure, membership.master().isPresent());
  }

  private void loadId() throws SessionFailure {
    if (idLoaded) {
      return;
    }
    try {
      Optional<FrameworkID> stored = settings.idStore().load();
      membership = membership.as(stored.isPresent() ? stored : settings.firstId());
      idLoaded = true;
      idIsStored = stored.isPresent();
    } catch (IOException | RuntimeException e) {
      throw new SessionFailure(new FrameworkIdStoreException(settings.idStore(), e));
    }
  }

  @Override
  public boolean received(Event event) throws IOException, InterruptedException, SessionFailure {
    listener.received(event);
    switch (event.getType()) {
      case SUBSCRIBED -> {
        welcome(event.getSubscribed());
        return true;
      }
      case ERROR -> refused(event.getError().getMessage());
      case HEARTBEAT -> {
        if (settings.deliverHeartbeats()) {
          put(reader.read(event));
        }
      }
      case OFFERS, INVERSE_OFFERS -> {
        calls.received(event);
        put(counted(reader.read(event)));
      }
      case RESCIND -> rescind(event.getRescind().getOfferId(), event);
      case RESCIND_INVERSE_OFFER ->
          rescind(event.getRescindInverseOffer().getInverseOfferId(), event);
      default -> {
        reconciler.received(event, clock);
        put(counted(reader.read(event)));
      }
    }
    return false;
  }

  private MasterEvent counted(MasterEvent event) {
    if (event instanceof MasterEvent.Unknown) {
      unknownEvents.incrementAndGet();
      LOG.warn(
          "an event, {}, is not known here, or has a value that is not", event.message().getType());
    }
    return event;
  }

  private void welcome(Event.Subscribed subscribed) throws IOException, SessionFailure {
    SchedulerSubscription present = Objects.requireNonNull(subscription, "subscription");
    if (!news.isEmpty()) {
      throw new ProtocolException("SUBSCRIBED came twice on one stream");
    }
    Membership.Welcome welcome =
        membership.welcomed(subscribed, present.endpoint(), reader.generation());
    if (welcome.isNew() || !idIsStored) {
      save(subscribed.getFrameworkId());
    }
    membership = welcome.next();
    news = welcome.events();
    reconcileNow = !welcome.isNew();
    if (subscribed.getHeartbeatIntervalSeconds() > 0) {
      present.streamIdleTimeout(Silence.after(subscribed.getHeartbeatIntervalSeconds()));
    }
  }

  /** An id that is not saved is lost with this process: rather no subscription than that. */
  private void save(FrameworkID id) throws SessionFailure {
    try {
      settings.idStore().save(id);
      idIsStored = true;
    } catch (IOException | RuntimeException e) {
      throw new SessionFailure(new FrameworkIdStoreException(settings.idStore(), e));
    }
  }

  private void refused(String message) throws IOException, SessionFailure {
    SchedulerSessionException refusal = membership.refused(message);
    if (refusal instanceof FrameworkRemovedException
        && membership.id().isPresent()
        && settings.removedPolicy().registersAnew(membership.id().get())) {
      try {
        settings.idStore().clear();
      } catch (IOException | RuntimeException e) {
        throw new SessionFailure(new FrameworkIdStoreException(settings.idStore(), e));
      }
      membership = membership.anew();
      throw refusal; // this subscription is over, the next is made without an id
    }
    throw new SessionFailure(refusal);
  }

  /** An offer that is still in the queue is taken out; the user never knows of it. */
  private void rescind(Object id, Event event) throws InterruptedException {
    calls.received(event);
    if (!queue.withdraw(id)) {
      put(reader.read(event));
    }
  }

  private void put(SchedulerEvent event) throws InterruptedException {
    if (!queue.tryPut(event)) {
      listener.queueFull(queue.size());
      queue.put(event);
      listener.queueHasRoom();
    }
  }

  @Override
  public void subscribed(long generation) {
    calls.open(generation, Objects.requireNonNull(subscription, "subscription"), said);
    news.forEach(queue::putAtOnce);
    if (reconcileNow) {
      reconciler.begin(clock.getAsLong());
    } else {
      reconciler.beginLater(clock.getAsLong()); // there is nothing from before
    }
  }

  @Override
  public long due(long now) {
    if (news.isEmpty()) {
      return Long.MAX_VALUE; // not subscribed yet
    }
    if (reconcileWished.getAndSet(false)) {
      reconciler.begin(now);
    }
    reconciler.due(now).forEach(calls::send);
    return reconciler.next();
  }

  @Override
  public long nextDue() {
    return reconciler.next();
  }

  @Override
  public EventQueue<?> takers() {
    return queue;
  }

  @Override
  public void hangUp() {
    calls.shut();
    subscription = null;
    news = List.of();
    reconciler.stop();
    queue.withdrawAll(); // offers end with their subscription
  }

  @Override
  public void lost(IOException cause, Life before, Life life) {
    Duration retryIn = Duration.ofNanos(Math.max(0, life.until() - clock.getAsLong()));
    if (!queue.isEnded()) { // after that it is no news to the user
      LOG.warn(
          "not subscribed ({} in a row), trying again in {} ms: {}",
          life.failures(),
          retryIn.toMillis(),
          cause.toString());
    }
    listener.notSubscribed(cause, life.failures(), retryIn);
    if (before.state() == SessionState.SUBSCRIBED) {
      queue.putAtOnce(new SessionEvent.Disconnected(cause, retryIn, life.generation()));
    }
  }

  @Override
  public void moved(Life from, Life to) {
    LOG.debug("{} -> {}", from.state(), to.state());
    listener.moved(from.state(), to.state());
    if (to.state() == SessionState.CLOSING && to.failure().isEmpty()) {
      calls.drain(LAST_CALLS);
    }
  }

  @Override
  public void ended(@Nullable IOException failure) {
    calls.end();
    if (failure == null) {
      queue.close();
    } else {
      queue.fail(failure);
    }
    client.close();
  }
}
