package io.mesosjava.client;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call that opens a stream, on its way: made at one server after another until one takes it, with
 * credentials that are renewed once if a server rejects them. Its steps follow one another.
 */
final class Subscribing {

  /** Who wants to subscribe. */
  interface Owner {

    /** Connections to {@code server}, to be made, with a value of Authorization. */
    ConnectionPair newPair(Opening opening, Endpoint server, Optional<String> authorization);

    /** {@code event} has happened. */
    void tell(ConnectionEvent event);

    /** {@code pair} is subscribed. */
    void subscribed(ConnectionPair pair);
  }

  private final Owner owner;
  private final Opening opening;
  private final LeaderSearch search;
  private final Credentials credentials;
  private final Duration patience;
  private final CompletableFuture<ConnectionPair> result = new CompletableFuture<>();

  private boolean renewed;
  private volatile @Nullable String givenUp;
  private volatile @Nullable ConnectionPair pair;

  /**
   * An attempt that is not begun.
   *
   * @param patience how long to wait for credentials
   */
  Subscribing(
      Owner owner,
      Opening opening,
      LeaderSearch search,
      Credentials credentials,
      Duration patience) {
    this.owner = owner;
    this.opening = opening;
    this.search = search;
    this.credentials = credentials;
    this.patience = patience;
  }

  /** Begins. The stage is completed with the pair that is subscribed. */
  CompletableFuture<ConnectionPair> start() {
    ask(search.current());
    return result;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Either end of it is told by the next step.
  private void ask(Endpoint server) {
    credentials
        .current(patience)
        .whenComplete(
            (value, problem) -> {
              if (problem == null) {
                ask(server, value);
              } else {
                result.completeExceptionally(
                    new CallNotSentException(
                        opening.kind().callType(),
                        server.uri(),
                        "no credentials: " + problem.getMessage(),
                        problem));
              }
            });
  }

  @SuppressWarnings("FutureReturnValueIgnored") // As above.
  private void ask(Endpoint server, Optional<String> authorization) {
    owner.tell(new ConnectionEvent.Connecting(server.uri()));
    ConnectionPair asked = owner.newPair(opening, server, authorization);
    pair = asked;
    String reason = givenUp;
    if (reason != null) {
      asked.close(reason);
    }
    asked.open().whenComplete((opened, problem) -> answered(asked, authorization, problem));
  }

  private void answered(
      ConnectionPair asked, Optional<String> authorization, @Nullable Throwable problem) {
    Ending ending = asked.ending();
    if (problem == null) {
      search.found();
      owner.subscribed(asked);
      result.complete(asked);
    } else if (givenUp != null || (ending != null && ending.cause() == null)) {
      // It did not fail: it was closed, and so nobody wants it elsewhere.
      refused(problem, null);
      result.completeExceptionally(problem);
    } else if (problem instanceof ApiException refusal && mayRenewAfter(refusal)) {
      renewed = true;
      renew(authorization, refusal);
    } else {
      goOn(problem);
    }
  }

  private boolean mayRenewAfter(ApiException refusal) {
    return refusal.status() == 401 && !renewed && !opening.options().hasAuthorization();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // As above.
  private void renew(Optional<String> rejected, ApiException refusal) {
    credentials
        .renewed(rejected, patience)
        .whenComplete(
            (value, problem) -> {
              if (problem != null) {
                refusal.addSuppressed(problem);
                goOn(refusal);
              } else if (value.equals(rejected)) {
                goOn(refusal);
              } else {
                refused(refusal, search.current());
                ask(search.current(), value);
              }
            });
  }

  private void goOn(Throwable problem) {
    Endpoint asked = search.current();
    Endpoint next = search.next(problem);
    refused(asked, problem, next);
    if (next != null) {
      ask(next);
    } else {
      result.completeExceptionally(search.failure());
    }
  }

  private void refused(Throwable problem, @Nullable Endpoint next) {
    refused(search.current(), problem, next);
  }

  private void refused(Endpoint asked, Throwable problem, @Nullable Endpoint next) {
    Optional<URI> then = Optional.ofNullable(next).map(Endpoint::uri);
    owner.tell(new ConnectionEvent.Refused(asked.uri(), problem, then));
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
