package io.mesosjava.client;

import com.google.protobuf.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A subscription with a server: its events, and the way for calls.
 *
 * <p><b>Order.</b> Events come in the order in which the server sent them. Calls reach the server
 * in the order in which {@link #send} and {@link #sendAsync} were entered, from however many
 * threads.
 *
 * <p><b>End.</b> A subscription has two connections, and ends when either does. A call that is
 * refused does not end it, unless {@linkplain ApiException#isSubscriptionLost() it says} that the
 * server knows of none. When it is {@linkplain #close() closed}, calls that were not written fail
 * with {@link CallNotSentException}, calls that were and have no answer with {@link
 * CallOutcomeUnknownException}. A subscription does not come back; subscribe again.
 *
 * <p>All methods may be used from any thread. Several threads may take events, each gets others.
 *
 * @param <C> the calls of the API
 * @param <E> its events
 */
public abstract sealed class Subscription<C extends Message, E extends Message>
    extends EventStream<E>
    permits SchedulerSubscription, ExecutorSubscription, ResourceProviderSubscription {

  private final ConnectionPair pair;
  private final Interceptors<C, E> interceptors;
  private final CallCheck<C> rules;
  private final Settings settings;

  Subscription(
      ConnectionPair pair, CallCheck<C> rules, E prototype, Interceptors<C, E> interceptors) {
    super(pair, prototype, interceptors);
    this.pair = pair;
    this.interceptors = interceptors;
    this.rules = rules;
    this.settings = pair.settings();
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
    return sendAsync(call, CallOptions.none());
  }

  /** As {@link #sendAsync(Message)}, with {@code options} for this call. */
  public final CompletionStage<@Nullable Void> sendAsync(C call, CallOptions options) {
    return interceptors.call(call, options, this::submit);
  }

  private CompletableFuture<@Nullable Void> submit(C call, CallOptions options) {
    byte[] body = encode(call, options);
    return submit(rules.typeOf(call), body, options, pair.room().tryAcquire());
  }

  /**
   * Sends {@code call} and waits until the server has accepted it; as {@link #sendAsync}, but waits
   * for room when too many calls wait.
   *
   * @throws CallException if the call was not accepted; its type says what is known
   * @throws InterruptedException if the thread is interrupted; the call may or may not be sent
   */
  public final void send(C call) throws IOException, InterruptedException {
    send(call, CallOptions.none());
  }

  /** As {@link #send(Message)}, with {@code options} for this call. */
  public final void send(C call, CallOptions options) throws IOException, InterruptedException {
    Blocking.check(pair.isIoThread());
    Blocking.await(interceptors.call(call, options, this::submitWaiting));
  }

  /** As {@link #submit}, but waits for room; not where an interceptor sends from the I/O thread. */
  private CompletableFuture<@Nullable Void> submitWaiting(C call, CallOptions options) {
    byte[] body = encode(call, options);
    Duration most = options.responseTimeoutOr(settings.timeouts().response());
    long nanos = pair.isIoThread() ? 0 : most.toNanos();
    try {
      boolean room = pair.room().tryAcquire(nanos, TimeUnit.NANOSECONDS);
      return submit(rules.typeOf(call), body, options, room);
    } catch (InterruptedException e) {
      // The thread that is interrupted waits for this.
      return CompletableFuture.failedFuture(e);
    }
  }

  private byte[] encode(C call, CallOptions options) {
    rules.check(call);
    if (rules.typeOf(call).equals("SUBSCRIBE")) {
      throw new IllegalArgumentException("SUBSCRIBE (expected: a call of a subscription)");
    }
    // What is missing is named when the call is encoded.
    return options.codecOr(settings.codec()).encode(withIds(call));
  }

  /** {@code call} with the ids of the subscription where it has none. */
  abstract C withIds(C call);

  /** Submits a call if there is {@code room} for it, which it takes. */
  private PendingCall<@Nullable Void> submit(
      String type, byte[] body, CallOptions options, boolean room) {
    Duration timeout = settings.timeouts().response();
    PendingCall<@Nullable Void> pending =
        PendingCall.within(timeout, options, type, body, Answer.ofSubscription(type));
    if (room) {
      pair.calls().submit(pending);
    } else {
      int most = settings.limits().pendingCalls();
      pending.notSent(pair.endpoint(), "no room: " + most + " calls wait for their answers", null);
    }
    return pending;
  }
}
