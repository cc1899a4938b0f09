package io.mesosjava.framework.scheduler;

import io.mesosjava.client.CallException;
import io.mesosjava.client.SchedulerCalls;
import io.mesosjava.framework.Announcer;
import io.mesosjava.framework.EventSource;
import io.mesosjava.framework.MasterDetector;
import io.mesosjava.framework.session.EventQueue;
import io.mesosjava.framework.session.Life;
import io.mesosjava.framework.session.SessionThread;
import io.mesosjava.v1.FrameworkInfo;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A framework's session with its masters. It subscribes, and subscribes again under the same id
 * when the connection, or the master, is lost; it acknowledges updates, reconciles, and delivers
 * all that happens as one queue of events.
 *
 * <pre>{@code
 * try (SchedulerSession mesos = SchedulerSession.builder("http://master:5050", "hello").start()) {
 *   for (SchedulerEvent event = mesos.next(); event != null; event = mesos.next()) {
 *     if (event instanceof MasterEvent.Offers offers) {
 *       offers.offers().forEach(ReceivedOffer::decline);
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p><b>Events</b> are pulled with {@link #next()}, or handed to a handler ({@link #run}), or
 * published ({@link #publisher()}): three ways to the same queue. They come in the order in which
 * they happened; an offer that is rescinded, or whose subscription ends, before it is delivered is
 * never delivered. The queue is bounded: a slow consumer stops the reading from the master.
 *
 * <p><b>End.</b> After {@link #close()} and {@link #teardown()}, {@link #next()} gives null. A
 * session that cannot go on ends by itself: {@link #next()} gives the events that are left, then
 * throws
 *
 * <ul>
 *   <li>a {@link SchedulerSessionException}: its type says which;
 *   <li>an {@link io.mesosjava.client.ApiException}: the master refuses the request, for example
 *       its credentials;
 *   <li>a {@link io.mesosjava.ProtocolException}: what answered is no master;
 *   <li>any {@link IOException}: the session {@linkplain SchedulerSessionBuilder#giveUpAfter gave
 *       up}.
 * </ul>
 *
 * <p>All methods may be used by any thread, handlers included. The session's own threads, on which
 * listeners and policies are called and stages are completed, must not wait for it: there, {@link
 * #next()}, {@link #run}, {@link #send} and {@link #teardown()} throw {@link
 * IllegalStateException}, and {@link #close()} does not wait for the end.
 */
public final class SchedulerSession
    implements EventSource<SchedulerEvent>, Announcer<AnnouncedEvent>, SchedulerVerbs {

  private static final Logger LOG = LoggerFactory.getLogger(SchedulerSession.class);

  /** How long {@link #close} waits for the end: answers to calls come first. */
  private static final Duration END = SchedulerConversation.LAST_CALLS.plusSeconds(5);

  /** The {@code failover_timeout} of a framework of which nothing is said but its name. */
  private static final double KEPT_SECONDS = 600;

  private static final Duration TEARDOWN_PATIENCE = Duration.ofSeconds(75);

  private final SessionSettings settings;
  private final String name;
  private final EventQueue<SchedulerEvent> queue;
  private final SessionCalls calls;
  private final SchedulerConversation conversation;
  private final SessionThread<Event> thread;
  private final UpdatesInHand inHand;
  private final SessionThreads threads;
  private final Announcements announcements;

  SchedulerSession(SessionSettings settings, Registration registration, DetectedClient client) {
    this.settings = settings;
    this.name = "mesos-session-" + registration.info().getName();
    this.queue =
        new EventQueue<>(settings.queueCapacity(), new SchedulerSorting(settings.updatesFirst()));
    this.calls = new SessionCalls(client::master, registration, settings.listener());
    this.inHand = new UpdatesInHand(settings.acknowledgement());
    long origin = System.nanoTime();
    LongSupplier clock = () -> System.nanoTime() - origin;
    this.conversation = new SchedulerConversation(settings, client, queue, calls, clock);
    this.thread =
        new SessionThread<>(name, conversation, settings.policy(), clock, settings.chance());
    this.threads = new SessionThreads(thread, client);
    this.announcements = new Announcements(queue, threads);
    thread.start();
  }

  /** A builder of sessions of {@code framework} with the masters that {@code detector} finds. */
  public static SchedulerSessionBuilder builder(MasterDetector detector, FrameworkInfo framework) {
    return new SchedulerSessionBuilder(detector, List.of(), framework);
  }

  /**
   * A builder of sessions of {@code framework} with {@code masters}, which are asked in order until
   * one leads or knows who does.
   */
  public static SchedulerSessionBuilder builder(List<URI> masters, FrameworkInfo framework) {
    return new SchedulerSessionBuilder(MasterDetector.of(masters), masters, framework);
  }

  /** As {@link #builder(List, FrameworkInfo)}, with one master. */
  public static SchedulerSessionBuilder builder(URI master, FrameworkInfo framework) {
    return builder(List.of(master), framework);
  }

  /**
   * As {@link #builder(List, FrameworkInfo)}, with the least that is needed. The framework's user
   * is that of this process, and it is kept for ten minutes after the session is gone, so that
   * losing the connection does not end its tasks.
   *
   * @param masters {@code host:port}, {@code http://host:port} or {@code https://host:port},
   *     several separated by commas
   * @param frameworkName what the framework is called
   * @throws IllegalArgumentException if that is not what {@code masters} is
   */
  public static SchedulerSessionBuilder builder(String masters, String frameworkName) {
    FrameworkInfo framework =
        FrameworkInfo.newBuilder()
            .setUser(System.getProperty("user.name"))
            .setName(frameworkName)
            .setFailoverTimeout(KEPT_SECONDS)
            .build();
    return builder(MasterList.parse(masters), framework);
  }

  /**
   * {@inheritDoc}
   *
   * <p>An update that this thread took before is acknowledged now, unless that is {@linkplain
   * AcknowledgementMode#EXPLICIT the user's}.
   *
   * @throws IOException why the session has ended by itself; its type says which
   */
  @Override
  public @Nullable SchedulerEvent next() throws IOException, InterruptedException {
    threads.checkMayWait("next()");
    inHand.done();
    return taken(queue.take());
  }

  /** {@inheritDoc} */
  @Override
  public @Nullable SchedulerEvent next(Duration timeout)
      throws IOException, InterruptedException, TimeoutException {
    threads.checkMayWait("next()");
    inHand.done();
    return taken(queue.take(TimeUnit.NANOSECONDS.convert(timeout)));
  }

  private @Nullable SchedulerEvent taken(@Nullable SchedulerEvent event) {
    if (event != null) {
      inHand.take(event);
    }
    return event;
  }

  /** This thread has handled the event it took. */
  void handled() {
    inHand.done();
  }

  /**
   * Handles events on this thread until the session ends.
   *
   * @throws Exception what the handler threw; and as {@link #next()}
   */
  public void run(EventHandler eventHandler) throws Exception {
    Objects.requireNonNull(eventHandler, "eventHandler");
    boolean begun = threads.beginHandling();
    try {
      for (SchedulerEvent event = next(); event != null; event = next()) {
        handle(eventHandler, event);
      }
    } finally {
      if (begun) {
        threads.endHandling();
      }
    }
  }

  private void handle(EventHandler eventHandler, SchedulerEvent event) throws Exception {
    boolean handled = false;
    try {
      eventHandler.handle(event);
      handled = true;
    } catch (Exception e) {
      inHand.drop();
      eventHandler.failed(event, e);
    } finally {
      if (handled) {
        inHand.done();
      } else {
        inHand.drop();
      }
    }
  }

  /**
   * The events as a publisher, for one subscriber. The subscriber runs on a thread of its own, one
   * event at a time, and an update is acknowledged when {@code onNext} has returned. Cancelling
   * ends the delivery, not the session.
   */
  public Flow.Publisher<SchedulerEvent> publisher() {
    return new EventPublisher(this, threads, name + "-publisher");
  }

  @Override
  public void announce(AnnouncedEvent event) throws InterruptedException {
    announcements.announce(event);
  }

  @Override
  public void announce(AnnouncedEvent event, Duration timeout)
      throws InterruptedException, TimeoutException {
    announcements.announce(event, timeout);
  }

  @Override
  public CompletionStage<@Nullable Void> sendAsync(Call call) {
    return call.getType() == Call.Type.UPDATE_FRAMEWORK
        ? updateFramework(call.getUpdateFramework())
        : calls.send(call);
  }

  @Override
  public void send(Call call) throws IOException, InterruptedException {
    threads.checkMayWait("send()");
    CompletableFuture<@Nullable Void> outcome = sendAsync(call).toCompletableFuture();
    try {
      outcome.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CallException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public CompletionStage<@Nullable Void> updateFramework(Call.UpdateFramework update) {
    FrameworkInfo.Builder info = update.getFrameworkInfo().toBuilder();
    conversation.membership().id().ifPresent(info::setId);
    return calls.send(
        SchedulerCalls.updateFramework(
            update.toBuilder().setFrameworkInfo(info.buildPartial()).buildPartial()));
  }

  /** Begins a round of reconciliation now, as {@link ReconciliationPolicy} says. */
  public void reconcile() {
    conversation.reconcile();
    thread.wake();
  }

  /**
   * The roles that are suppressed: what the next subscription is made with, and, while the session
   * is subscribed, what the master was told.
   */
  public Set<String> suppressedRoles() {
    return calls.registration().suppressed();
  }

  /** How the session is now. */
  public SessionStatus status() {
    Life life = thread.life();
    return new SessionStatus(
        life.state(),
        life.generation(),
        life.failures(),
        conversation.membership().id(),
        queue.size(),
        queue.highWater(),
        conversation.unknownEvents());
  }

  /**
   * Removes the framework: its executors and tasks are killed, and its id is forgotten. Then closes
   * the session. Waits for the master's answer, and, if the session is not subscribed, until it is,
   * for 75 s altogether.
   *
   * @throws CallException if the master has not taken the call; the session is closed, and the
   *     framework is kept as after {@link #close()}
   * @throws IOException if the session has ended because of something else, or its id could not be
   *     cleared
   * @throws InterruptedException if the thread is interrupted; the session is closed
   * @throws IllegalStateException on a thread of the session's own; nothing has happened
   */
  public void teardown() throws IOException, InterruptedException {
    threads.checkMayWait("teardown()");
    queue.close(); // from here on nothing that happens is the user's
    try {
      new Teardown(calls, thread).run(TEARDOWN_PATIENCE);
    } finally {
      close();
    }
    settings.idStore().clear();
  }

  /**
   * Ends the session: {@link #next()} gives null at once. Calls that are under way may still be
   * answered, for some seconds. The framework stays registered for its {@code failover_timeout},
   * its tasks go on, and a session with the same id takes it up again; what was not acknowledged
   * then comes again.
   *
   * <p>Waits until the session has ended, an interrupt or not, but not for handlers; and not on a
   * thread of the session's own.
   */
  @Override
  public void close() {
    queue.close();
    thread.close();
    if (!threads.isOwn() && !thread.join(END)) {
      LOG.warn("{}: did not end within {}", name, END);
    }
  }

  @Override
  public String toString() {
    return "SchedulerSession[" + name + ", " + thread.life().state() + "]";
  }
}
