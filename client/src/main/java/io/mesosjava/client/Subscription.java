package io.mesosjava.client;

import com.google.protobuf.Message;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A subscription with a server: its events, and the way for calls.
 *
 * <p><b>Order.</b> Events come in the order in which the server sent them. Calls reach the server
 * in the order in which {@link #send} and {@link #sendAsync} were entered, from however many
 * threads.
 *
 * <p><b>Back-pressure.</b> Events wait for {@link #next()} in a bounded buffer; when it is full,
 * reading from the socket stops until there is room. No event is dropped.
 *
 * <p><b>End.</b> A subscription has two connections, and ends when either does, and when the stream
 * {@linkplain ClientBuilder#streamIdleTimeout falls silent}. {@link #next()} first gives the events
 * that came before that. A call that is refused does not end the subscription, unless {@linkplain
 * ApiException#isSubscriptionLost() it says} that the server knows of none. A subscription does not
 * come back; subscribe again.
 *
 * <p>All methods may be used from any thread. Several threads may take events, each gets others.
 *
 * @param <C> the calls of the API
 * @param <E> its events
 */
public abstract sealed class Subscription<C extends Message, E extends Message>
    implements AutoCloseable permits SchedulerSubscription, ExecutorSubscription {

  private final ConnectionPair pair;
  private final CallRules<C, ?> rules;
  private final Settings settings;
  private final EventStream<E> events;

  Subscription(ConnectionPair pair, CallRules<C, ?> rules, E prototype) {
    this.pair = pair;
    this.rules = rules;
    this.settings = pair.settings();
    this.events = new EventStream<>(pair, settings.codec().decoder(prototype));
  }

  /**
   * The next event, waiting for it; null when the server has ended the stream in good order, and
   * after {@link #close()}. An event of a type that this library does not know has type UNKNOWN.
   *
   * @throws ApiException if a call was answered that the subscription is lost
   * @throws io.mesosjava.ProtocolException if what came is not a stream of events: it names where
   *     and why, and ends the subscription; its cause is a {@link
   *     io.mesosjava.recordio.RecordIOException} or a {@link io.mesosjava.codec.DecodeException} if
   *     a record is wrong
   * @throws java.net.SocketTimeoutException if the stream was silent for {@link
   *     ClientBuilder#streamIdleTimeout}: the connection is dead, or the server is; it ends the
   *     subscription
   * @throws IOException if a connection broke, or the stream ended before its first event
   * @throws InterruptedException if the thread is interrupted; no event is lost
   */
  public final @Nullable E next() throws IOException, InterruptedException {
    Blocking.check(pair.isIoThread());
    return seen(events.next());
  }

  /**
   * As {@link #next()}, waiting no longer than {@code timeout}.
   *
   * @throws TimeoutException if no event came within the time; the subscription is as it was
   */
  public final @Nullable E next(Duration timeout)
      throws IOException, InterruptedException, TimeoutException {
    Blocking.check(pair.isIoThread());
    return seen(events.next(timeout));
  }

  private @Nullable E seen(@Nullable E event) {
    if (event != null) {
      onEvent(event);
    }
    return event;
  }

  /** Notes what {@code event} tells about the subscription, before it is given away. */
  abstract void onEvent(E event);

  /** Where the server is. */
  public final URI endpoint() {
    return pair.endpoint().uri();
  }

  /** Whether the subscription is over; events that came before may still be there to be taken. */
  public final boolean isEnded() {
    return pair.ending() != null;
  }

  /**
   * Sends {@code call}, without waiting. Ids of the subscription that it lacks are filled in. The
   * stage is completed when the server has accepted the call (which does not mean that it will
   * carry it out), on the I/O thread; or exceptionally with
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
  public final CompletionStage<@Nullable Void> sendAsync(C call) {
    byte[] body = encode(call);
    boolean room = pair.calls().room().tryAcquire();
    return submit(
        call, body, room, settings.limits().pendingCalls() + " calls wait for their answers");
  }

  /**
   * Sends {@code call} and waits until the server has accepted it; as {@link #sendAsync}, but waits
   * for room when too many calls wait.
   *
   * @throws CallException if the call was not accepted; its type says what is known
   * @throws InterruptedException if the thread is interrupted; the call may or may not be sent
   */
  public final void send(C call) throws IOException, InterruptedException {
    Blocking.check(pair.isIoThread());
    byte[] body = encode(call);
    long nanos = settings.timeouts().response().toNanos();
    boolean room = pair.calls().room().tryAcquire(nanos, TimeUnit.NANOSECONDS);
    Blocking.await(submit(call, body, room, "no room within " + pair.responseTimeout()));
  }

  private byte[] encode(C call) {
    rules.check(call);
    if (rules.typeOf(call).equals("SUBSCRIBE")) {
      throw new IllegalArgumentException("SUBSCRIBE (expected: a call of a subscription)");
    }
    // What is missing is named when the call is encoded.
    return settings.codec().encode(withIds(call));
  }

  /** {@code call} with the ids of the subscription where it has none. */
  abstract C withIds(C call);

  /** Submits a call if there is {@code room} for it, which it takes. */
  private PendingCall submit(C call, byte[] body, boolean room, String noRoom) {
    long deadline = System.nanoTime() + settings.timeouts().response().toNanos();
    PendingCall pending = new PendingCall(rules.typeOf(call), body, deadline);
    if (room) {
      pair.calls().submit(pending);
    } else {
      pending.notSent(pair.endpoint(), noRoom, null);
    }
    return pending;
  }

  /**
   * Ends the subscription: {@link #next()} gives null at once, calls that were not written fail
   * with {@link CallNotSentException}, calls that were and have no answer with {@link
   * CallOutcomeUnknownException}. Waits until both connections are closed, unless on the I/O
   * thread.
   */
  @Override
  public final void close() {
    pair.close("it was closed");
    if (!pair.isIoThread()) {
      pair.awaitClosed();
    }
  }

  @Override
  public final String toString() {
    String id = pair.streamId() == null ? "" : ", " + pair.streamId();
    return getClass().getSimpleName() + "[" + pair.endpoint() + id + "]";
  }
}
