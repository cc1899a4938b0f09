package io.mesosjava.client;

import io.mesosjava.codec.Codec;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of a stream, which live and end together: one that carries the call that opens it
 * and the events, and, where calls belong to the stream, one that carries those. State is confined
 * to the I/O thread; what other threads may call says so.
 */
final class ConnectionPair implements CallOwner {

  /**
   * Who makes pairs. It is told on the I/O thread, or on the thread that closes a closed client.
   */
  interface Owner {

    /** Both connections of {@code pair} are closed. */
    void closed(ConnectionPair pair);

    /** A call of a pair was answered with {@code redirect}. */
    void moved(ApiException redirect);

    /** A call of {@code pair} was answered 401; {@link #authorize} tells what to send instead. */
    void unauthorized(ConnectionPair pair, Optional<String> rejected);
  }

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  private final OpeningRequest request;
  private final StreamKind kind;
  private final Endpoint endpoint;
  private final Settings settings;
  private final Transport transport;
  private final EventLoop loop;
  private final Owner owner;
  private final RecordQueue records;
  private final StreamConnection stream;
  private final CallConnection calls;
  private final Semaphore room;
  private final SilenceWatch silence;
  private final CallCredentials credentials;
  private final PairChannels channels = new PairChannels();
  private final FirstBytes streamBytes = new FirstBytes();
  private final FirstBytes callBytes = new FirstBytes();
  private final CompletableFuture<ConnectionPair> opened = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Void> closed = new CompletableFuture<>();
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();

  private PairState state = PairState.CONNECTING;
  private volatile @Nullable String streamId;

  /** A pair of connections to {@code endpoint}, of which {@code owner} is told. */
  ConnectionPair(
      Opening opening, Endpoint endpoint, Settings settings, Transport transport, Owner owner) {
    this.request = new OpeningRequest(opening, endpoint, settings, transport.loop());
    this.kind = opening.kind();
    this.endpoint = endpoint;
    this.settings = settings;
    this.credentials = new CallCredentials(settings.authorization());
    this.transport = transport;
    this.loop = transport.loop();
    this.owner = owner;
    this.records =
        new RecordQueue(settings.limits().bufferedBytes(), this::pauseReading, this::resumeReading);
    this.stream = new StreamConnection(this, request.settings(), records, streamBytes);
    this.silence = new SilenceWatch(loop, settings.timeouts().streamIdle(), this::streamSilent);
    this.calls = new CallConnection(this, loop, settings, callBytes);
    this.room = new Semaphore(settings.limits().pendingCalls());
  }

  /**
   * Connects and sends the call that opens the stream. The stage is completed with this pair when
   * the server has agreed. From any thread, once.
   */
  CompletableFuture<ConnectionPair> open() {
    if (!execute(this::connect)) {
      opened.completeExceptionally(request.notSent("the client is closed", null));
    }
    return opened;
  }

  private void connect() {
    if (state != PairState.CONNECTING) {
      return;
    }
    Future<Channel> first = transport.connect(endpoint, streamBytes, stream);
    channels.await(
        kind.hasCalls()
            ? List.of(first, transport.connect(endpoint, callBytes, calls))
            : List.of(first),
        this::connected);
  }

  private void connected(@Nullable Throwable cause) {
    if (state != PairState.CONNECTING || ending.get() != null) {
      return; // what ended it is on its way, and says why
    }
    Channel made = channels.stream();
    if (cause != null) {
      fail(request.notSent("cannot connect: " + cause.getMessage(), cause));
    } else if (made != null && channels.areMade()) {
      state = state.to(PairState.SUBSCRIBING);
      request.write(made, this::late);
    }
  }

  private void late() {
    stream.timedOut(request.late());
  }

  /** The answer to SUBSCRIBE has begun, and it is not a stream of events. */
  void subscribeRefused() {
    request.refused(this::late);
  }

  /** The answer to SUBSCRIBE has begun, and it is a stream of events. */
  void subscribed(@Nullable String streamId) {
    this.streamId = streamId;
    state = state.to(PairState.OPEN);
    request.over();
    silence.start();
    beginCalls();
    LOG.debug("{}: subscribed, stream {}", endpoint, streamId == null ? "" : streamId);
    opened.complete(this);
  }

  /** Calls that are written from now on carry {@code value}. From any thread. */
  void authorize(Optional<String> value) {
    execute(
        () -> {
          credentials.renewed(value, calls.unanswered());
          beginCalls();
        });
  }

  private void beginCalls() {
    Channel made = channels.calls();
    if (made != null && state == PairState.OPEN) {
      Map<String, String> headers = settings.withAuthorization(credentials.value()).headers();
      calls.begin(made, RequestHead.of(endpoint, settings.codec(), headers, streamId));
    }
  }

  /** Bytes of the stream were read. */
  void streamRead() {
    silence.heard();
  }

  private void streamSilent() {
    fail(
        new SocketTimeoutException(
            endpoint + ": the event stream is silent: nothing was read for " + silence.limit()));
  }

  /** The stream has ended cleanly: its connection can go, calls may be answered yet. */
  void streamEnded() {
    drain(Ending.clean("the server ended the event stream"));
  }

  @Override
  public void accepted() {
    credentials.accepted();
  }

  @Override
  public void refused(PendingCall<?> call, ApiException refusal) {
    if (refusal.isRedirect()) {
      owner.moved(refusal);
    }
    if (credentials.refused(call, refusal)) {
      owner.unauthorized(this, credentials.value());
    }
    call.completeExceptionally(refusal);
    // Those behind it will be told the same.
    if (refusal.isSubscriptionLost() && state == PairState.OPEN) {
      drain(Ending.failed(refusal));
    }
  }

  @Override
  public void unwritten(PendingCall<?> call, Ending why) {
    call.notSent(endpoint, "the subscription is over: " + why.reason(), why.cause());
  }

  @Override
  public void left(PendingCall<?> call) {
    room.release();
  }

  private void drain(Ending end) {
    state = state.to(PairState.DRAINING);
    ending.compareAndSet(null, end);
    records.end(end.cause());
    silence.stop();
    Transport.close(channels.stream());
    calls.drain(end);
  }

  @Override
  public void drained(Ending end) {
    end(end);
  }

  @Override
  public void fail(IOException cause) {
    end(Ending.failed(cause));
  }

  /** As {@link #fail}, from any thread; events that nobody has taken are dropped. */
  void abandon(IOException cause) {
    ending.compareAndSet(null, Ending.failed(cause));
    records.endNow(cause);
    execute(() -> fail(cause));
  }

  private boolean execute(Runnable task) {
    try {
      loop.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      // The I/O thread is gone: the client was closed, and it ended its pairs before.
      return false;
    }
  }

  private void end(Ending end) {
    if (state == PairState.ENDED) {
      return;
    }
    // While the state says how far SUBSCRIBE had come.
    IOException cause = end.cause() != null ? end.cause() : connectionLost(end.reason(), null);
    state = state.to(PairState.ENDED);
    ending.compareAndSet(null, end);
    request.over();
    silence.stop();
    LOG.debug("{}: subscription over: {}", endpoint, end.reason());
    calls.abort(end);
    records.end(end.cause());
    opened.completeExceptionally(cause);
    channels.close(this::finish);
  }

  private void finish() {
    closed.complete(null);
    owner.closed(this);
  }

  /**
   * Ends the pair; events that nobody has taken are dropped at once. From any thread, any number of
   * times.
   */
  void close(String reason) {
    ending.compareAndSet(null, Ending.clean(reason));
    records.endNow(null);
    if (!execute(() -> end(Ending.clean(reason)))) {
      finish();
    }
  }

  /** After {@link #close}: waits until both connections are closed. From any other thread. */
  void awaitClosed() {
    closed.join();
  }

  /** Stops reading until the consumer has caught up. */
  private void pauseReading() {
    setReading(false);
  }

  /** On the consumer's thread; as a task of the loop, so that it comes after the pause. */
  private void resumeReading() {
    execute(() -> setReading(true));
  }

  private void setReading(boolean reading) {
    Channel channel = channels.stream();
    if (channel != null) {
      silence.paused(!reading);
      channel.config().setAutoRead(reading);
    }
  }

  @Override
  public @Nullable Ending ending() {
    return ending.get();
  }

  /** From any thread. */
  RecordQueue records() {
    return records;
  }

  /** From any thread. */
  CallConnection calls() {
    return calls;
  }

  /** What the server calls the subscription, if it does and has agreed to it. From any thread. */
  @Nullable String streamId() {
    return streamId;
  }

  /** One permit is a place for one call; it comes back when the call is over. From any thread. */
  Semaphore room() {
    return room;
  }

  /** How long the stream may be silent from now on; zero is for ever. From any thread. */
  void streamIdle(Duration limit) {
    execute(() -> silence.limit(limit));
  }

  StreamKind kind() {
    return kind;
  }

  @Override
  public Occasion occasion() {
    return Occasion.SUBSCRIBED;
  }

  /** What calls are made with. From any thread. */
  Settings settings() {
    return settings;
  }

  /** Of the events. From any thread. */
  Codec streamCodec() {
    return request.codec();
  }

  /** Whether the calling thread is the one that must not block. */
  boolean isIoThread() {
    return loop.inEventLoop();
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public boolean isOver() {
    return state == PairState.ENDED;
  }

  boolean streamIsOver() {
    return state == PairState.ENDED || state == PairState.DRAINING;
  }

  /** Before or after the stream was opened. */
  @Override
  public IOException connectionLost(String problem, @Nullable Throwable cause) {
    return switch (state) {
      case CONNECTING -> request.notSent(problem, cause);
      case SUBSCRIBING -> request.unknown(problem, cause);
      default -> transportError(problem, cause);
    };
  }

  /** The call that opens the stream was written. */
  CallOutcomeUnknownException subscribeUnknown(String problem, @Nullable Throwable cause) {
    return request.unknown(problem, cause);
  }
}
