package io.mesosjava.client;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One SUBSCRIBE on its way: made at one server after another until one takes it. Its steps follow
 * one another, on the I/O thread.
 */
final class Subscribing {

  private final Function<Endpoint, ConnectionPair> connections;
  private final LeaderSearch search;
  private final byte[] body;
  private final CompletableFuture<ConnectionPair> result = new CompletableFuture<>();

  private volatile @Nullable String givenUp;
  private volatile @Nullable ConnectionPair pair;

  Subscribing(Function<Endpoint, ConnectionPair> connections, LeaderSearch search, byte[] body) {
    this.connections = connections;
    this.search = search;
    this.body = body;
  }

  /** Begins. The stage is completed with the pair that is subscribed. */
  CompletableFuture<ConnectionPair> start() {
    ask(search.current());
    return result;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Either end of it is told by the next step.
  private void ask(Endpoint server) {
    ConnectionPair asked = connections.apply(server);
    pair = asked;
    String reason = givenUp;
    if (reason != null) {
      asked.close(reason);
    }
    asked.open(body).whenComplete((opened, problem) -> answered(asked, problem));
  }

  private void answered(ConnectionPair asked, @Nullable Throwable problem) {
    if (problem == null) {
      search.found();
      result.complete(asked);
      return;
    }
    Ending ending = asked.ending();
    if (givenUp != null || (ending != null && ending.cause() == null)) {
      // It did not fail: it was closed, and so nobody wants it elsewhere.
      result.completeExceptionally(problem);
      return;
    }
    Endpoint next = search.next(problem);
    if (next != null) {
      ask(next);
    } else {
      result.completeExceptionally(search.failure());
    }
  }

  /** Closes the connections and asks no other server. From any thread. */
  void giveUp(String reason) {
    givenUp = reason;
    ConnectionPair asked = pair;
    if (asked != null) {
      asked.close(reason);
    }
  }
}
