package io.mesosjava.client;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Makes the subscriptions of a client, and ends them with it. For any thread. */
final class Subscriber implements AutoCloseable {

  private static final String CLOSED = "the client is closed";

  private final Api api;
  private final Settings settings;
  private final Endpoint endpoint;
  private final Transport transport;
  private final Set<ConnectionPair> pairs = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Subscriber(Api api, Settings settings) {
    this.api = api;
    this.settings = settings;
    this.endpoint = Endpoint.of(settings.master(), api.path());
    this.transport = new Transport("mesos-" + api.name() + "-" + endpoint.authority());
  }

  Settings settings() {
    return settings;
  }

  /** Sends a SUBSCRIBE with {@code body} and waits; what {@code open} makes of the answer. */
  <S> S subscribe(byte[] body, Function<ConnectionPair, S> open)
      throws IOException, InterruptedException {
    Blocking.check(transport.isIoThread());
    ConnectionPair pair = newPair();
    try {
      return Blocking.await(pair.open(body).thenApply(open));
    } catch (InterruptedException e) {
      pair.close("the attempt was given up");
      throw e;
    }
  }

  /** As {@link #subscribe}, without waiting. */
  <S> CompletableFuture<S> subscribeAsync(byte[] body, Function<ConnectionPair, S> open) {
    return newPair().open(body).thenApply(open);
  }

  private ConnectionPair newPair() {
    ConnectionPair pair = new ConnectionPair(api, endpoint, settings, transport, pairs::remove);
    pairs.add(pair);
    if (closed) {
      pair.close(CLOSED);
    }
    return pair;
  }

  /** Ends the subscriptions, and the I/O thread. */
  @Override
  public void close() {
    closed = true;
    pairs.forEach(pair -> pair.close(CLOSED));
    transport.close();
  }

  @Override
  public String toString() {
    return endpoint + ", " + settings.codec().mediaType();
  }
}
