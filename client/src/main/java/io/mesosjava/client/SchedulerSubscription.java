package io.mesosjava.client;

import io.mesosjava.codec.Codec;
import io.mesosjava.v1.FrameworkID;
import io.mesosjava.v1.scheduler.Call;
import io.mesosjava.v1.scheduler.Event;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A framework's subscription with a master: its events, and the way for its calls.
 *
 * <pre>{@code
 * try (SchedulerSubscription subscription = client.subscribe(framework)) {
 *   Event event;
 *   while ((event = subscription.next()) != null) {
 *     if (event.hasUpdate() && event.getUpdate().getStatus().hasUuid()) {
 *       subscription.sendAsync(SchedulerCalls.acknowledge(event.getUpdate().getStatus()));
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p><b>Order.</b> Events come in the order in which the master sent them. Calls reach the master
 * in the order in which {@link #send} and {@link #sendAsync} were entered, from however many
 * threads.
 *
 * <p><b>Back-pressure.</b> Events wait for {@link #next()} in a bounded buffer; when it is full,
 * reading from the socket stops until there is room. No event is dropped.
 *
 * <p><b>End.</b> A subscription has two connections, and ends when either does, and when the stream
 * {@linkplain ClientBuilder#streamIdleTimeout falls silent}. {@link #next()} first gives the events
 * that came before that. A call that is refused does not end the subscription, unless {@linkplain
 * ApiException#isSubscriptionLost() it says} that the master knows of none. A subscription does not
 * come back; subscribe again.
 *
 * <p>All methods may be used from any thread. Several threads may take events, each gets others.
 */
public final class SchedulerSubscription implements AutoCloseable {

  private final ConnectionPair pair;
  private final Transport transport;
  private final Settings settings;
  private final Codec codec;
  private final String streamId;
  private final EventStream<Event> events;
  private volatile @Nullable FrameworkID frameworkId;

  SchedulerSubscription(
      ConnectionPair pair,
      Transport transport,
      Settings settings,
      String streamId,
      @Nullable FrameworkID frameworkId) {
    this.pair = pair;
    this.transport = transport;
    this.settings = settings;
    this.codec = settings.codec();
    this.streamId = streamId;
    this.frameworkId = frameworkId;
    this.events = new EventStream<>(pair, codec.decoder(Event.getDefaultInstance()));
  }

  /**
   * The next event, waiting for it; null when the master has ended the stream in good order, and
   * after {@link #close()}. An event of a type that this library does not know has type UNKNOWN.
   *
   * @throws ApiException if a call was answered that the subscription is lost
   * @throws io.mesosjava.ProtocolException if what came is not a stream of events: it names where
   *     and why, and ends the subscription; its cause is a {@link
   *     io.mesosjava.recordio.RecordIOException} or a {@link io.mesosjava.codec.DecodeException} if
   *     a record is wrong
   * @throws java.net.SocketTimeoutException if the stream was silent for {@link
   *     ClientBuilder#streamIdleTimeout}: the connection is dead, or the master is; it ends the
   *     subscription
   * @throws IOException if a connection broke, or the stream ended before its first event
   * @throws InterruptedException if the thread is interrupted; no event is lost
   */
  public @Nullable Event next() throws IOException, InterruptedException {
    Blocking.check(transport.isIoThread());
    return seen(events.next());
  }

  /**
   * As {@link #next()}, waiting no longer than {@code timeout}.
   *
   * @throws TimeoutException if no event came within the time; the subscription is as it was
   */
  public @Nullable Event next(Duration timeout)
      throws IOException, InterruptedException, TimeoutException {
    Blocking.check(transport.isIoThread());
    return seen(events.next(timeout));
  }

  private @Nullable Event seen(@Nullable Event event) {
    if (event != null && event.hasSubscribed()) {
      frameworkId = event.getSubscribed().getFrameworkId();
    }
    return event;
  }

  /** What the master calls this subscription; it goes with every call. */
  public String streamId() {
    return streamId;
  }

  /**
   * The framework's id: the one it subscribed with, or else the one in SUBSCRIBED once {@link
   * #next()} has given that event; null before.
   */
  public @Nullable FrameworkID frameworkId() {
    return frameworkId;
  }

  /** Where the master is. */
  public URI endpoint() {
    return pair.endpoint().uri();
  }

  /** Whether the subscription is over; events that came before may still be there to be taken. */
  public boolean isEnded() {
    return pair.ending() != null;
  }

  /**
   * Sends {@code call}, without waiting. Where it has no {@code framework_id}, {@link
   * #frameworkId()} is filled in. The stage is completed when the master has accepted the call
   * (which does not mean that it will carry it out), on the I/O thread; or exceptionally with
   *
   * <ul>
   *   <li>{@link ApiException}: refused;
   *   <li>{@link CallNotSentException}: the subscription is over, too many calls wait, or the call
   *       waited too long;
   *   <li>{@link CallOutcomeUnknownException}: no answer came in time or at all, or none that can
   *       be understood.
   * </ul>
   *
   * @throws IllegalArgumentException if the call has no type or is a SUBSCRIBE, or if something
   *     required is missing; the text names it. Nothing is sent.
   */
  public CompletionStage<@Nullable Void> sendAsync(Call call) {
    byte[] body = encode(call);
    boolean room = pair.calls().room().tryAcquire();
    return submit(call, body, room, settings.maxPendingCalls() + " calls wait for their answers");
  }

  /**
   * Sends {@code call} and waits until the master has accepted it; as {@link #sendAsync}, but waits
   * for room when too many calls wait.
   *
   * @throws CallException if the call was not accepted; its type says what is known
   * @throws InterruptedException if the thread is interrupted; the call may or may not be sent
   */
  public void send(Call call) throws IOException, InterruptedException {
    Blocking.check(transport.isIoThread());
    byte[] body = encode(call);
    long nanos = settings.responseTimeout().toNanos();
    boolean room = pair.calls().room().tryAcquire(nanos, TimeUnit.NANOSECONDS);
    Blocking.await(submit(call, body, room, "no room within " + pair.responseTimeout()));
  }

  private byte[] encode(Call call) {
    CallRules.check(call);
    if (call.getType() == Call.Type.SUBSCRIBE) {
      throw new IllegalArgumentException("SUBSCRIBE (expected: a call of a subscribed framework)");
    }
    return codec.encode(withFrameworkId(call));
  }

  /** Submits a call if there is {@code room} for it, which it takes. */
  private PendingCall submit(Call call, byte[] body, boolean room, String noRoom) {
    long deadline = System.nanoTime() + settings.responseTimeout().toNanos();
    PendingCall pending = new PendingCall(call.getType().name(), body, deadline);
    if (room) {
      pair.calls().submit(pending);
    } else {
      pending.notSent(pair.endpoint(), noRoom, null);
    }
    return pending;
  }

  private Call withFrameworkId(Call call) {
    if (call.hasFrameworkId()) {
      return call;
    }
    FrameworkID id = frameworkId;
    if (id == null) {
      throw new IllegalArgumentException(
          call.getType() + ": missing framework_id, and SUBSCRIBED has not been taken yet");
    }
    // What is missing is named when the call is encoded.
    return call.toBuilder().setFrameworkId(id).buildPartial();
  }

  /**
   * Ends the subscription: {@link #next()} gives null at once, calls that were not written fail
   * with {@link CallNotSentException}, calls that were and have no answer with {@link
   * CallOutcomeUnknownException}. Waits until both connections are closed, unless on the I/O
   * thread. The framework stays registered for its {@code failover_timeout}; to remove it, send
   * TEARDOWN.
   */
  @Override
  public void close() {
    pair.close("it was closed");
    if (!transport.isIoThread()) {
      pair.awaitClosed();
    }
  }

  @Override
  public String toString() {
    return "SchedulerSubscription[" + pair.endpoint() + ", " + streamId + "]";
  }
}
