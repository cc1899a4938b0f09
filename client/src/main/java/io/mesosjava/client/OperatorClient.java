package io.mesosjava.client;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.mesosjava.ProtocolException;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.MessageDecoder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
  private final CallOptions options;
  private final CallRules<C, ?> rules;
  private final Set<String> streams;
  private final Set<String> waiting;
  private final R noAnswer;
  private final FieldDescriptor typeOfAnswer;
  private final MessageDecoder<R> decoder;

  /**
   * @param streams types of calls that open a stream, and are not sent as others are
   * @param waiting types of calls that are answered when something has happened
   * @param noAnswer an answer without content
   */
  OperatorClient(
      Subscriber subscriber,
      CallRules<C, ?> rules,
      Set<String> streams,
      Set<String> waiting,
      R noAnswer) {
    this.subscriber = subscriber;
    this.caller = new Caller(subscriber);
    this.options = CallOptions.none();
    this.rules = rules;
    this.streams = streams;
    this.waiting = waiting;
    this.noAnswer = noAnswer;
    this.typeOfAnswer = noAnswer.getDescriptorForType().findFieldByName("type");
    this.decoder = codec().decoder(noAnswer);
  }

  /** As {@code other}, whose connections it shares, but its calls have {@code options}. */
  OperatorClient(OperatorClient<C, R> other, CallOptions options) {
    this.subscriber = other.subscriber;
    this.caller = other.caller;
    this.options = options.over(other.options);
    this.rules = other.rules;
    this.streams = other.streams;
    this.waiting = other.waiting;
    this.noAnswer = other.noAnswer;
    this.typeOfAnswer = other.typeOfAnswer;
    this.decoder = codec().decoder(noAnswer);
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
    return submit(call, options, acceptance());
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
    return await(call, options, acceptance());
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
    return submit(call, options, content(decoding(options)));
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
    return decoded(call, options, decoding(options));
  }

  /** Sends {@code call}; of its answer, what {@code get} takes. */
  final <T> CompletionStage<T> readAsync(C call, Function<R, T> get) {
    return submit(call, CallOptions.none(), content(part(call, get)));
  }

  /** As {@link #readAsync}, and waits. */
  final <T> T read(C call, Function<R, T> get) throws IOException, InterruptedException {
    return decoded(call, CallOptions.none(), part(call, get));
  }

  /** Waits for the bytes of the answer, then reads them on this thread. */
  private <T> T decoded(C call, CallOptions options, Answer.Reading<T> reading)
      throws IOException, InterruptedException {
    Response response = await(call, options, content(bytes -> bytes));
    try {
      return reading.read(response);
    } catch (ProtocolException e) {
      throw new CallOutcomeUnknownException(
          rules.typeOf(call),
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
    MessageDecoder<R> reader = codec.equals(codec()) ? decoder : codec.decoder(noAnswer);
    return response -> {
      byte[] body = response.body();
      if (body.length == 0) {
        return noAnswer;
      }
      if (!response.isOf(codec.mediaType())) {
        throw new ProtocolException(
            response.describe() + " (expected: Content-Type " + codec.mediaType() + ")");
      }
      return reader.decode(body);
    };
  }

  private <T> Answer.Reading<T> part(C call, Function<R, T> get) {
    Answer.Reading<R> whole = decoding(CallOptions.none());
    return response -> {
      R answer = whole.read(response);
      // An answer that has nothing to say has no part for it either.
      EnumValueDescriptor type = (EnumValueDescriptor) answer.getField(typeOfAnswer);
      if (!type.getName().equals(rules.typeOf(call))) {
        String expected = " (expected: " + rules.typeOf(call) + ")";
        throw new ProtocolException(
            "an answer of another type: " + Excerpt.of(answer.toString()) + expected);
      }
      return get.apply(answer);
    };
  }

  private <T> PendingCall<T> submit(C call, CallOptions its, Answer<T> answer) {
    PendingCall<T> pending = pending(call, its.over(options), answer);
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

  private <T> T await(C call, CallOptions its, Answer<T> answer)
      throws IOException, InterruptedException {
    Blocking.check(subscriber.transport().isIoThread());
    PendingCall<T> pending = pending(call, its.over(options), answer);
    if (isWaiting(pending)) {
      caller.submitAlone(pending);
    } else if (caller.room().tryAcquire(timeout(pending.options()), TimeUnit.NANOSECONDS)) {
      caller.submit(pending);
    } else {
      caller.refuse(pending, "no room for it while others waited for their answers");
    }
    try {
      return Blocking.await(pending);
    } catch (InterruptedException e) {
      // Not sent, if it was not yet; and the connection of a waiting call ends with it.
      pending.cancel(false);
      throw e;
    }
  }

  private long timeout(CallOptions its) {
    return its.responseTimeoutOr(subscriber.settings().timeouts().response()).toNanos();
  }

  private boolean isWaiting(PendingCall<?> call) {
    return waiting.contains(call.type());
  }

  private <T> PendingCall<T> pending(C call, CallOptions its, Answer<T> answer) {
    rules.check(call);
    String type = rules.typeOf(call);
    if (streams.contains(type)) {
      throw new IllegalArgumentException(type + " (expected: a call that opens no stream)");
    }
    byte[] body = its.codecOr(subscriber.settings().codec()).encode(call);
    Duration timeout = subscriber.settings().timeouts().response();
    return waiting.contains(type)
        ? PendingCall.waiting(its, type, body, answer)
        : PendingCall.within(timeout, its, type, body, answer);
  }

  /** Opens a stream with {@code call} and waits for the server's answer. */
  final <E extends Message> EventStream<E> stream(StreamKind kind, C call, E prototype)
      throws IOException, InterruptedException {
    return subscriber.subscribe(opening(kind, call), pair -> new OneWayStream<>(pair, prototype));
  }

  /** As {@link #stream}, without waiting. */
  final <E extends Message> CompletionStage<EventStream<E>> streamAsync(
      StreamKind kind, C call, E prototype) {
    return subscriber.subscribeAsync(
        opening(kind, call), pair -> new OneWayStream<>(pair, prototype));
  }

  private Opening opening(StreamKind kind, C call) {
    rules.check(call);
    return subscriber.opening(kind, call, options);
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
