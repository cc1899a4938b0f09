package io.mesosjava.client;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.mesosjava.ProtocolException;
import io.mesosjava.codec.Codec;
import io.mesosjava.codec.MessageDecoder;
import java.io.IOException;
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
    this.rules = rules;
    this.streams = streams;
    this.waiting = waiting;
    this.noAnswer = noAnswer;
    this.typeOfAnswer = noAnswer.getDescriptorForType().findFieldByName("type");
    this.decoder = codec().decoder(noAnswer);
  }

  final Subscriber subscriber() {
    return subscriber;
  }

  final Caller caller() {
    return caller;
  }

  final Codec codec() {
    return subscriber.settings().codec();
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
    return submit(call, acceptance());
  }

  /**
   * Sends {@code call} and waits until the server has accepted it; as {@link #sendAsync}, but waits
   * for room when too many calls wait.
   *
   * @throws CallException if the call was not accepted; its type says what is known
   * @throws InterruptedException if the thread is interrupted; the call may or may not be sent
   */
  public final Acceptance send(C call) throws IOException, InterruptedException {
    return await(call, acceptance());
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
    return submit(call, content(this::decode));
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
    return decoded(call, this::decode);
  }

  /** Sends {@code call}; of its answer, what {@code get} takes. */
  final <T> CompletionStage<T> readAsync(C call, Function<R, T> get) {
    return submit(call, content(response -> part(call, decode(response), get)));
  }

  /** As {@link #readAsync}, and waits. */
  final <T> T read(C call, Function<R, T> get) throws IOException, InterruptedException {
    return decoded(call, response -> part(call, decode(response), get));
  }

  /** Waits for the bytes of the answer, then reads them on this thread. */
  private <T> T decoded(C call, Answer.Reading<T> reading)
      throws IOException, InterruptedException {
    Response response = await(call, content(bytes -> bytes));
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

  private R decode(Response response) throws ProtocolException {
    byte[] body = response.body();
    if (body.length == 0) {
      return noAnswer;
    }
    if (!response.isOf(codec().mediaType())) {
      throw new ProtocolException(
          response.describe() + " (expected: Content-Type " + codec().mediaType() + ")");
    }
    return decoder.decode(body);
  }

  private <T> T part(C call, R answer, Function<R, T> get) throws ProtocolException {
    // An answer that has nothing to say has no part for it either.
    EnumValueDescriptor type = (EnumValueDescriptor) answer.getField(typeOfAnswer);
    if (!type.getName().equals(rules.typeOf(call))) {
      String expected = " (expected: " + rules.typeOf(call) + ")";
      throw new ProtocolException(
          "an answer of another type: " + Excerpt.of(answer.toString()) + expected);
    }
    return get.apply(answer);
  }

  private <T> PendingCall<T> submit(C call, Answer<T> answer) {
    PendingCall<T> pending = pending(call, answer);
    if (pending.waits()) {
      caller.submitAlone(pending);
    } else if (caller.room().tryAcquire()) {
      caller.submit(pending);
    } else {
      int most = subscriber.settings().limits().pendingCalls();
      caller.refuse(pending, most + " calls wait for their answers");
    }
    return pending;
  }

  private <T> T await(C call, Answer<T> answer) throws IOException, InterruptedException {
    Blocking.check(subscriber.transport().isIoThread());
    PendingCall<T> pending = pending(call, answer);
    long nanos = subscriber.settings().timeouts().response().toNanos();
    if (pending.waits()) {
      caller.submitAlone(pending);
    } else if (caller.room().tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
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

  private <T> PendingCall<T> pending(C call, Answer<T> answer) {
    rules.check(call);
    String type = rules.typeOf(call);
    if (streams.contains(type)) {
      throw new IllegalArgumentException(type + " (expected: a call that opens no stream)");
    }
    byte[] body = codec().encode(call);
    return waiting.contains(type)
        ? PendingCall.waiting(type, body, answer)
        : PendingCall.within(subscriber.settings().timeouts().response(), type, body, answer);
  }

  /** Opens a stream with {@code call} and waits for the server's answer. */
  final <E extends Message> EventStream<E> stream(StreamKind kind, C call, E prototype)
      throws IOException, InterruptedException {
    rules.check(call);
    return subscriber.subscribe(
        kind, codec().encode(call), pair -> new OneWayStream<>(pair, prototype));
  }

  /** As {@link #stream}, without waiting. */
  final <E extends Message> CompletionStage<EventStream<E>> streamAsync(
      StreamKind kind, C call, E prototype) {
    rules.check(call);
    return subscriber.subscribeAsync(
        kind, codec().encode(call), pair -> new OneWayStream<>(pair, prototype));
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
