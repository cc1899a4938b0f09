package io.mesosjava.client;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Sends the calls of a client that belong to no subscription: on one connection, in the order in
 * which they were submitted, to the server that takes them. A connection is made when there is a
 * call for it.
 */
final class Caller implements AutoCloseable {

  /** What ends with the client. */
  interface Open {

    /** Ends it. From any thread, any number of times. */
    void close(String reason);
  }

  private static final String CLOSED = "the client is closed";

  private final Settings settings;
  private final Servers servers;
  private final Credentials credentials;
  private final Transport transport;
  private final Semaphore room;
  private final Set<Open> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private final OrderedCalls ordered;

  Caller(Subscriber subscriber) {
    this.settings = subscriber.settings();
    this.servers = subscriber.servers();
    this.credentials = subscriber.credentials();
    this.transport = subscriber.transport();
    this.room = new Semaphore(settings.limits().pendingCalls());
    this.ordered = new OrderedCalls(this);
  }

  /** One permit is a place for one call; {@link #submit} gives it back when the call is over. */
  Semaphore room() {
    return room;
  }

  /** Adds {@code call}, which has a place, to the end of the line. From any thread. */
  @SuppressWarnings("FutureReturnValueIgnored") // What is ignored is that a place was given back.
  void submit(PendingCall<?> call) {
    call.whenComplete((result, problem) -> room.release());
    if (!execute(() -> ordered.accept(call))) {
      notSent(call);
    }
  }

  /**
   * Sends {@code call} on a connection of its own, which ends with it: it may wait for long, and
   * calls that come later must not wait behind it. From any thread.
   */
  void submitAlone(PendingCall<?> call) {
    if (!execute(() -> new LoneCall(this, call).begin())) {
      notSent(call);
    }
  }

  /** The input of a container, from the record {@code first} on. From any thread. */
  @SuppressWarnings("FutureReturnValueIgnored") // Either end of it is told by what is returned.
  CompletableFuture<InputConnection> openInput(
      byte[] first, InputConnection.Beat beat, CallOptions options) {
    CompletableFuture<InputConnection> opened = new CompletableFuture<>();
    credentials
        .current(options.responseTimeoutOr(settings.timeouts().response()))
        .whenComplete(
            (value, problem) -> {
              if (problem == null) {
                InputConnection made = newInput(settings.withAuthorization(value).with(options));
                made.opened().whenComplete((input, failure) -> pass(opened, input, failure));
                if (!execute(() -> made.open(first, beat))) {
                  made.close(CLOSED);
                }
              } else {
                opened.completeExceptionally(
                    new CallNotSentException(
                        "ATTACH_CONTAINER_INPUT",
                        servers.current().uri(),
                        "no credentials: " + problem.getMessage(),
                        problem));
              }
            });
    return opened;
  }

  private InputConnection newInput(Settings known) {
    InputConnection made = new InputConnection(servers.current(), known, transport);
    open.add(made);
    made.onClosed(() -> open.remove(made));
    if (closed) {
      made.close(CLOSED);
    }
    return made;
  }

  private static void pass(
      CompletableFuture<InputConnection> to, InputConnection input, @Nullable Throwable failure) {
    if (failure == null) {
      to.complete(input);
    } else {
      to.completeExceptionally(failure);
    }
  }

  /** Refuses {@code call}, for which there is no place. From any thread. */
  void refuse(PendingCall<?> call, String why) {
    call.notSent(servers.current(), why, null);
  }

  /** The client is closed. From any thread. */
  void notSent(PendingCall<?> call) {
    call.notSent(servers.current(), CLOSED, null);
  }

  /** Runs {@code task} on the I/O thread; whether there is one. */
  boolean execute(Runnable task) {
    try {
      transport.loop().execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      // The I/O thread has ended, because the client was closed.
      return false;
    }
  }

  CallLine newLine(Endpoint server, Optional<String> authorization, CallLine.Owner owner) {
    CallLine made =
        new CallLine(server, settings.withAuthorization(authorization), transport, owner);
    open.add(made);
    return made;
  }

  /** {@code over} has ended. */
  void ended(Open over) {
    open.remove(over);
  }

  boolean isClosed() {
    return closed;
  }

  Settings settings() {
    return settings;
  }

  /** Runs {@code action} on the I/O thread after {@code nanos}. On that thread. */
  Alarm alarm(long nanos, Runnable action) {
    return Alarm.in(nanos, transport.loop(), action);
  }

  Servers servers() {
    return servers;
  }

  Credentials credentials() {
    return credentials;
  }

  void start(CallLine made) {
    if (closed) {
      made.close(CLOSED);
    } else {
      made.open();
    }
  }

  /** Ends every connection. The I/O thread is ended by whoever made it, after this. */
  @Override
  public void close() {
    closed = true;
    open.forEach(each -> each.close(CLOSED));
  }
}
