package io.mesosjava.client;

import com.google.protobuf.Message;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the streams of a client, and ends them with it. For any thread. */
final class Subscriber implements AutoCloseable, ConnectionPair.Owner, Subscribing.Owner {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionListener.class);

  private static final String CLOSED = "the client is closed";

  private final Settings settings;
  private final Servers servers;
  private final Credentials credentials;
  private final Transport transport;
  private final Set<ConnectionPair> pairs = ConcurrentHashMap.newKeySet();
  private final Set<ConnectionPair> subscribed = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Subscriber(Api api, Settings settings) {
    this.settings = settings;
    this.servers = Servers.of(settings, api.path());
    String job = "mesos-" + api.job() + "-" + servers.current().authority();
    this.transport = new Transport(job, Route.of(settings, NameService.system()));
    this.credentials = new Credentials(settings.security().credentials(), job, transport.loop());
  }

  Settings settings() {
    return settings;
  }

  Servers servers() {
    return servers;
  }

  Credentials credentials() {
    return credentials;
  }

  Transport transport() {
    return transport;
  }

  /**
   * Sends the call that opens a stream to one server after another until one takes it. What is
   * returned is completed with what {@code open} makes of the answer; to give up, cancel it.
   */
  @SuppressWarnings("FutureReturnValueIgnored") // What is ignored is that the attempt was given up.
  <S> CompletableFuture<S> open(Opening opening, Function<ConnectionPair, S> open) {
    Subscribing subscribing = subscribing(opening);
    CompletableFuture<S> opened = subscribing.start().thenApply(open);
    opened.whenComplete(
        (stream, problem) -> {
          if (opened.isCancelled()) {
            subscribing.giveUp("the attempt was given up");
          }
        });
    return opened;
  }

  /** Waits for what {@code attempt} opens; gives up if the thread is interrupted. */
  <S> S await(Supplier<CompletableFuture<S>> attempt) throws IOException, InterruptedException {
    Blocking.check(transport.isIoThread());
    CompletableFuture<S> opened = attempt.get();
    try {
      return Blocking.await(opened);
    } catch (InterruptedException e) {
      opened.cancel(false);
      throw e;
    }
  }

  /**
   * A stream of {@code kind} that {@code call} opens.
   *
   * @throws IllegalArgumentException if something required is missing; the text names it
   */
  Opening opening(StreamKind kind, Message call, CallOptions options) {
    return new Opening(kind, options.codecOr(settings.codec()).encode(call), options);
  }

  private Subscribing subscribing(Opening opening) {
    Duration patience = opening.options().responseTimeoutOr(settings.timeouts().response());
    return new Subscribing(this, opening, servers.search(), credentials, patience);
  }

  @Override
  public ConnectionPair newPair(Opening opening, Endpoint server, Optional<String> authorization) {
    Settings known = settings.withAuthorization(authorization);
    ConnectionPair pair = new ConnectionPair(opening, server, known, transport, this);
    pairs.add(pair);
    if (closed) {
      pair.close(CLOSED);
    }
    return pair;
  }

  @Override
  public void closed(ConnectionPair pair) {
    pairs.remove(pair);
    if (subscribed.remove(pair)) {
      Ending ending = Objects.requireNonNull(pair.ending());
      tell(new ConnectionEvent.Ended(pair.endpoint().uri(), Optional.ofNullable(ending.cause())));
    }
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // Either end of it is told here.
  public void unauthorized(ConnectionPair pair, Optional<String> rejected) {
    credentials
        .renewed(rejected)
        .whenComplete(
            (value, problem) -> {
              if (problem == null) {
                pair.authorize(value);
              } else {
                LOG.warn("{}: no other credentials: {}", pair.endpoint(), problem.getMessage());
                pair.authorize(rejected);
              }
            });
  }

  @Override
  public void subscribed(ConnectionPair pair) {
    subscribed.add(pair);
    Optional<String> id = Optional.ofNullable(pair.streamId());
    tell(new ConnectionEvent.Subscribed(pair.endpoint().uri(), id));
  }

  @Override
  public void tell(ConnectionEvent event) {
    settings.listener().on(event);
  }

  @Override
  public void moved(ApiException redirect) {
    servers.moved(redirect);
  }

  /** Ends the streams, and the I/O thread. */
  @Override
  public void close() {
    closed = true;
    credentials.close();
    pairs.forEach(pair -> pair.close(CLOSED));
    transport.close();
  }

  @Override
  public String toString() {
    return servers + ", " + settings.codec().mediaType();
  }
}
