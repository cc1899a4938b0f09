package io.mesosjava.client;

import com.google.protobuf.Message;
import io.mesosjava.ProtocolException;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.MessageDecoder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A client of an operator API.
 *
 * <p><b>Order.</b> Calls share one connection and reach the server in the order in which their
 * methods were entered, from however many threads, without waiting for one another's answers.
 * {@linkplain AgentClient Waiting calls} and streams have a connection each, and no place in that
 * order.
 *
 * <p><b>Options.</b> {@link #send(Message, CallOptions)} and {@link #call(Message, CallOptions)}
 * take those of one call. For methods that are named for a call, {@code with} gives this client
 * with options for all that it is asked.
 *
 * <p><b>Connections.</b> One is made when there is a call for it; when it breaks, the next call
 * makes another. A call that was written is not sent again: it fails with {@link
 * CallOutcomeUnknownException}, unless the server said that it had no effect and where to go.
 *
 * <p>A client is immutable and may be used from any thread. It has one I/O thread, a daemon, on
 * which all its connections run. What a blocking method returns is parsed on the calling thread;
 * what an asynchronous one does, on the I/O thread.
 *
 * @param <C> the calls of the API
 * @param <R> its answers
 */
public abstract sealed class OperatorClient<C extends Message, R extends Message>
    implements AutoCloseable permits MasterClient, AgentClient {

  private static final List<Integer> SUCCESS = List.of(200, 202);

  private final Subscriber subscriber;
  private final Caller caller;
  private final OperatorApi<C, R> api;
  private final Interceptors<C, ?> interceptors;
  private final CallOptions options;
  private final MessageDecoder<R> decoder;

  OperatorClient(Subscriber subscriber, OperatorApi<C, R> api, Interceptors<C, ?> interceptors) {
    this.subscriber = subscriber;
    this.caller = new Caller(subscriber);
    this.api = api;
    this.interceptors = interceptors;
    this.options = CallOptions.none();
    this.decoder = codec().tolerantDecoder(api.noAnswer());
  }

  /** As {@code other}, whose connections it shares, but its calls have {@code options}. */
  OperatorClient(OperatorClient<C, R> other, CallOptions options) {
    this.subscriber = other.subscriber;
    this.caller = other.caller;
    this.api = other.api;
    this.interceptors = other.interceptors;
    this.options = options.over(other.options);
    this.decoder = codec().tolerantDecoder(api.noAnswer());
  }

  final Subscriber subscriber() {
    return subscriber;
  }

  final Caller caller() {
    return caller;
  }

  /** What is different for all calls. */
  final CallOptions options() {
    return options;
  }

  /** In which calls are made that say nothing else. */
  final Codec codec() {
    return options.codecOr(subscriber.settings().codec());
  }

  /**
   * Sends {@code call}, without waiting. The stage is completed when the server has accepted it; or
   * exceptionally with
   *
   * <ul>
   *   <li>{@link ApiException}: refused;
   *   <li>{@link CallNotSentException}: there was no connection, the client is closed, too many
   *       calls wait, or the call waited too long;
   *   <li>{@link CallOutcomeUnknownException}: no answer came in time or at all, or none that can
   *       be understood.
   * </ul>
   *
   * <p>An answer with content is not read: for that there are the methods named for the call, and
   * {@link #callAsync}.
   *
   * @throws IllegalArgumentException if the call has no type or opens a stream, or if something
   *     required is missing; the text names it. Nothing is sent.
   */
  public final CompletionStage<Acceptance> sendAsync(C call) {
    return sendAsync(call, CallOptions.none());
  }

  /** As {@link #sendAsync(Message)}, with {@code options} for this call. */
  public final CompletionStage<Acceptance> sendAsync(C call, CallOptions options) {
    return submit(call, options, its -> acceptance());
  }

  /**
   * Sends {@code call} and waits until the server has accepted it; as {@link #sendAsync}, but waits
   * for room when too many calls wait.
   *
   * @throws CallException if the call was not accepted; its type says what is known
   * @throws InterruptedException if the thread is interrupted; the call may or may not be sent
   */
  public final Acceptance send(C call) throws IOException, InterruptedException {
    return send(call, CallOptions.none());
  }

  /** As {@link #send(Message)}, with {@code options} for this call. */
  public final Acceptance send(C call, CallOptions options)
      throws IOException, InterruptedException {
    return await(call, options, its -> acceptance());
  }

  private static Answer<Acceptance> acceptance() {
    return new Answer<>(SUCCESS, 0, response -> Acceptance.of(response.status()));
  }

  /**
   * Sends any call, as {@link #sendAsync} does; the stage is completed with the answer, which is
   * empty for a call that is only accepted.
   *
   * @throws IllegalArgumentException as {@link #sendAsync}
   */
  public final CompletionStage<R> callAsync(C call) {
    return callAsync(call, CallOptions.none());
  }

  /** As {@link #callAsync(Message)}, with {@code options} for this call. */
  public final CompletionStage<R> callAsync(C call, CallOptions options) {
    return submit(call, options, its -> content(decoding(its)));
  }

  /**
   * Sends any call, as {@link #send} does, and waits for the answer, which is empty for a call that
   * is only accepted.
   *
   * @throws CallException if the call was not accepted, or its answer is longer than a {@linkplain
   *     ClientBuilder#recordLimits record} may be; its type says what is known
   * @throws InterruptedException if the thread is interrupted; the call may or may not be sent
   */
  public final R call(C call) throws IOException, InterruptedException {
    return call(call, CallOptions.none());
  }

  /** As {@link #call(Message)}, with {@code options} for this call. */
  public final R call(C call, CallOptions options) throws IOException, InterruptedException {
    return decoded(call, options, this::decoding);
  }

  /** Sends {@code call}; of its answer, what {@code get} takes. */
  final <T> CompletionStage<T> readAsync(C call, Function<R, T> get) {
    return submit(call, CallOptions.none(), its -> content(part(call, its, get)));
  }

  /** As {@link #readAsync}, and waits. */
  final <T> T read(C call, Function<R, T> get) throws IOException, InterruptedException {
    return decoded(call, CallOptions.none(), its -> part(call, its, get));
  }

  /** Waits for the bytes of the answer, then reads them on this thread. */
  private <T> T decoded(C call, CallOptions its, Function<CallOptions, Answer.Reading<T>> how)
      throws IOException, InterruptedException {
    if (!interceptors.inOrder().isEmpty()) {
      // They are told what the answer is.
      return await(call, its, known -> content(how.apply(known)));
    }
    Response response = await(call, its, known -> content(bytes -> bytes));
    try {
      return how.apply(its.over(options)).read(response);
    } catch (ProtocolException e) {
      throw new CallOutcomeUnknownException(
          api.rules().typeOf(call),
          subscriber.servers().current().uri(),
          String.valueOf(e.getMessage()),
          e);
    }
  }

  private <T> Answer<T> content(Answer.Reading<T> reading) {
    int most = subscriber.settings().limits().records().maxRecordBytes();
    return new Answer<>(SUCCESS, most, reading);
  }

  private Answer.Reading<R> decoding(CallOptions its) {
    Codec codec = its.codecOr(codec());
    MessageDecoder<R> reader =
        codec.equals(codec()) ? decoder : codec.tolerantDecoder(api.noAnswer());
    return response -> {
      byte[] body = response.body();
      if (body.length == 0) {
        return api.noAnswer();
      }
      if (!response.isOf(codec.mediaType())) {
        throw new ProtocolException(
            response.describe() + " (expected: Content-Type " + codec.mediaType() + ")");
      }
      return reader.decode(body);
    };
  }

  private <T> Answer.Reading<T> part(C call, CallOptions its, Function<R, T> get) {
    Answer.Reading<R> whole = decoding(its);
    String type = api.rules().typeOf(call);
    return response -> {
      R answer = whole.read(response);
      // An answer that has nothing to say has no part for it either.
      if (!api.typeOf(answer).equals(type)) {
        throw new ProtocolException(
            "an answer of another type: "
                + Excerpt.of(answer.toString())
                + " (expected: "
                + type
                + ")");
      }
      return get.apply(answer);
    };
  }

  private <T> CompletableFuture<T> submit(
      C call, CallOptions its, Function<CallOptions, Answer<T>> how) {
    return interceptors.call(
        call, its.over(options), (made, known) -> submitNow(made, known, how.apply(known)));
  }

  private <T> PendingCall<T> submitNow(C call, CallOptions its, Answer<T> answer) {
    PendingCall<T> pending = pending(call, its, answer);
    if (isWaiting(pending)) {
      caller.submitAlone(pending);
    } else if (caller.room().tryAcquire()) {
      caller.submit(pending);
    } else {
      int most = subscriber.settings().limits().pendingCalls();
      caller.refuse(pending, most + " calls wait for their answers");
    }
    return pending;
  }

  private <T> T await(C call, CallOptions its, Function<CallOptions, Answer<T>> how)
      throws IOException, InterruptedException {
    Blocking.check(subscriber.transport().isIoThread());
    CompletableFuture<T> pending =
        interceptors.call(
            call, its.over(options), (made, known) -> submitWaiting(made, known, how.apply(known)));
    try {
      return Blocking.await(pending);
    } catch (InterruptedException e) {
      // Not sent, if it was not yet; and the connection of a waiting call ends with it.
      pending.cancel(false);
      throw e;
    }
  }

  /** As {@link #submitNow}, but waits for room; not where an interceptor sends from I/O threads. */
  private <T> CompletableFuture<T> submitWaiting(C call, CallOptions its, Answer<T> answer) {
    PendingCall<T> pending = pending(call, its, answer);
    Duration most = its.responseTimeoutOr(subscriber.settings().timeouts().response());
    long nanos = subscriber.transport().isIoThread() ? 0 : most.toNanos();
    try {
      if (isWaiting(pending)) {
        caller.submitAlone(pending);
      } else if (caller.room().tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
        caller.submit(pending);
      } else {
        caller.refuse(pending, "no room for it while others waited for their answers");
      }
    } catch (InterruptedException e) {
      // The thread that is interrupted waits for this.
      return CompletableFuture.failedFuture(e);
    }
    return pending;
  }

  private boolean isWaiting(PendingCall<?> call) {
    return api.waiting().contains(call.type());
  }

  private <T> PendingCall<T> pending(C call, CallOptions its, Answer<T> answer) {
    api.rules().check(call);
    String type = api.rules().typeOf(call);
    if (api.streams().contains(type)) {
      throw new IllegalArgumentException(type + " (expected: a call that opens no stream)");
    }
    byte[] body = its.codecOr(codec()).encode(call);
    Duration timeout = subscriber.settings().timeouts().response();
    return api.waiting().contains(type)
        ? PendingCall.waiting(its, type, body, answer)
        : PendingCall.within(timeout, its, type, body, answer);
  }

  /** Opens a stream with {@code call} and waits for the server's answer. */
  final <E extends Message> EventStream<E> stream(
      StreamKind kind, C call, E prototype, Interceptors<C, E> around)
      throws IOException, InterruptedException {
    return subscriber.await(() -> open(kind, call, prototype, around));
  }

  /** As {@link #stream}, without waiting. */
  final <E extends Message> CompletableFuture<EventStream<E>> open(
      StreamKind kind, C call, E prototype, Interceptors<C, E> around) {
    return around.call(
        call,
        options,
        (made, its) -> {
          api.rules().check(made);
          return subscriber.open(
              subscriber.opening(kind, made, its),
              pair -> new OneWayStream<>(pair, prototype, around));
        },
        EventStream::close);
  }

  /**
   * Closes everything that this client opened, and ends its I/O thread. Calls that were not written
   * fail with {@link CallNotSentException}, calls that were and have no answer with {@link
   * CallOutcomeUnknownException}.
   */
  @Override
  public final void close() {
    caller.close();
    subscriber.close();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "[" + subscriber + "]";
  }
}
